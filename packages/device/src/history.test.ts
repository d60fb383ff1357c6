import { expect, test } from 'vitest';
import type { JoinAnswer } from '@clapper/protocol';
import { advanced, IncomingHistory, isOtherHistory, type History } from './history.ts';

const at = (seq: number): History => ({ epoch: 'e', seq, tip: `t${seq}` });
const rows = (from: number, to: number) => ({ from, to, tip: `t${to}` });
const joined = (over: Partial<Extract<JoinAnswer, { result: 'joined' }>> = {}) => ({
  result: 'joined' as const,
  document: 'd',
  epoch: 'e',
  base: null,
  firstSeq: 1,
  headSeq: 10,
  headTip: 't10',
  access: { read: true, write: true, role: 'editor' as const },
  schema: 1,
  ...over,
});

test.each<[string, number, [number, number], number]>([
  ['the next row', 4, [5, 5], 5],
  ['several, the next among them', 4, [5, 9], 9],
  ['some known, some new', 4, [3, 6], 6],
  ['only known ones', 4, [2, 4], 4],
  ['a hole before them', 4, [6, 7], 4],
  ['all there is, as one diff', 4, [0, 9], 9],
  ['all there is, and it is less', 9, [0, 4], 4],
])('[J8] %s', (_name, seq, [from, to], expected) => {
  expect(advanced(at(seq), rows(from, to))).toEqual(at(expected));
});

test('[EP2] a history that goes on from the copy is none other', () => {
  expect(isOtherHistory({ epoch: null, seq: 0, tip: null }, joined())).toBe(false);
  expect(isOtherHistory(at(10), joined())).toBe(false);
  expect(isOtherHistory(at(11), joined())).toBe(true);
  expect(isOtherHistory(at(3), joined({ epoch: 'f' }))).toBe(true);
  const next = joined({ epoch: 'f', base: { epoch: 'e', seq: 5, tip: 't5' } });
  expect(isOtherHistory(at(5), next)).toBe(false);
  expect(isOtherHistory(at(6), next)).toBe(true);
  expect(isOtherHistory({ ...at(5), epoch: 'd' }, next)).toBe(true);
});

test('an incoming history is whole when its head is there', () => {
  const incoming = new IncomingHistory();
  const update = Uint8Array.of(0, 0);
  incoming.add('e', rows(1, 10), update);
  expect(incoming.whole()).toBeNull();
  incoming.joined(joined());
  expect(incoming.whole()).toBeNull();
  incoming.add('other', rows(1, 10), update);
  incoming.add('e', rows(1, 6), update);
  expect(incoming.whole()).toBeNull();
  incoming.add('e', rows(7, 10), update);
  expect(incoming.whole()).toEqual({
    epoch: 'e',
    seq: 10,
    tip: 't10',
    updates: [update, update],
    base: null,
  });
});

test('an empty one is whole at once', () => {
  const incoming = new IncomingHistory();
  incoming.joined(joined({ headSeq: 0, headTip: '' }));
  expect(incoming.whole()).toEqual({ epoch: 'e', seq: 0, tip: '', updates: [], base: null });
});
