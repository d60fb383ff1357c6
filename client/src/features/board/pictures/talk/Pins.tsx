import { useTranslation } from 'react-i18next';
import { nameOf } from '../../../threads/talk-session.tsx';
import type { Point } from './picture-threads.ts';
import type { PictureTalk } from './use-picture-talk.ts';
import { PlacePin } from './PlacePin.tsx';
import classes from './Pins.module.css';

/** The points of a picture that somebody said something of, as large at any zoom, and the hand that sets one. */
export function Pins({ talk, take }: { talk: PictureTalk; take: string }) {
  const { t } = useTranslation('board');
  const { session, pins, composing, unfolded } = talk;
  const draft = composing?.type === 'image' && composing.image === take ? composing.point : null;
  return (
    <>
      <ol className={classes['pins']} aria-label={t('talk.pins')}>
        {pins.map(({ thread, number, point, here }) => (
          <li key={thread.id} className={classes['place']} {...at(point)}>
            <button
              type="button"
              className={classes['pin']}
              data-pin={thread.id}
              data-elsewhere={here ? undefined : true}
              aria-pressed={thread.id === unfolded}
              aria-label={t(here ? 'talk.pin' : 'talk.pinElsewhere', {
                number,
                name: nameOf(session, thread.authorId) ?? t('shot.someone'),
                words: thread.words,
              })}
              onClick={() => {
                talk.show(true);
                talk.unfold(thread.id === unfolded ? null : thread.id);
              }}
            >
              {number}
            </button>
          </li>
        ))}
        {draft !== null && (
          <li className={classes['place']} {...at(draft)}>
            <span className={classes['pin']} data-draft aria-hidden>
              +
            </span>
          </li>
        )}
      </ol>
      {talk.placing && <PlacePin onPlace={talk.composeAt} onLeave={() => talk.place(false)} />}
    </>
  );
}

function at({ x, y }: Point) {
  return {
    style: { left: `${x * 100}%`, top: `${y * 100}%` },
    'data-side': x > 0.92 ? 'left' : undefined,
    'data-below': y < 0.1 ? true : undefined,
  };
}
