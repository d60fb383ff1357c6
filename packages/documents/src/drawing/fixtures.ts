import * as Y from 'yjs';
import type { Shape } from './reads.ts';

export type FixtureShape = Pick<Shape, 'of' | 'authorId' | 'createdAt' | 'type' | 'points'> &
  Partial<Pick<Shape, 'pressures' | 'color' | 'width' | 'text' | 'deleted'>>;

/** Puts a shape into a fixture, yellow and of middle width unless it says otherwise. */
export function fixtureShape(doc: Y.Doc, id: string, shape: FixtureShape): void {
  const record = { color: '#ffd43b', width: 4, ...shape };
  doc.getMap('shapes').set(id, new Y.Map(Object.entries(record)));
}
