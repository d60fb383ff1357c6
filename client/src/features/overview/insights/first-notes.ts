import { dayOf } from '@clapper/documents/calendar';
import { medianOf } from '../../../app/percentile.ts';

interface Noted {
  cuts: readonly { id: string; createdAt: number }[];
  notes: readonly { cut: string; createdAt: number }[];
}

interface Days {
  time_zone: string;
  from: string;
  to: string;
}

/** How long cuts waited for the first that anybody said of them, of those that were first noted on in these days. */
export function firstNoteMs(reviews: readonly Noted[], { time_zone: zone, from, to }: Days): number | null {
  const waits = reviews.flatMap(({ cuts, notes }) => {
    const first = new Map<string, number>();
    for (const { cut, createdAt } of notes) first.set(cut, Math.min(createdAt, first.get(cut) ?? createdAt));
    return cuts.flatMap(({ id, createdAt }) => {
      const at = first.get(id);
      if (at === undefined) return [];
      const day = dayOf(at, zone);
      // Two devices, two clocks: nobody notes a cut before it is there.
      return day < from || day > to ? [] : [Math.max(0, at - createdAt)];
    });
  });
  return medianOf(waits);
}
