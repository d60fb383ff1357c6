import { expect, test } from 'vitest';
import type { DocumentHead } from '../storage/storage.ts';
import { planCatchUp, type CatchUp } from './catch-up.ts';

const head: DocumentHead = {
  id: 'd',
  kind: 'scratch',
  epoch: 'now',
  base: null,
  schema: 0,
  firstSeq: 11,
  headSeq: 300,
  headTip: 'ff',
};
const at = (seq: number, stateVector: Uint8Array | null = null) => ({ seq, stateVector });

test.each<[string, ReturnType<typeof at>, CatchUp]>([
  ['[J4] at the head', at(300), { how: 'current' }],
  ['[J5] 200 rows behind', at(100), { how: 'rows', after: 100 }],
  ['[J7] 201 rows behind', at(99), { how: 'want' }],
  [
    '[J7] with its state vector',
    at(99, new Uint8Array()),
    { how: 'state', from: 0, stateVector: new Uint8Array() },
  ],
  ['[J6] with nothing', at(0), { how: 'state', from: 1, stateVector: undefined }],
])('a device %s', (_who, position, plan) => {
  expect(planCatchUp(position, head, 200)).toEqual(plan);
});

test('[J7] rows that were pruned are not rows', () => {
  const pruned = { ...head, firstSeq: 250 };
  expect(planCatchUp(at(249), pruned, 200)).toEqual({ how: 'rows', after: 249 });
  expect(planCatchUp(at(248), pruned, 200)).toEqual({ how: 'want' });
});

test('[J4] an empty document owes nothing to a device that has nothing', () => {
  const empty = { ...head, headSeq: 0, headTip: '', firstSeq: 1 };
  expect(planCatchUp(at(0), empty, 200)).toEqual({ how: 'current' });
});
