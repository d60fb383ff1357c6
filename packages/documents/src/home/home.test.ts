import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { countUpdates, docOf } from '../conformance.ts';
import { home, readHome, writeHome } from './index.ts';

it('reads back what was written, last changed first', () => {
  const facts = readHome(docOf(home.fixtures()['filled']!));
  const doc = new Y.Doc();
  writeHome(doc, { projects: facts.projects.toReversed() }, 'server');
  expect(readHome(doc)).toEqual(facts);
  expect(facts.projects).toHaveLength(3);
});

it('writes nothing for the same facts, and takes out the projects one has left', () => {
  const doc = docOf(home.fixtures()['filled']!);
  const updates = countUpdates(doc);
  const { projects } = readHome(doc);
  writeHome(doc, { projects }, 'server');
  expect(updates.count).toBe(0);
  writeHome(doc, { projects: projects.slice(1) }, 'server');
  expect([updates.count, readHome(doc).projects]).toEqual([1, projects.slice(1)]);
});

it('shows the projects that can be read', () => {
  expect(readHome(docOf(home.fixtures()['broken']!)).projects.map(({ deadline }) => deadline)).toEqual([
    null,
    null,
  ]);
  expect(readHome(new Y.Doc())).toEqual({ projects: [] });
});
