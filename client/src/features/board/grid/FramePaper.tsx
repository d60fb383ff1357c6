import type { Shot } from '@clapper/documents';
import { memo } from 'react';
import classes from './FramePaper.module.css';
import { figureOf, horizonOf, moveOf } from './frame-drawing.ts';

interface FramePaperProps {
  /** The first words of what is seen. */
  words: string;
  size: Shot['size'];
  angle: Shot['angle'];
  movement: Shot['movement'];
}

/**
 * Where no picture is yet: paper with the pencil lines that a drawing begins with. How big the figure is,
 * where the horizon lies and where the camera goes are the shot's own facts; the words are its action.
 */
export const FramePaper = memo(function FramePaper({ words, size, angle, movement }: FramePaperProps) {
  const figure = figureOf(size);
  const horizon = horizonOf(angle);
  const move = moveOf(movement);
  return (
    <div className={classes['paper']}>
      <svg viewBox="0 0 160 90" className={classes['drawing']} aria-hidden focusable="false">
        <path className={classes['construction']} d="M0 0 160 90M160 0 0 90M80 0v90M0 45h160" />
        <g transform={`rotate(${horizon.tilt} 80 45)`}>
          <path className={classes['horizon']} d={`M-20 ${horizon.y}H180`} />
        </g>
        {figure !== null && (
          <g transform={`rotate(${horizon.tilt} 80 45) translate(${figure.x} ${figure.y}) scale(${figure.scale})`}>
            <path className={classes['figure']} d={FIGURE} />
          </g>
        )}
        {move !== null && <path className={classes['move']} d={move} />}
      </svg>
      {words !== '' && <p className={classes['words']}>{words}</p>}
    </div>
  );
});

/** A standing figure, head to feet 100 units, drawn around x = 0 with the eyes at y = 8. */
const FIGURE =
  'M0 0c5 0 8 4 8 9s-3 9-8 9-8-4-8-9 3-9 8-9zM-4 20h8c8 1 12 4 13 11l4 30-6 2-5-24 2 24 2 36h-9L0 66l-5 33h-9l2-36 2-24-5 24-6-2 4-30c1-7 5-10 13-11z';
