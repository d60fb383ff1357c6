import { dayOf } from '@clapper/documents/calendar';
import type { VideoNote } from '@clapper/documents/review';

type Noted = Pick<VideoNote, 'createdAt' | 'deleted' | 'shapes' | 'screenshot'>;

export interface VideoNotes {
  all: number;
  drawn: number;
  /** With the picture as its author saw it. */
  pictured: number;
}

/** The notes on videos that were made in these days. */
export function videoNotesIn(
  reviews: readonly { notes: readonly Noted[] }[],
  { time_zone: zone, from, to }: { time_zone: string; from: string; to: string },
): VideoNotes {
  const made = reviews
    .flatMap(({ notes }) => notes)
    .filter(({ createdAt, deleted }) => {
      const day = dayOf(createdAt, zone);
      return deleted === null && day >= from && day <= to;
    });
  return {
    all: made.length,
    drawn: made.filter(({ shapes }) => shapes.length > 0).length,
    pictured: made.filter(({ screenshot }) => screenshot !== null).length,
  };
}
