import type { Take, TakeStack } from '@clapper/documents';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNear } from '../../files/use-near.ts';
import { usePicture } from '../../files/use-picture.ts';
import { useBoard } from '../session/board-session.ts';
import classes from './TakeStrip.module.css';

interface TakeStripProps {
  stack: TakeStack;
  /** The one that is large. */
  chosen: string;
  onChoose: (id: string) => void;
}

/** The stack, newest first. */
export function TakeStrip({ stack, chosen, onChoose }: TakeStripProps) {
  const { t } = useTranslation('board');
  return (
    <ol className={classes['strip']} aria-label={t('viewer.history')}>
      {stack.takes.map((take) => (
        <li key={take.id}>
          <button
            type="button"
            className={classes['take']}
            aria-pressed={take.id === chosen}
            aria-label={t(take.id === stack.current?.id ? 'viewer.takeShown' : 'picture.take', {
              number: take.number,
            })}
            onClick={() => onChoose(take.id)}
          >
            <Thumb take={take} />
            <span className={classes['number']} data-shown={take.id === stack.current?.id || undefined}>
              {t('picture.take', { number: take.number })}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}

function Thumb({ take }: { take: Take }) {
  const session = useBoard();
  const frame = useRef<HTMLSpanElement>(null);
  const near = useNear(frame);
  const shown = usePicture(`${session.project}/board`, near ? take.picture.hash : null);
  return (
    <span ref={frame} className={classes['thumb']}>
      {shown.state === 'here' && (
        <img className={classes['image']} src={shown.url} alt="" draggable={false} />
      )}
    </span>
  );
}
