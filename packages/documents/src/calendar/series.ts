import type * as Y from 'yjs';
import type { Act } from '../act.ts';
import { readCalendar, type Calendar, type CalendarEvent } from './reads.ts';
import { deleteEvents } from './writes.ts';

/** A series that was split, as a person sees it: one thing that happens again and again. */

/** The living events of its series that begin behind it. */
export function partsBehind({ events }: Pick<Calendar, 'events'>, event: CalendarEvent): CalendarEvent[] {
  return events.filter(({ series, follows }) => series === event.series && isLater(follows, event.follows));
}

/** All living events of its series, itself among them. */
export function partsOf({ events }: Pick<Calendar, 'events'>, event: CalendarEvent): CalendarEvent[] {
  return events.filter(({ series }) => series === event.series);
}

/** "All events", deleted: also what another part outdoes, which would stand up in its place. */
export function deleteSeries(doc: Y.Doc, id: string, act: Act, origin: unknown): void {
  const { events, outdone } = readCalendar(doc);
  const series = events.find((event) => event.id === id)?.series ?? id;
  const parts = [...events, ...outdone].filter((event) => event.id === id || event.series === series);
  deleteEvents(
    doc,
    parts.map((part) => part.id),
    act,
    origin,
  );
}

function isLater(one: CalendarEvent['follows'], other: CalendarEvent['follows']): boolean {
  return one !== null && one.from > (other?.from ?? '');
}
