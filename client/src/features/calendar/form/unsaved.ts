import { restoreEvents } from '@clapper/documents';
import { instantOf, isDate, occurrencesOf, parseDate, wallOf } from '@clapper/documents/calendar';
import type { CalendarSession, Opened } from '../session/calendar-session.ts';
import { CALENDAR_ORIGIN } from '../session/undo.ts';
import type { FormValues } from './values.ts';

/** What somebody typed into the form of an event and did not save, over what stood there when they began. */
export interface Typed {
  before: FormValues;
  values: FormValues;
}

/** A form that went away with words in it. */
export interface Unsaved {
  opened: Opened;
  typed: Typed;
}

/** Its event may have gone to another day with somebody else, or be deleted: so far around it is looked for. */
const AROUND_MS = 400 * 24 * 60 * 60_000;

/** Opens the form again with what was typed, wherever its event stands by now; one that was deleted is restored. */
export function resume(session: CalendarSession, { opened, typed }: Unsaved): void {
  const found = opened.show === 'new' ? opened : findAgain(session, opened.key);
  if (found === null) return;
  session.resumed.set(typed);
  session.opened.set(found);
}

function findAgain(session: CalendarSession, key: string): Opened | null {
  const { doc, me, now, undo, place } = session;
  const [id = '', date = ''] = key.split('@');
  if (session.calendar().deleted.some((event) => event.id === id))
    undo.step(() => restoreEvents(doc, [id], { by: me.id, at: now() }, CALENDAR_ORIGIN));
  const event = session.calendar().events.find((one) => one.id === id);
  if (event === undefined) return null;
  const zone = session.zone();
  const at = instantOf(`${isDate(date) ? date : event.when.start.slice(0, 10)}T00:00`, zone);
  const distance = (start: number) => Math.abs(start - at);
  const [nearest] = occurrencesOf(event, { from: at - AROUND_MS, to: at + AROUND_MS, zone }).toSorted(
    (a, b) => Number(b.key === key) - Number(a.key === key) || distance(a.start) - distance(b.start),
  );
  if (nearest === undefined) return null;
  place.set({ ...place.get(), day: parseDate(wallOf(nearest.start, zone)) });
  return { show: 'event', key: nearest.key };
}
