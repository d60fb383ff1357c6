import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { canonical, converge, countUpdates, docOf } from '../conformance.ts';
import { FIXTURE_FACTS } from '../fixture-facts.ts';
import { fixturesOf } from '../fixtures.ts';
import { boardEvents } from './events.ts';
import { boardHistory } from './history.ts';
import { inspect } from '../inspect/index.ts';
import { board } from './index.ts';
import { readBoard } from './reads.ts';
import type { TakeLayer } from './schema.ts';
import { shotId } from './seed.ts';
import { addTake, deleteTakes, restoreTakes, setTakeNote, showTake } from './take-writes.ts';
import { NO_TAKES, readTakes, shownTake, type ShotTakes } from './takes.ts';
import { duplicateShots } from './writes.ts';

const ORIGIN = { name: 'test' };
const SHOT = shotId(FIXTURE_FACTS.project, 0);

const picture = (digit: number) => ({
  hash: `${digit}`.repeat(64),
  name: '컵.png',
  type: 'image/png' as const,
  bytes: 100,
  width: 1_600,
  height: 900,
  thumbhash: null,
});
const fresh = (): Y.Doc => docOf(board.seed(FIXTURE_FACTS)!);
const add = (doc: Y.Doc, digit: number, at = digit, layer: TakeLayer = 'lineart'): string =>
  addTake(doc, { shot: SHOT, layer, picture: picture(digit), by: 'me', at }, ORIGIN);
const takesOf = (doc: Y.Doc): ShotTakes => readTakes(doc).get(SHOT) ?? NO_TAKES;
/** "v2 v1", the shown one in brackets. */
const stack = (doc: Y.Doc, layer: TakeLayer = 'lineart'): string => {
  const { current, takes } = takesOf(doc)[layer];
  return takes.map(({ id, number }) => (id === current?.id ? `[v${number}]` : `v${number}`)).join(' ');
};

describe('takes', () => {
  it('are numbered in the order they were made, the newest is shown, line art and art apart', () => {
    const doc = fresh();
    add(doc, 1);
    add(doc, 2);
    expect([stack(doc), stack(doc, 'art')]).toEqual(['[v2] v1', '']);
    expect(shownTake(takesOf(doc))?.number).toBe(2);
    add(doc, 3, 3, 'art');
    expect([stack(doc), stack(doc, 'art')]).toEqual(['[v2] v1', '[v1]']);
    expect(shownTake(takesOf(doc))?.picture.hash).toBe('3'.repeat(64));
    expect(shownTake(takesOf(doc), 'lineart')?.number).toBe(2);
    expect(board.check(doc)).toEqual([]);
  });

  it('made apart are both kept, in the order of their times, wherever they are merged first', () => {
    const one = fresh();
    add(one, 1, 10);
    const other = docOf(Y.encodeStateAsUpdate(one));
    const late = add(one, 2, 30);
    add(other, 3, 20);
    expect([stack(one), stack(other)]).toEqual(['[v2] v1', '[v2] v1']);
    converge([one, other]);
    expect([stack(one), stack(other)]).toEqual(['[v3] v2 v1', '[v3] v2 v1']);
    expect(takesOf(other).lineart.current?.id).toBe(late);
  });

  it('are shown again by a pointer that destroys nothing, and a picture added later is shown then', () => {
    const doc = fresh();
    const first = add(doc, 1);
    const second = add(doc, 2);
    showTake(doc, SHOT, 'lineart', first, ORIGIN);
    expect(stack(doc)).toBe('v2 [v1]');
    // The newest is not named: what somebody adds meanwhile is newer.
    const other = docOf(Y.encodeStateAsUpdate(doc));
    showTake(doc, SHOT, 'lineart', second, ORIGIN);
    expect(readBoard(doc, []).shots.find(({ id }) => id === SHOT)?.lineart).toBeNull();
    add(other, 3);
    converge([doc, other]);
    expect(stack(doc)).toBe('[v3] v2 v1');
    const updates = countUpdates(doc);
    showTake(doc, SHOT, 'lineart', takesOf(doc).lineart.current!.id, ORIGIN);
    expect(updates.count).toBe(0);
    expect(() => showTake(doc, SHOT, 'art', first, ORIGIN)).toThrow(
      expect.objectContaining({ code: 'INVALID_FIELDS' }),
    );
  });

  it('that are deleted keep their number and their file, and come back', () => {
    const doc = fresh();
    const ids = [add(doc, 1), add(doc, 2), add(doc, 3)];
    showTake(doc, SHOT, 'lineart', ids[1]!, ORIGIN);
    deleteTakes(doc, [ids[1]!], { by: 'me', at: 9 }, ORIGIN);
    expect(stack(doc)).toBe('[v3] v1');
    expect([...board.files!(doc)].toSorted()).toEqual([1, 2, 3].map((digit) => picture(digit).hash));
    restoreTakes(doc, ids, ORIGIN);
    expect(stack(doc)).toBe('v3 [v2] v1');
  });

  it('say what changed in them, within the limits', () => {
    const doc = fresh();
    const id = add(doc, 1);
    setTakeNote(doc, id, '손을 더 크게', ORIGIN);
    expect(takesOf(doc).lineart.current?.note).toBe('손을 더 크게');
    const updates = countUpdates(doc);
    setTakeNote(doc, id, '손을 더 크게', ORIGIN);
    const refused = expect.objectContaining({ code: 'INVALID_FIELDS' });
    expect(() => setTakeNote(doc, id, 'x'.repeat(501), ORIGIN)).toThrow(refused);
    expect(() =>
      addTake(doc, { shot: 'gone', layer: 'art', picture: picture(1), by: 'me', at: 1 }, 0),
    ).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
    const wrong = { ...picture(1), hash: 'ABC' };
    expect(() => addTake(doc, { shot: SHOT, layer: 'art', picture: wrong, by: 'me', at: 1 }, 0)).toThrow(
      refused,
    );
    expect(updates.count).toBe(0);
  });

  it('of a shot that is copied are copied as they are shown', () => {
    const doc = fresh();
    const first = add(doc, 1);
    add(doc, 2);
    showTake(doc, SHOT, 'lineart', first, ORIGIN);
    const [copy] = duplicateShots(doc, [SHOT], { by: 'you', at: 50 }, ORIGIN);
    const { current, takes } = readTakes(doc).get(copy!)!.lineart;
    expect([takes.length, current?.picture.hash, current?.createdBy]).toEqual([1, '1'.repeat(64), 'you']);
  });

  it('are left out where they are malformed, and make no root where there are none', () => {
    const broken = docOf(fixturesOf(board)['broken']!);
    expect(readTakes(broken).size).toBe(0);
    expect(board.check(broken).some(({ path }) => path.startsWith('takes/no-picture'))).toBe(true);
    const doc = fresh();
    const before = canonical(doc);
    readTakes(doc);
    expect(canonical(doc)).toEqual(before);
  });
});

it('[HI5] a restore shows the picture that was shown, and leaves newer ones in the stack', () => {
  const doc = fresh();
  add(doc, 1);
  const then = docOf(Y.encodeStateAsUpdate(doc));
  const second = add(doc, 2);
  const changed = () => boardHistory.compare(doc, then).find(({ id }) => id === SHOT)!;
  expect(changed()).toMatchObject({
    what: 'changed',
    fields: [{ holds: 'value', field: 'lineart', is: 'v2', was: 'v1' }],
  });
  boardHistory.restore(doc, then, { whole: true }, { by: 'me', at: 9 }, ORIGIN);
  expect(stack(doc)).toBe('v2 [v1]');
  expect(changed().what).toBe('same');
  // And back: the one that had been deleted meanwhile is there again.
  const later = docOf(Y.encodeStateAsUpdate(doc));
  showTake(doc, SHOT, 'lineart', second, ORIGIN);
  deleteTakes(doc, [takesOf(doc).lineart.takes.at(-1)!.id], { by: 'me', at: 9 }, ORIGIN);
  boardHistory.restore(doc, later, { whole: false, record: SHOT }, { by: 'me', at: 9 }, ORIGIN);
  expect(stack(doc)).toBe('v2 [v1]');
});

it('is told as a change of its shot', () => {
  const doc = fresh();
  const told = (write: (doc: Y.Doc) => void): unknown => {
    const copy = docOf(Y.encodeStateAsUpdate(doc));
    const before = Y.encodeStateVector(copy);
    write(copy);
    const update = Y.encodeStateAsUpdate(copy, before);
    const { structs, ds } = Y.decodeUpdate(update);
    const found = boardEvents.happened(inspect(doc, { structs, deletes: ds.clients }), doc, null);
    Y.applyUpdate(doc, update);
    return found.map(({ type, target, detail }) => [type, target.id, detail]);
  };
  const edited = [['edited', SHOT, { fields: ['picture'] }]];
  expect(told((copy) => add(copy, 1))).toEqual(edited);
  const first = takesOf(doc).lineart.current!.id;
  expect(told((copy) => setTakeNote(copy, first, '다시', ORIGIN))).toEqual(edited);
  expect(told((copy) => deleteTakes(copy, [first], { by: 'me', at: 9_000 }, ORIGIN))).toEqual(edited);
});
