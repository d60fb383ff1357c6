import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { countUpdates, docOf } from '../conformance.ts';
import { feed, readFeed, writeFeed } from './index.ts';
import { fixturesOf } from '../fixtures.ts';

const filled = () => docOf(fixturesOf(feed)['filled']!);

it('reads back what was written, the newest first, by when it last went on', () => {
  const entries = readFeed(filled());
  const times = entries.map(({ until }) => until);
  expect(times).toEqual(times.toSorted((a, b) => b - a));
  const doc = new Y.Doc();
  writeFeed(doc, entries.toReversed(), 'server');
  expect(readFeed(doc)).toEqual(entries);
});

it('a burst that counts up writes what counts up; what has become old goes', () => {
  const doc = filled();
  const updates = countUpdates(doc);
  const [first, second, ...others] = readFeed(doc);
  writeFeed(doc, [first!, second!, ...others], 'server');
  expect(updates.count).toBe(0);
  const keys: string[] = [];
  doc.getMap('entries').observeDeep((events) => {
    for (const event of events)
      for (const key of event.keys.keys()) keys.push([...event.path, key].join('/'));
  });
  const counted = { ...second!, count: second!.count + 1, until: first!.until + 1 };
  const last = others.pop()!;
  writeFeed(doc, [counted, first!, ...others], 'server');
  expect(keys.toSorted()).toEqual([`${counted.id}/count`, `${counted.id}/until`, last.id].toSorted());
  expect(readFeed(doc).map(({ id }) => id)).toEqual([counted.id, first!.id, ...others.map(({ id }) => id)]);
});

it('leaves out what it does not know, and shows the rest', () => {
  const entries = readFeed(docOf(fixturesOf(feed)['broken']!));
  expect(entries.map(({ event, count }) => [event.type, count])).toEqual([
    ['moved', 4],
    ['statusChanged', 1],
    ['edited', 1],
  ]);
});
