import type { VideoPlace } from '@clapper/documents/review';
import type { Player } from '../player/player.ts';

export const WHOLE_VIDEO: VideoPlace = { frame: null, endFrame: null, time: 0 };

/** The range that is chosen, or else the frame it stands on; what is drawn on stays where it was drawn. */
export function placeOf({ get, clock }: Player, over: number | null): VideoPlace {
  const { frame, range } = get();
  const inRange = range !== null && (over === null || (range.start <= over && over < range.end));
  const start = inRange ? range.start : (over ?? frame);
  return { frame: start, endFrame: inRange ? range.end : null, time: clock.begins(start) };
}
