import { defineDocument } from '../define-document.ts';
import { checkRoots } from '../records.ts';
import { CALENDAR_MIGRATIONS } from './migrations.ts';
import { readCalendar } from './reads.ts';
import { CALENDAR_RULES } from './rules.ts';
import { CALENDAR_ROOTS } from './schema.ts';

export { conflictsOf, keepAllChoices, keepChoice, type Choice, type Conflict } from './conflicts.ts';
export {
  eventText,
  readCalendar,
  readZone,
  type Calendar,
  type CalendarEvent,
  type EventException,
  type Proposal,
} from './reads.ts';
export { deleteSeries, partsBehind, partsOf } from './series.ts';
export { EVENT_LIMITS, EVENT_STATUSES, EVENT_TEXTS, EVENT_TYPES, whenSchema } from './schema.ts';
export type {
  EventPerson,
  EventStatus,
  EventText,
  EventType,
  OccurrenceChanges,
  Repeats,
  When,
} from './schema.ts';
export {
  addEvent,
  cancelOccurrence,
  changeOccurrence,
  deleteEvents,
  duplicateEvent,
  endSeriesBefore,
  keepProposal,
  moveEvent,
  restoreEvents,
  restoreOccurrence,
  setCalendarZone,
  setEvent,
  setEventText,
  setRepeats,
  splitSeries,
} from './writes.ts';
export type { EventChange, NewEvent, OccurrenceChange, Split } from './writes.ts';

export const calendar = defineDocument({
  kind: 'calendar',
  scope: 'project',
  named: false,
  schemaVersion: 1,
  read: 'viewer',
  write: 'editor',
  opensWithProject: true,
  roots: CALENDAR_ROOTS,
  rules: CALENDAR_RULES,
  migrations: CALENDAR_MIGRATIONS,
  // Nothing is planned yet.
  seed: () => null,
  check: (doc) => checkRoots(doc, CALENDAR_ROOTS),
  toText: (doc) =>
    readCalendar(doc)
      .events.map(({ title, location, people, description, exceptions }) =>
        [
          title,
          location,
          people.map(({ name }) => name).join(', '),
          description,
          ...[...exceptions.values()].flatMap(({ changes }) => [changes.title, changes.location]),
        ]
          .filter(Boolean)
          .join('\n'),
      )
      .filter((text) => text !== '')
      .join('\n\n'),
});
