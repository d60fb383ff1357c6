import type * as Y from 'yjs';
import { happening, type EventSource, type Happening } from '../events/event-source.ts';
import { lifeOf, type Life } from '../events/lives.ts';
import { byRecord, type RecordTouches } from '../events/record-touches.ts';
import { saysTheSame, standingAt, wordsOf } from '../events/standing.ts';
import { parseVoteKey } from '../votes.ts';

/** Enough to know an event by. */
const NAME_CHARACTERS = 80;
/** Written along with other things, and nothing anybody did. */
const SILENT = new Set(['deleted', 'revision', 'uid', 'createdBy', 'createdAt']);

export const calendarEvents: EventSource = {
  happened(touches, doc) {
    const records = byRecord(touches);
    const lives = new Map<string, Life>();
    for (const one of records) if (one.root === 'events') lives.set(one.id, lifeOf(one, 'event', doc));
    /** It was there before: what comes to stand beside it is a change. */
    const stood = (id: string): boolean => {
      const life = lives.get(id) ?? null;
      if (life === 'unborn' || life?.type === 'created') return false;
      return standingAt(doc, 'events', id) !== undefined;
    };
    const events = records.flatMap((record) => {
      switch (record.root) {
        case 'events':
          return eventEvents(record, lives.get(record.id) ?? null, doc);
        case 'moves':
          return moved(record, stood, doc);
        case 'exceptions':
          return excepted(record, stood, doc);
        default:
          return [];
      }
    });
    return editedOnce(events);
  },

  nameOf: ({ id }, doc) => wordsOf(standingAt(doc, 'events', id, 'title'), NAME_CHARACTERS),
};

function eventEvents({ root, id, values, edits }: RecordTouches, life: Life, doc: Y.Doc): Happening[] {
  if (life === 'unborn') return [];
  if (life !== null && life.type === 'created') {
    // It goes on where another ended: to people that is a change of the series.
    const series = seriesOf(values.get('follows') ?? standingAt(doc, root, id, 'follows'));
    if (series !== null) return [happening('edited', 'event', series, { fields: ['series'] }, life.deviceAt)];
    return [
      life,
      ...peopleChanged(id, undefined, values.get('people') ?? standingAt(doc, root, id, 'people')),
    ];
  }
  const followed = seriesOf(standingAt(doc, root, id, 'follows'));
  if (life?.type === 'deleted' && values.has('follows') && followed !== null) {
    // Taken back: the series goes on by itself again.
    return [happening('edited', 'event', followed, { fields: ['series'] }, life.deviceAt)];
  }
  const events: Happening[] = life === null ? [] : [life];
  const edited: string[] = [];
  for (const field of edits) {
    if (field === 'title') {
      const from = wordsOf(standingAt(doc, root, id, 'title'), NAME_CHARACTERS);
      events.push(happening('renamed', 'event', id, { from }));
    } else edited.push(field);
  }
  for (const [field, value] of values) {
    const from = standingAt(doc, root, id, field);
    if (SILENT.has(field) || saysTheSame(from, value)) continue;
    if (field === 'status') {
      const was = typeof from === 'string' ? from : 'confirmed';
      const to = typeof value === 'string' ? value : 'confirmed';
      if (was !== to) events.push(happening('statusChanged', 'event', id, { from: was, to }));
    } else if (field === 'people') {
      const changed = peopleChanged(id, from, value);
      if (changed.length === 0) edited.push(field);
      else events.push(...changed);
    } else edited.push(field);
  }
  if (edited.length > 0) events.push(happening('edited', 'event', id, { fields: edited }));
  return events;
}

/** A series that moves takes its rule and its changed days along, a record each: to people it is one thing. */
function editedOnce(events: readonly Happening[]): Happening[] {
  const edited = new Map<string, string[]>();
  return events.flatMap((one): Happening[] => {
    if (one.type !== 'edited') return [one];
    const known = edited.get(one.target.id);
    if (known === undefined) {
      const fields = [...one.detail.fields];
      edited.set(one.target.id, fields);
      return [{ ...one, detail: { fields } }];
    }
    known.push(...one.detail.fields.filter((field) => !known.includes(field)));
    return [];
  });
}

type Stood = (event: string) => boolean;

/** A move stands beside the event, under a key of whoever moved it. */
function moved({ root, id: key, values }: RecordTouches, stood: Stood, doc: Y.Doc): Happening[] {
  const event = parseVoteKey(key)?.subject;
  if (event === undefined || !stood(event) || saysTheSame(standingAt(doc, root, key), values.get('')))
    return [];
  const value = values.get('') as { when?: { start?: unknown }; at?: unknown } | undefined;
  const start = value?.when?.start;
  // Their move is taken back: where it stands now is for all the moves together to say.
  if (typeof start !== 'string') return [happening('edited', 'event', event, { fields: ['when'] })];
  return [happening('moved', 'event', event, { from: null, to: start }, value?.at)];
}

/** One occurrence of a series is other than its rule has it. */
function excepted({ root, id: key, values }: RecordTouches, stood: Stood, doc: Y.Doc): Happening[] {
  const subject = parseVoteKey(key)?.subject ?? '';
  const event = subject.slice(0, Math.max(0, subject.lastIndexOf('@')));
  if (event === '' || !stood(event) || saysTheSame(standingAt(doc, root, key), values.get(''))) return [];
  const value = values.get('') as { at?: unknown } | undefined;
  return [happening('edited', 'event', event, { fields: ['occurrence'] }, value?.at)];
}

function peopleChanged(id: string, from: unknown, to: unknown): Happening[] {
  const [before, after] = [usersOf(from), usersOf(to)];
  const added = [...after].filter((user) => !before.has(user));
  const removed = [...before].filter((user) => !after.has(user));
  if (added.length + removed.length === 0) return [];
  return [happening('peopleChanged', 'event', id, { added, removed })];
}

function usersOf(people: unknown): Set<string> {
  if (!Array.isArray(people)) return new Set();
  const users = (people as { user?: unknown }[]).map((person) => person?.user);
  return new Set(users.filter((user) => typeof user === 'string'));
}

function seriesOf(follows: unknown): string | null {
  const event = (follows as { event?: unknown } | null | undefined)?.event;
  return typeof event === 'string' ? event : null;
}
