import type * as Y from 'yjs';
import type { Act } from '../act.ts';
import { fieldChanges, isChange, type RecordChange } from '../history/changes.ts';
import type { DocumentHistory } from '../history/history.ts';
import { recreate, restoreFields } from '../history/restore-fields.ts';
import { recordOf, rootMap, sameValue, setDifferent } from '../records.ts';
import { recordMust } from '../write-checks.ts';
import { formatDate, parseDate } from './dates.ts';
import { daysOf } from './occurrences.ts';
import { readCalendar, type Calendar, type CalendarEvent, type EventException } from './reads.ts';
import { EVENT_FIELDS } from './schema.ts';
import { cancelOccurrence, changeOccurrence, deleteEvents, moveEvent, restoreEvents } from './writes.ts';

/** What an event says by itself. Where it stands is told by moves, and who made it never changes. */
const {
  createdBy: _by,
  createdAt: _at,
  deleted: _deleted,
  revision: _revision,
  uid,
  when,
  ...OWN
} = EVENT_FIELDS;
const MADE = { ...OWN, uid, when };

export const calendarHistory: DocumentHistory = {
  compare(now, then) {
    const [present, past] = [readCalendar(now), readCalendar(then)];
    const [live, were] = [byId(living(present)), byId(living(past))];
    const ids = new Set([...live.keys(), ...present.deleted.map(({ id }) => id), ...were.keys()]);
    return [...ids].flatMap((id): RecordChange[] => {
      const [is, was] = [live.get(id), were.get(id)];
      if (is === undefined && was === undefined) return [];
      const [record, old] = [recordOf(now, 'events', id), recordOf(then, 'events', id)];
      if (was === undefined) return [{ id, what: 'away', fields: fieldChanges(record, null, OWN) }];
      if (is === undefined) return [{ id, what: 'back', fields: fieldChanges(null, old, OWN) }];
      const fields = fieldChanges(record, old, OWN);
      if (!sameValue(is.when, was.when)) {
        fields.push({ holds: 'value', field: 'when', is: is.when, was: was.when });
      }
      const differs = fields.some(isChange) || !sameValue(singles(is), singles(was));
      return [{ id, what: differs ? 'changed' : 'same', fields }];
    });
  },

  restore(now, then, part, act, origin) {
    const past = readCalendar(then);
    const wanted = everything(past).filter(({ id }) => part.whole || part.record === id);
    now.transact(() => {
      const present = byId(everything(readCalendar(now)));
      for (const was of wanted) restoreEvent(now, then, was, present.get(was.id), act, origin);
      if (part.whole) {
        const since = [...present.keys()].filter((id) => recordOf(then, 'events', id) === null);
        // Deleted, it would still take the days it went on with from the series they were of.
        for (const id of since) setDifferent(recordMust(now, 'events', id), looseFrom(present.get(id)!));
        deleteEvents(now, since, act, origin);
      }
      // The days of a series depend on all that follow it, so these come last.
      const restored = byId(everything(readCalendar(now)));
      for (const was of wanted) restoreSingles(now, was, restored.get(was.id), act, origin);
    }, origin);
  },
};

function restoreEvent(
  now: Y.Doc,
  then: Y.Doc,
  was: CalendarEvent,
  is: CalendarEvent | undefined,
  act: Act,
  origin: unknown,
): void {
  const old = recordOf(then, 'events', was.id);
  const root = rootMap(now, 'events');
  if (old === null || root === null) return;
  const record = recordOf(now, 'events', was.id);
  if (record === null) {
    if (root.has(was.id)) return;
    recreate(root, was.id, old, MADE);
  } else {
    restoreFields(record, old, OWN);
  }
  if (is === undefined || !sameValue(is.when, was.when)) {
    moveEvent(now, was.id, was.when, act, origin);
    // Moving to another day takes the rule along, and it is the old one already.
    if (record !== null) restoreFields(record, old, OWN);
  }
  if (was.deleted === null) restoreEvents(now, [was.id], act, origin);
  else deleteEvents(now, [was.id], act, origin);
}

function looseFrom({ follows }: CalendarEvent): { follows?: null } {
  return follows === null ? {} : { follows: null };
}

/** The occurrences that were other than their series, and those that have become so since. */
function restoreSingles(
  now: Y.Doc,
  was: CalendarEvent,
  is: CalendarEvent | undefined,
  act: Act,
  origin: unknown,
): void {
  if (is === undefined) return;
  const [stand, stood] = [singles(is), singles(was)];
  const dates = [...new Set([...Object.keys(stand), ...Object.keys(stood)])].toSorted();
  // Where one event alone goes back, its later days may be another's by now.
  const days = new Set(dates.length === 0 ? [] : daysOf(is, parseDate(dates.at(-1)!)).map(formatDate));
  for (const date of dates) {
    if (!days.has(date) || sameValue(stand[date], stood[date])) continue;
    const { cancelled, when, changes } = stood[date] ?? single(undefined);
    changeOccurrence(now, was.id, date, { when, instead: changes }, act, origin);
    if (cancelled) cancelOccurrence(now, was.id, date, act, origin);
  }
}

type Single = Pick<EventException, 'cancelled' | 'when' | 'changes'>;

function single(exception: EventException | undefined): Single {
  const { cancelled = false, when = null, changes = {} } = exception ?? {};
  return { cancelled, when, changes };
}

/** What differs from the series, whoever said so. What is said of a day that it does not have says nothing. */
function singles(event: CalendarEvent): Record<string, Single> {
  const last = [...event.exceptions.keys()].toSorted().at(-1);
  if (last === undefined || event.repeats === null) return {};
  const days = daysOf(event, parseDate(last)).map(formatDate);
  return Object.fromEntries(
    days
      .map((date) => [date, single(event.exceptions.get(date))] as const)
      .filter(([, value]) => !sameValue(value, single(undefined))),
  );
}

function everything({ events, deleted, outdone }: Calendar): CalendarEvent[] {
  return [...events, ...outdone, ...deleted];
}

/** An event that another outdid on its day is there all the same, and may be chosen. */
function living({ events, outdone }: Calendar): CalendarEvent[] {
  return [...events, ...outdone];
}

function byId(events: readonly CalendarEvent[]): Map<string, CalendarEvent> {
  return new Map(events.map((event) => [event.id, event]));
}
