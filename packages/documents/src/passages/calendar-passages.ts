import type * as Y from 'yjs';
import { readCalendar } from '../calendar/reads.ts';
import { EVENT_FIELDS } from '../calendar/schema.ts';
import { recordsOneByOne } from '../records.ts';
import type { Passage } from './passage.ts';

/** The events by name, with place, people and what single days of a series are called. */
export function* calendarPassages(doc: Y.Doc): Generator<Passage | null> {
  // Judged one by one they are read in no time together.
  for (const _ of recordsOneByOne(doc, 'events', EVENT_FIELDS, [])) yield null;
  for (const event of readCalendar(doc).events) {
    const days = [...event.exceptions.values()].flatMap(({ changes }) => [changes.title, changes.location]);
    yield {
      id: `event/${event.id}`,
      place: { type: 'event', event: event.id, start: event.when.start },
      title: event.title,
      words: [event.location, event.people.map(({ name }) => name).join(', '), event.description, ...days]
        .filter(Boolean)
        .join('\n'),
      at: event.changedAt,
    };
  }
}
