import { timecodeOf, type Clip } from '@clapper/documents/timecode';
import type { Clock } from './clock.ts';

/** How frames are called: as editing programs do, by their number, or by the time at which they begin. */
export const TIME_STYLES = ['timecode', 'frames', 'seconds'] as const;

export type TimeStyle = (typeof TIME_STYLES)[number];

export interface Naming {
  clip: Clip;
  /** Its frames stand at unequal distances: they have no timecode. */
  variable: boolean;
  style: TimeStyle;
}

export function nameOfFrame(
  frame: number,
  player: { clock: Pick<Clock, 'begins'> } | null,
  { clip, variable, style }: Naming,
): string {
  if (style === 'frames') return String(frame);
  if (player === null || (style === 'timecode' && !variable)) return timecodeOf(frame, clip);
  const ms = Math.round(player.clock.begins(frame) * 1000);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${String(ms % 1000).padStart(3, '0')}`;
}
