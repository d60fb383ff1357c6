import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { FIXTURE_FACTS } from '../fixture-facts.ts';
import { stageId } from '../plan/seed.ts';
import { isPattern } from './numbering.ts';
import {
  addShot,
  deleteShots,
  duplicateShots,
  lockNumbers,
  moveShots,
  NUMBERINGS,
  readBoard,
  readBoardSettings,
  restoreShots,
  setAspect,
  setNumbering,
  setShotNumber,
  setShots,
  unlockNumbers,
} from './index.ts';
import { seedBoard } from './seed.ts';

const ORIGIN = 'numbering';
const ACT = { by: 'ana', at: 1_000 };
const STAGES = [0, 1, 2, 3].map((index) => ({ id: stageId(FIXTURE_FACTS.project, index) }));

function fresh(): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, seedBoard(FIXTURE_FACTS));
  return doc;
}

const numbers = (doc: Y.Doc): string[] => readBoard(doc, STAGES).shots.map(({ number }) => number);
const idOf = (doc: Y.Doc, number: string): string =>
  readBoard(doc, STAGES).shots.find((shot) => shot.number === number)!.id;

/** Right in front of the shot of that number. */
function insert(doc: Y.Doc, before: string): string {
  const shot = readBoard(doc, STAGES).shots.find(({ number }) => number === before)!;
  return addShot(doc, { stage: shot.place.stage, before: shot.id, ...ACT }, ORIGIN);
}

function exchange(...docs: Y.Doc[]): void {
  const updates = docs.map((doc) => Y.encodeStateAsUpdate(doc));
  for (const doc of docs) for (const update of updates) Y.applyUpdate(doc, update);
}

describe('patterns', () => {
  it('number over the board, by stage and letter, or as somebody wants it', () => {
    const doc = fresh();
    expect(numbers(doc).slice(2, 5)).toEqual(['3', '4', '5']);
    setNumbering(doc, NUMBERINGS.letters, ORIGIN);
    expect(numbers(doc).slice(2, 5)).toEqual(['1C', '2A', '2B']);
    setNumbering(doc, NUMBERINGS.dashes, ORIGIN);
    expect(numbers(doc).slice(2, 5)).toEqual(['1-3', '2-1', '2-2']);
    setNumbering(doc, 'SC{s:2}_{i:3}', ORIGIN);
    expect(numbers(doc).slice(2, 5)).toEqual(['SC01_003', 'SC02_001', 'SC02_002']);
  });

  it('pass over I and O, and go on behind Z', () => {
    const doc = fresh();
    for (let count = 0; count < 24; count++)
      addShot(doc, { stage: STAGES[0]!.id, before: null, ...ACT }, ORIGIN);
    setNumbering(doc, NUMBERINGS.letters, ORIGIN);
    const first = numbers(doc).slice(0, 27);
    expect(first.join(' ')).toContain('1H 1J 1K 1L 1M 1N 1P');
    expect(first.slice(22)).toEqual(['1Y', '1Z', '1AA', '1AB', '1AC']);
  });

  it('that name no shot are refused', () => {
    expect(['{n}', '{s}{a}', '{s}-{i:2}', '컷{n:3}'].map(isPattern)).toEqual([true, true, true, true]);
    expect(['', 'A', '{s}', '{i}', '{x}{n}', '{n} b', '{n:9}'].map(isPattern)).toEqual(
      Array.from({ length: 7 }, () => false),
    );
    expect(() => setNumbering(fresh(), '{i}', ORIGIN)).toThrow('numbering');
  });
});

describe('locked numbers', () => {
  it('[NB2] stay with their shots; what comes between gets one of its own, what goes leaves a gap', () => {
    const doc = fresh();
    lockNumbers(doc, STAGES, ACT, ORIGIN);
    insert(doc, '3');
    expect(numbers(doc).slice(0, 5)).toEqual(['1', '2', '2A', '3', '4']);
    insert(doc, '3');
    insert(doc, '2A');
    insert(doc, '2B');
    insert(doc, '1');
    expect(numbers(doc).slice(0, 8)).toEqual(['A1', '1', '2', '2AA', '2A', '2AB', '2B', '3']);
    moveShots(doc, [idOf(doc, '3')], { stage: STAGES[0]!.id, before: idOf(doc, '1') }, STAGES, ORIGIN);
    deleteShots(doc, [idOf(doc, '2'), idOf(doc, '2AB')], ACT, ORIGIN);
    expect(numbers(doc).slice(0, 6)).toEqual(['A1', '3', '1', '2AA', '2A', '2B']);
    // The omitted one keeps its number; one that was put in since just goes.
    expect(readBoard(doc, STAGES).deleted.map(({ number }) => number)).toEqual(['2', '']);
    insert(doc, '2B');
    expect(numbers(doc)).not.toContain('2');
    expect(numbers(doc).filter((number) => number === '2AB')).toEqual([]);
    restoreShots(doc, [readBoard(doc, STAGES).deleted[0]!.id], ORIGIN);
    expect(numbers(doc)).toContain('2');
  });

  it('[NB2] keep what was put in where it is, however much follows', () => {
    const doc = fresh();
    lockNumbers(doc, STAGES, ACT, ORIGIN);
    const one = insert(doc, '5');
    const [copy] = duplicateShots(doc, [idOf(doc, '5')], ACT, ORIGIN);
    insert(doc, '4A');
    const board = readBoard(doc, STAGES).shots;
    expect(board.find(({ id }) => id === one)?.number).toBe('4A');
    expect(board.find(({ id }) => id === copy)?.number).toBe('5A');
    setNumbering(doc, NUMBERINGS.letters, ORIGIN);
    expect(readBoard(doc, STAGES).shots.find(({ id }) => id === one)?.number).toBe('4A');
  });

  it('in letters are followed by figures', () => {
    const doc = fresh();
    setNumbering(doc, NUMBERINGS.letters, ORIGIN);
    lockNumbers(doc, STAGES, ACT, ORIGIN);
    insert(doc, '1B');
    insert(doc, '1B');
    insert(doc, '1A1');
    expect(numbers(doc).slice(0, 5)).toEqual(['1A', '1A1A', '1A1', '1A2', '1B']);
  });

  it('go on in a stage that held nothing', () => {
    const doc = fresh();
    deleteShots(
      doc,
      ['4', '5', '6'].map((number) => idOf(doc, number)),
      ACT,
      ORIGIN,
    );
    lockNumbers(doc, STAGES, ACT, ORIGIN);
    addShot(doc, { stage: STAGES[1]!.id, before: null, ...ACT }, ORIGIN);
    expect(numbers(doc).slice(2, 5)).toEqual(['3', '3A', '4']);
  });

  it('are given up together, and those by hand stay', () => {
    const doc = fresh();
    lockNumbers(doc, STAGES, ACT, ORIGIN);
    insert(doc, '2');
    setShotNumber(doc, idOf(doc, '4'), '40', STAGES, ORIGIN);
    expect(numbers(doc).slice(0, 6)).toEqual(['1', '1A', '2', '3', '40', '5']);
    unlockNumbers(doc, ORIGIN);
    expect(numbers(doc).slice(0, 6)).toEqual(['1', '2', '3', '4', '40', '6']);
    lockNumbers(doc, STAGES, { ...ACT, at: 2_000 }, ORIGIN);
    expect(numbers(doc).slice(0, 6)).toEqual(['1', '2', '3', '4', '40', '6']);
  });
});

describe('[NB1] no two shots bear the same number', () => {
  it('when a number by hand is what another would get', () => {
    const doc = fresh();
    setShotNumber(doc, idOf(doc, '2'), '5', STAGES, ORIGIN);
    expect(numbers(doc).slice(0, 6)).toEqual(['1', '5', '3', '4', '5A', '6']);
  });

  it('when two people put one in at the same place, apart', () => {
    const [a, b] = [fresh(), fresh()];
    lockNumbers(a, STAGES, ACT, ORIGIN);
    exchange(a, b);
    insert(a, '3');
    insert(b, '3');
    exchange(a, b);
    expect(numbers(a).slice(1, 5)).toEqual(['2', '2A', '2B', '3']);
    expect(numbers(b)).toEqual(numbers(a));
  });

  it('when two people lock other orders, apart: one of the locks holds, whole', () => {
    const [a, b] = [fresh(), fresh()];
    b.clientID = a.clientID + 1;
    moveShots(a, [idOf(a, '1')], { stage: STAGES[0]!.id, before: null }, STAGES, ORIGIN);
    lockNumbers(a, STAGES, ACT, ORIGIN);
    lockNumbers(b, STAGES, { ...ACT, at: 2_000 }, ORIGIN);
    exchange(a, b);
    expect(numbers(a).slice(0, 4)).toEqual(['2', '3', '1', '4']);
    expect(numbers(b)).toEqual(numbers(a));
  });

  it('when one is written that stands already', () => {
    const doc = fresh();
    const id = idOf(doc, '2');
    setShotNumber(doc, idOf(doc, '4'), '40', STAGES, ORIGIN);
    expect(() => setShotNumber(doc, id, '40', STAGES, ORIGIN)).toThrow('taken');
    // As some other program may.
    (doc.getMap('shots').get(id) as Y.Map<unknown>).set('fixed', { number: '7A', lock: null });
    (doc.getMap('shots').get(idOf(doc, '3')) as Y.Map<unknown>).set('fixed', { number: '7A', lock: null });
    expect(new Set(numbers(doc)).size).toBe(12);
    setShotNumber(doc, id, null, STAGES, ORIGIN);
    expect(new Set(numbers(doc)).size).toBe(12);
    expect(numbers(doc).slice(0, 3)).toEqual(['1', '2', '7A']);
  });
});

it('what holds for the board is written when it changes, and else not', () => {
  const doc = fresh();
  expect(readBoardSettings(doc)).toEqual({ aspect: '16:9', numbering: '{n}', locked: null });
  expect(doc.share.has('settings')).toBe(false);
  let updates = 0;
  doc.on('update', () => updates++);
  setAspect(doc, '16:9', ORIGIN);
  unlockNumbers(doc, ORIGIN);
  expect(updates).toBe(0);
  setAspect(doc, '2.39:1', ORIGIN);
  setShots(doc, [idOf(doc, '1')], { size: 'CU' }, ORIGIN);
  expect([updates, readBoardSettings(doc).aspect]).toEqual([2, '2.39:1']);
});
