import { formatDuration, NO_TAKES, shownTake, type Shot } from '@clapper/documents';
import { usePart } from '../../../app/store.ts';
import { FramePaper } from '../../../ui/FramePaper.tsx';
import { usePicture } from '../../files/use-picture.ts';
import { useBoard } from '../session/board-session.ts';
import { useLanguage } from '../session/use-language.ts';
import classes from './DragStack.module.css';

/** What follows the pointer: the front card, one behind it, and how many they are. */
export function DragStack({ shot, count }: { shot: Shot; count: number }) {
  const language = useLanguage();
  const { project, takes, layer } = useBoard();
  const looked = usePart(layer, (value) => value);
  const take = usePart(takes, (all) => shownTake(all.get(shot.id) ?? NO_TAKES, looked));
  const picture = usePicture(`${project}/board`, take?.picture.hash ?? null);
  return (
    <div className={classes['stack']} data-several={count > 1 || undefined}>
      <div className={classes['card']}>
        {picture.state === 'here' ? (
          <img className={classes['picture']} src={picture.url} alt="" draggable={false} />
        ) : (
          <FramePaper
            words={take === null ? shot.action.slice(0, 90) : ''}
            size={shot.size}
            angle={shot.angle}
            movement={shot.movement}
          />
        )}
        <div className={classes['body']}>
          <b>{shot.number}</b>
          <span className={classes['title']}>{shot.title}</span>
          {shot.duration !== null && (
            <span className={classes['seconds']}>{formatDuration(shot.duration, language)}</span>
          )}
        </div>
      </div>
      {count > 1 && <span className={classes['count']}>{count}</span>}
    </div>
  );
}
