import { describe, expect, test } from 'vitest';
import { newId } from '@clapper/protocol';
import type { DocumentHead } from '../storage/storage.ts';
import { standing, wasLost, type Position, type Standing } from './epochs.ts';

const [OLDEST, BEFORE, NOW] = [newId(1_000), newId(2_000), newId(3_000)];

/** It went on from row 100 of the history before, and has 150 rows now. */
const head: DocumentHead = {
  id: 'd',
  kind: 'scratch',
  epoch: NOW,
  base: { epoch: BEFORE, seq: 100, tip: 'tip 100' },
  schema: 0,
  firstSeq: 1,
  headSeq: 150,
  headTip: 'tip 150',
};
const log = {
  tipAt: async (_document: string, _epoch: string, seq: number) => (seq > 150 ? null : `tip ${seq}`),
};
const at = (epoch: string | null, seq: number, tip: string | null = `tip ${seq}`): Position => ({
  epoch,
  seq,
  tip,
  stateVector: null,
});
const lost = [
  { at: 2_500, mode: 'lost' as const },
  { at: 1_500, mode: 'lost' as const },
];
const rolledBack = [
  { at: 2_500, mode: 'lost' as const },
  { at: 1_500, mode: 'rollback' as const },
];
const { base } = head;

describe('how a copy stands to the history of its document', () => {
  test.each<[string, Position, Standing]>([
    ['[J1] nothing', at(null, 0, null), { ours: true, base }],
    ['[EP3] a history, and nothing of it', at(BEFORE, 0, null), { ours: true, base }],
    ['[J4] the head', at(NOW, 150), { ours: true, base }],
    ['[J5] an earlier row', at(NOW, 30), { ours: true, base }],
    ['[EP1] another tip at the head', at(NOW, 150, 'other'), { ours: false, base }],
    ['[EP1] another tip at an earlier row', at(NOW, 30, 'other'), { ours: false, base }],
    ['[EP1] more rows than there are', at(NOW, 151), { ours: false, base }],
    ['[EP2] the base', at(BEFORE, 100), { ours: true, base }],
    ['[EP2] a row before the base', at(BEFORE, 99), { ours: true, base }],
    ['[EP2] a row behind the base', at(BEFORE, 101), { ours: false, base }],
    ['[EP2] a row before the base with another tip', at(BEFORE, 99, 'other'), { ours: false, base }],
  ])('%s', async (_what, position, expected) => {
    expect(await standing(position, head, { log, restores: [] })).toEqual(expected);
  });

  test('[EP2] a history from two losses ago goes on where its hash is the same', async () => {
    expect(await standing(at(OLDEST, 60), head, { log, restores: lost })).toEqual({
      ours: true,
      base: { epoch: OLDEST, seq: 60, tip: 'tip 60' },
    });
    expect(await standing(at(OLDEST, 60, 'other'), head, { log, restores: lost })).toEqual({
      ours: false,
      base: { epoch: OLDEST, seq: 0, tip: '' },
    });
  });

  test('[EP4] a history that was rolled back is over, whatever it holds', async () => {
    const rolled = { ...head, base: null };
    expect(await standing(at(OLDEST, 60), head, { log, restores: rolledBack })).toEqual({
      ours: false,
      base: null,
    });
    expect(await standing(at(BEFORE, 60), rolled, { log, restores: [] })).toEqual({
      ours: false,
      base: null,
    });
    expect(await standing(at(BEFORE, 0, null), rolled, { log, restores: [] })).toEqual({
      ours: true,
      base: null,
    });
  });
});

test('[EP4] only what was never rolled back was lost', () => {
  expect(wasLost(OLDEST, lost)).toBe(true);
  expect(wasLost(OLDEST, rolledBack)).toBe(false);
  expect(wasLost(BEFORE, rolledBack)).toBe(true);
  expect(wasLost(NOW, lost)).toBe(false);
  expect(wasLost('no id', lost)).toBe(false);
});
