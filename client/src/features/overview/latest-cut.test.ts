import { expect, test } from 'vitest';
import { latestCut } from './latest-cut.ts';

const cut = (id: string, createdAt: number) => ({ id, createdAt });
const note = (status: string, more = {}) => ({ status, deleted: null, hidden: null, ...more });
const latest = (reviews: object[]) => latestCut(reviews as unknown as Parameters<typeof latestCut>[0]);

test('the newest cut of any video, with how many notes of its video are still open', () => {
  const main = { video: { id: 'main' }, cuts: [cut('v1', 10), cut('v2', 30)] };
  const short = { video: { id: 'short' }, cuts: [cut('s1', 20)], notes: [note('open')] };
  const gone = { deleted: { by: 'mina', at: 1 } };
  const notes = [note('open'), note('in_progress'), note('resolved'), note('open', gone)];
  expect(latest([short, { ...main, notes }])).toMatchObject({
    ...{ video: { id: 'main' }, cut: { id: 'v2' }, notes: { open: 2, all: 3 } },
  });
});

test('a video that waits for its first cut has none', () => {
  expect(latest([{ video: { id: 'main' }, cuts: [], notes: [] }])).toBeNull();
  expect(latest([])).toBeNull();
});
