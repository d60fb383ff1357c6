import { VisuallyHidden } from '@mantine/core';
import type { Shot } from '@clapper/documents';
import { memo, type MouseEvent } from 'react';
import { useBoard, useSelectedIds } from '../session/board-session.ts';
import { focusShot } from './focus-shot.ts';
import { segmentAt, shares } from './time-shares.ts';
import classes from './TimeBar.module.css';

/** Narrower pieces than this have no room for a number. */
const NUMBERED_SHARE = 0.055;

interface TimeBarProps {
  shots: readonly Shot[];
  label: string;
}

/**
 * Each shot's share of the stage's time. A click on a piece goes to its shot: one button, since a piece of
 * a long stage is narrower than a finger. The arrow keys in the grid lead to the same shots.
 */
export const TimeBar = memo(function TimeBar({ shots, label }: TimeBarProps) {
  const session = useBoard();
  const selected = useSelectedIds();
  const parts = shares(shots);
  const go = (event: MouseEvent<HTMLButtonElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    // Enter on the button has no place: it goes to the first shot.
    const at = event.detail === 0 ? 0 : (event.clientX - box.left) / box.width;
    const shot = shots[segmentAt(parts, at)];
    if (shot === undefined) return;
    session.select(shot.id, 'only');
    focusShot(shot.id, 'center');
  };
  return (
    <button type="button" className={classes['bar']} disabled={shots.length === 0} onClick={go}>
      <VisuallyHidden>{label}</VisuallyHidden>
      <span className={classes['track']} data-dense={shots.length > 40 || undefined} aria-hidden>
        {shots.map((shot, index) => (
          <span
            key={shot.id}
            className={classes['part']}
            style={{ flexGrow: parts[index] }}
            data-selected={selected.has(shot.id) || undefined}
          >
            {(parts[index] ?? 0) >= NUMBERED_SHARE && shot.number}
          </span>
        ))}
      </span>
    </button>
  );
}, sameTimes);

/** A bar is drawn again when times or order change, not at every key press in a title. */
function sameTimes(a: TimeBarProps, b: TimeBarProps): boolean {
  return (
    a.label === b.label &&
    a.shots.length === b.shots.length &&
    a.shots.every(({ id, number, duration }, index) => {
      const other = b.shots[index];
      return id === other?.id && number === other.number && duration === other.duration;
    })
  );
}
