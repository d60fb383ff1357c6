import {
  addEvent,
  cancelOccurrence,
  deleteEvents,
  moveEvent,
  readCalendar,
  restoreEvents,
  setEvent,
  setEventText,
} from '@clapper/documents';
import { beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { joined, touchedBy, type Changes } from './changes.ts';

const when = { allDay: true, start: '2026-11-10', end: '2026-11-11' } as const;
const later = { allDay: true, start: '2026-11-11', end: '2026-11-12' } as const;
const BEN = { by: 'ben', at: 2 };
/** The client id that another tab of mine writes under. */
const MY_TAB = 77;
let theirs: Y.Doc;
let id: string;

beforeEach(() => {
  theirs = new Y.Doc();
  const repeats = { freq: 'daily', interval: 1, count: 9 } as const;
  id = addEvent(theirs, { when, repeats, fields: { title: '촬영' }, by: 'ana', at: 1 }, 'test');
});

/** What ana is told of what is done elsewhere, each transaction an update of its own. */
function heard(act: (doc: Y.Doc) => void): Record<string, unknown> {
  const mine = new Y.Doc();
  Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs));
  // A page has read it: before that its roots have no types.
  readCalendar(mine);
  let changes: Changes = new Map();
  mine.on('afterTransaction', (transaction) => {
    changes = joined(
      changes,
      touchedBy(transaction, mine, { user: 'ana', isMine: (client) => client === MY_TAB }),
    );
  });
  const pass = (update: Uint8Array) => Y.applyUpdate(mine, update);
  theirs.on('update', pass);
  act(theirs);
  theirs.off('update', pass);
  return Object.fromEntries(changes);
}

const made = (doc: Y.Doc, by: string) => addEvent(doc, { when, by, at: 3 }, 'test');

test.each<[string, (doc: Y.Doc) => void, string]>([
  ['a move', (doc) => moveEvent(doc, id, later, BEN, 'test'), 'updated'],
  ['a day taken out', (doc) => cancelOccurrence(doc, id, '2026-11-12', BEN, 'test'), 'updated'],
  ['a place', (doc) => setEvent(doc, id, { location: '옥상' }, BEN, 'test'), 'updated'],
  ['words', (doc) => setEventText(doc, id, 'title', '재촬영', 'test'), 'updated'],
  ['a deletion', (doc) => deleteEvents(doc, [id], BEN, 'test'), 'deleted'],
])('%s is told', (_what, act, change) => {
  expect(heard(act)).toEqual({ [id]: change });
});

test('a new event is told once, also where it comes into the world deleted', () => {
  let next = '';
  expect(
    heard((doc) => {
      next = made(doc, 'ben');
      setEventText(doc, next, 'title', '새로', 'test');
    }),
  ).toEqual({ [next]: 'created' });
  expect(
    heard((doc) => {
      doc.transact(() => {
        next = made(doc, 'ben');
        deleteEvents(doc, [next], BEN, 'test');
      });
      restoreEvents(doc, [next], BEN, 'test');
    }),
  ).toEqual({ [next]: 'created' });
});

test('what was taken back is no news, and what came back is an update', () => {
  expect(
    heard((doc) => {
      const next = made(doc, 'ben');
      deleteEvents(doc, [next], BEN, 'test');
      id = next;
    }),
  ).toEqual({ [id]: null });
});

test('what I did on another device is no news', () => {
  const ANA = { by: 'ana', at: 4 };
  expect(
    heard((doc) => {
      made(doc, 'ana');
      moveEvent(doc, id, later, ANA, 'test');
      deleteEvents(doc, [id], ANA, 'test');
    }),
  ).toEqual({});
});

test('what my other tab says of an event is no news; the same from somebody else is', () => {
  const said = (client: number, location: string) => (doc: Y.Doc) => {
    doc.clientID = client;
    setEvent(doc, id, { location }, { by: 'ana', at: 4 }, 'test');
    setEventText(doc, id, 'title', location, 'test');
  };
  expect(heard(said(MY_TAB, '옥상'))).toEqual({});
  expect(heard(said(78, '지하'))).toEqual({ [id]: 'updated' });
});
