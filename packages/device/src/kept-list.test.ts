import { expect, test } from 'vitest';
import { silent } from './environment.ts';
import { createKeptList } from './kept-list.ts';
import type { KeptRow } from './rows.ts';

const row = (id: string): KeptRow => ({
  id,
  document: 'p/plan',
  at: 0,
  reason: 'FORBIDDEN',
  text: id,
  roleThen: 'editor',
  update: [],
});

test('[RP12] of two reads that end in another order than they began in, the later one is told', async () => {
  const reads: ((rows: KeptRow[]) => void)[] = [];
  const list = createKeptList({ kept: () => new Promise((resolve) => reads.push(resolve)) }, silent);
  const [first, second] = [list.read(), list.read()];
  reads[1]!([row('one'), row('two')]);
  await second;
  reads[0]!([row('one')]);
  await first;
  expect(list.get().map(({ id }) => id)).toEqual(['one', 'two']);
});

test('a disk that cannot be read leaves what was told', async () => {
  let broken = false;
  const list = createKeptList(
    { kept: () => (broken ? Promise.reject(new Error('broken')) : Promise.resolve([row('one')])) },
    silent,
  );
  await list.read();
  broken = true;
  await list.read();
  expect(list.get()).toHaveLength(1);
});
