import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { fixturesOf } from '../fixtures.ts';
import { talk } from '../talk/index.ts';
import { readShapes } from './reads.ts';
import { DRAWING_LIMITS } from './schema.ts';
import { addShape, changeShape, deleteShape, restoreShape, type NewShape } from './writes.ts';

const ANA = 'ana';
const TAKE = 'take';

const line: Omit<NewShape, 'at'> = {
  of: TAKE,
  type: 'arrow',
  points: [0.1, 0.2, 0.3, 0.4],
  color: '#ffd43b',
  width: 4,
  by: ANA,
};

function counted(doc: Y.Doc): { updates: number } {
  const count = { updates: 0 };
  doc.on('update', () => (count.updates += 1));
  return count;
}

test('what is drawn reads as it was drawn, in the order of drawing, by what it is drawn on', () => {
  const doc = new Y.Doc();
  const second = addShape(doc, { ...line, at: 2 }, 'test');
  const first = addShape(doc, { ...line, type: 'text', text: '여기', at: 1 }, 'test');
  const elsewhere = addShape(doc, { ...line, of: 'another', at: 3 }, 'test');
  const { by, ...look } = line;
  const shape = { ...look, authorId: by, pressures: [], text: '', deleted: null };
  expect(readShapes(doc)).toEqual(
    new Map([
      [
        TAKE,
        [
          { ...shape, id: first, type: 'text', text: '여기', createdAt: 1 },
          { ...shape, id: second, createdAt: 2 },
        ],
      ],
      ['another', [{ ...shape, id: elsewhere, of: 'another', createdAt: 3 }]],
    ]),
  );
});

test('a move is one key of one update, and the same again none', () => {
  const doc = new Y.Doc();
  const id = addShape(doc, { ...line, at: 1 }, 'test');
  const before = doc.getMap<Y.Map<unknown>>('shapes').get(id)!.toJSON();
  const count = counted(doc);
  changeShape(doc, id, { points: [0.2, 0.2, 0.4, 0.4] }, ANA, 'test');
  changeShape(doc, id, { points: [0.2, 0.2, 0.4, 0.4], color: '#ffd43b' }, ANA, 'test');
  expect(count.updates).toBe(1);
  expect(doc.getMap<Y.Map<unknown>>('shapes').get(id)!.toJSON()).toEqual({
    ...before,
    points: [0.2, 0.2, 0.4, 0.4],
  });
});

test('a deleted shape is not read, keeps its record, and comes back whole', () => {
  const doc = new Y.Doc();
  const id = addShape(doc, { ...line, at: 1 }, 'test');
  const drawn = readShapes(doc);
  deleteShape(doc, id, { by: ANA, at: 2 }, 'test');
  expect(readShapes(doc)).toEqual(new Map());
  restoreShape(doc, id, ANA, 'test');
  expect(readShapes(doc)).toEqual(drawn);
});

test('one that is made unborn is seen when it is restored: undoing that deletes it and removes nothing', () => {
  const doc = new Y.Doc();
  const undo = new Y.UndoManager(doc.getMap('shapes'), { trackedOrigins: new Set(['gesture']) });
  const id = addShape(doc, { ...line, at: 1, unborn: true }, 'create');
  expect(readShapes(doc)).toEqual(new Map());
  restoreShape(doc, id, ANA, 'gesture');
  expect(readShapes(doc).get(TAKE)).toHaveLength(1);
  undo.undo();
  expect(readShapes(doc)).toEqual(new Map());
  expect(doc.getMap('shapes').has(id)).toBe(true);
  undo.redo();
  expect(readShapes(doc).get(TAKE)).toHaveLength(1);
});

describe('what does not fit is refused before it is an edit', () => {
  const many = (points: number): number[] => Array.from({ length: 2 * points }, () => 0.5);
  test.each<[string, Partial<NewShape>]>([
    ['a place outside of the picture', { points: [0, 0, 1.1, 1] }],
    ['half a point', { points: [0, 0, 1, 1, 0.5] }],
    ['an arrow of five points', { points: many(5) }],
    ['a stroke of too many points', { type: 'pen', points: many(DRAWING_LIMITS.penPoints + 1) }],
    ['pressures of something that is no stroke', { pressures: [0.5, 0.5] }],
    ['fewer pressures than points', { type: 'pen', pressures: [0.5] }],
    ['a colour by its name', { color: 'red' }],
    ['a line that is too thin', { width: 0.5 }],
    ['a line that is too bold', { width: 11 }],
    ['a text that is too long', { type: 'text', text: 'x'.repeat(DRAWING_LIMITS.text + 1) }],
  ])('%s', (_what, wrong) => {
    const doc = new Y.Doc();
    const count = counted(doc);
    expect(() => addShape(doc, { ...line, at: 1, ...wrong }, 'test')).toThrow(
      expect.objectContaining({ code: 'INVALID_FIELDS' }),
    );
    expect(count.updates).toBe(0);
  });

  test('the longest stroke there may be is taken, with its pressures', () => {
    const doc = new Y.Doc();
    const points = many(DRAWING_LIMITS.penPoints);
    const pressures = points.slice(0, DRAWING_LIMITS.penPoints);
    const id = addShape(doc, { ...line, type: 'pen', points, pressures, at: 1 }, 'test');
    expect(readShapes(doc).get(TAKE)).toMatchObject([{ id, points, pressures }]);
  });

  test('a change that would make a shape of too many points', () => {
    const doc = new Y.Doc();
    const id = addShape(doc, { ...line, at: 1 }, 'test');
    expect(() => changeShape(doc, id, { points: many(5) }, ANA, 'test')).toThrow(/points/);
  });

  test('a shape too many, drawn or brought back', () => {
    const doc = new Y.Doc();
    const [first] = Array.from({ length: DRAWING_LIMITS.shapes }, (_, at) =>
      addShape(doc, { ...line, at }, 'test'),
    );
    expect(() => addShape(doc, { ...line, at: 99 }, 'test')).toThrow(/too many/);
    deleteShape(doc, first!, { by: ANA, at: 100 }, 'test');
    addShape(doc, { ...line, at: 101 }, 'test');
    expect(() => restoreShape(doc, first!, ANA, 'test')).toThrow(/too many/);
    addShape(doc, { ...line, of: 'another', at: 102 }, 'test');
  });

  test('another’s lines', () => {
    const doc = new Y.Doc();
    const id = addShape(doc, { ...line, at: 1 }, 'test');
    expect(() => changeShape(doc, id, { width: 8 }, 'ben', 'test')).toThrow(/somebody else/);
    expect(() => deleteShape(doc, id, { by: 'ben', at: 2 }, 'test')).toThrow(/somebody else/);
  });
});

test('a malformed shape is left out and reported, and the others are read', () => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, fixturesOf(talk)['broken']!);
  const problems: { path: string }[] = [];
  const shapes = [...readShapes(doc, problems as never).values()].flat();
  expect(shapes.map(({ type, text }) => [type, text])).toEqual([
    ['pen', ''],
    ['text', ''],
  ]);
  expect(problems.map(({ path }) => path.replace(/^(\w+)\/[\w-]{36}/, '$1/…')).toSorted()).toEqual([
    'shapes/scribble',
    'shapes/…/points',
    'shapes/…/points',
    'shapes/…/text',
  ]);
});
