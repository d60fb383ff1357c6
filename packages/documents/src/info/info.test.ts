import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { countUpdates, docOf } from '../conformance.ts';
import { info, readInfo, writeInfo } from './index.ts';
import { fixturesOf } from '../fixtures.ts';

it('is null until the server has filled it', () => {
  expect(readInfo(new Y.Doc())).toBeNull();
});

it('reads back what was written, members in the order they joined', () => {
  const facts = readInfo(docOf(fixturesOf(info)['filled']!))!;
  const doc = new Y.Doc();
  writeInfo(doc, { ...facts, members: facts.members.toReversed() }, 'server');
  expect(readInfo(doc)).toEqual(facts);
  expect(facts.members).toHaveLength(6);
});

it('writes only what differs: one field, one key; the same facts, nothing', () => {
  const doc = docOf(fixturesOf(info)['filled']!);
  const updates = countUpdates(doc);
  const facts = readInfo(doc)!;
  writeInfo(doc, facts, 'server');
  expect(updates.count).toBe(0);
  const keys: string[] = [];
  for (const root of ['project', 'members']) {
    doc.getMap(root).observeDeep((events) => {
      for (const event of events)
        for (const key of event.keys.keys()) keys.push([root, ...event.path, key].join('/'));
    });
  }
  const [first, second, ...others] = facts.members;
  writeInfo(
    doc,
    { ...facts, name: '새 이름', members: [{ ...first!, role: 'editor' }, ...others] },
    'server',
  );
  expect(keys.toSorted()).toEqual(
    [`members/${first!.id}/role`, `members/${second!.id}`, 'project/name'].toSorted(),
  );
  expect(readInfo(doc)?.members.map(({ id }) => id)).toEqual([first!.id, ...others.map(({ id }) => id)]);
});

it('shows the project although a member is malformed', () => {
  const facts = readInfo(docOf(fixturesOf(info)['broken']!))!;
  expect([facts.status, facts.members.length]).toEqual(['active', 2]);
});
