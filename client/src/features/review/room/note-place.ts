import type { VideoPlace } from '@clapper/documents/review';
import type { Player } from '../player/player.ts';

export const WHOLE_VIDEO: VideoPlace = { frame: null, endFrame: null, time: 0 };

/** Where a note was begun. */
export interface Begun {
  frame: number;
  /** It is drawn on: a range that leaves the frame out is not the note's. */
  drawn: boolean;
}

/** The range that is chosen, or else the frame it was begun on, wherever one has gone since; or else the one that is shown. */
export function placeOf({ get, clock }: Pick<Player, 'get' | 'clock'>, begun: Begun | null): VideoPlace {
  const { frame, range } = get();
  const leftOut = range !== null && begun?.drawn === true && !isWithin(range, begun.frame);
  const chosen = leftOut ? null : range;
  const start = chosen?.start ?? begun?.frame ?? frame;
  return { frame: start, endFrame: chosen?.end ?? null, time: clock.begins(start) };
}

function isWithin({ start, end }: { start: number; end: number }, frame: number): boolean {
  return start <= frame && frame < end;
}
