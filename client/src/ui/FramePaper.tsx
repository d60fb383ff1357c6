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
 * Where no picture is yet: paper with the blue lines that a drawing begins with. How large somebody stands
 * in it, where the horizon lies and where the camera goes are the shot's own facts; the words are its action.
 */
export const FramePaper = memo(function FramePaper({ words, size, angle, movement }: FramePaperProps) {
  const figure = figureOf(size);
  const { y, tilt } = horizonOf(angle);
  const move = moveOf(movement);
  return (
    <div className={classes['paper']}>
      <svg viewBox="0 0 160 90" className={classes['drawing']} aria-hidden focusable="false">
        <g className={classes['pencil']} transform={tilt === 0 ? undefined : `rotate(${tilt} 80 45)`}>
          <path
            className={classes['perspective']}
            d={`M-20-11 80 ${y} 180-11M-20 101 80 ${y} 180 101M80-20v130`}
          />
          <path d={`M-20 ${y}h200`} />
          {figure !== null && (
            <path transform={`translate(${figure.x} ${figure.y}) scale(${figure.scale})`} d={FIGURE} />
          )}
        </g>
        {move !== null && <path className={classes['move']} d={move} />}
      </svg>
      {words !== '' && <p className={classes['words']}>{words}</p>}
    </div>
  );
});

/** Somebody, blocked in: head with its cross, neck, shoulders, the line of the body. Head 20 units high, at 0,0. */
const FIGURE =
  'M0-10c5 0 8 4 8 9 0 6-3.500 11-8 11s-8-5-8-11c0-5 3-9 8-9zM0-10v20M-8 0q8 3 16 0M-3 9v4c-9 1-15 5-16 13-1 14 2 40 4 62M3 9v4c9 1 15 5 16 13 1 14-2 40-4 62M0 24v64';
