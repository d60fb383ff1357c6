import { expect, test } from 'vitest';
import type { AppendResult, DocumentAppend } from '../storage/storage.ts';
import { GroupCommit } from './group-commit.ts';

/** A disk whose every write ends when the test says so. */
function slowDisk(): {
  batches: string[][];
  commits: GroupCommit;
  finish(error?: Error): Promise<void>;
} {
  const batches: string[][] = [];
  const ends: ((error?: Error) => void)[] = [];
  const commits = new GroupCommit((batch: DocumentAppend[]) => {
    batches.push(batch.map((entry) => entry.document));
    return new Promise<AppendResult[]>((resolve, reject) => {
      const results = batch.map(({ document }) => ({ ok: true as const, document, seqs: [1], tips: ['aa'] }));
      ends.push((error) => (error === undefined ? resolve(results) : reject(error)));
    });
  });
  return {
    batches,
    commits,
    async finish(error) {
      ends.shift()!(error);
      await turn();
    },
  };
}

const turn = async (): Promise<void> => {
  for (let i = 0; i < 3; i++) await new Promise((resolve) => setImmediate(resolve));
};
const append = (document: string): DocumentAppend => ({ document, epoch: 'e', rows: [] });

test('one append is in flight; what comes meanwhile shares the next', async () => {
  const { batches, commits, finish } = slowDisk();
  const first = commits.commit(() => append('a'));
  await turn();
  const rest = [commits.commit(() => append('b')), commits.commit(() => append('c'))];
  await turn();
  expect(batches).toEqual([['a']]);
  await finish();
  expect(batches).toEqual([['a'], ['b', 'c']]);
  await finish();
  expect((await Promise.all([first, ...rest])).map((result) => result?.document)).toEqual(['a', 'b', 'c']);
});

test('[DU2] a room is asked for its updates only when its commit begins', async () => {
  const { commits, finish } = slowDisk();
  const order: string[] = [];
  void commits.commit(() => (order.push('a'), append('a')));
  await turn();
  const second = commits.commit(() => (order.push('b'), append('b')));
  await turn();
  expect(order).toEqual(['a']);
  await finish();
  expect(order).toEqual(['a', 'b']);
  await finish();
  await second;
});

test('a room with nothing to write is answered at once, and one that throws fails alone', async () => {
  const { batches, commits, finish } = slowDisk();
  const broken = commits.commit(() => {
    throw new Error('no');
  });
  const empty = commits.commit(() => null);
  const good = commits.commit(() => append('c'));
  await expect(broken).rejects.toThrow('no');
  expect(await empty).toBeNull();
  expect(batches).toEqual([['c']]);
  await finish();
  expect(await good).toMatchObject({ document: 'c' });
});

test('[DU7] a failed append fails every room in it, and the next goes on', async () => {
  const { commits, finish } = slowDisk();
  const both = [commits.commit(() => append('a')), commits.commit(() => append('b'))];
  await turn();
  const settled = Promise.allSettled(both);
  await finish(new Error('disk full'));
  expect((await settled).map((result) => result.status)).toEqual(['rejected', 'rejected']);
  const next = commits.commit(() => append('a'));
  await turn();
  await finish();
  expect(await next).toMatchObject({ ok: true });
});
