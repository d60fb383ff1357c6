import { expect, test } from 'vitest';
import type { AppendResult, DocumentAppend } from '../storage/storage.ts';
import { GroupCommit, type Pace } from './group-commit.ts';

/** A disk whose every write ends when the test says so. */
function slowDisk(pace?: Pace): {
  batches: string[][];
  commits: GroupCommit;
  finish(error?: Error): Promise<void>;
} {
  const batches: string[][] = [];
  const ends: ((error?: Error) => void)[] = [];
  const append = (batch: DocumentAppend[]): Promise<AppendResult[]> => {
    batches.push(batch.map((entry) => entry.document));
    return new Promise<AppendResult[]>((resolve, reject) => {
      const results = batch.map(({ document }) => ({ ok: true as const, document, seqs: [1], tips: ['aa'] }));
      ends.push((error) => (error === undefined ? resolve(results) : reject(error)));
    });
  };
  const commits = new GroupCommit(append, pace);
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
const written = (document: string): DocumentAppend => ({ document, epoch: 'e', rows: [] });

test('one append is in flight; what comes meanwhile shares the next', async () => {
  const { batches, commits, finish } = slowDisk();
  const first = commits.commit(() => written('a'));
  await turn();
  const rest = [commits.commit(() => written('b')), commits.commit(() => written('c'))];
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
  void commits.commit(() => (order.push('a'), written('a')));
  await turn();
  const second = commits.commit(() => (order.push('b'), written('b')));
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
  const good = commits.commit(() => written('c'));
  await expect(broken).rejects.toThrow('no');
  expect(await empty).toBeNull();
  expect(batches).toEqual([['c']]);
  await finish();
  expect(await good).toMatchObject({ document: 'c' });
});

test('[DU7] a failed append fails every room in it, and the next goes on', async () => {
  const { commits, finish } = slowDisk();
  const both = [commits.commit(() => written('a')), commits.commit(() => written('b'))];
  await turn();
  const settled = Promise.allSettled(both);
  await finish(new Error('disk full'));
  expect((await settled).map((result) => result.status)).toEqual(['rejected', 'rejected']);
  const next = commits.commit(() => written('a'));
  await turn();
  await finish();
  expect(await next).toMatchObject({ ok: true });
});

test('[DU14] on a busy server what was shown to many is followed by a rest in which the next group grows', async () => {
  const rests: number[] = [];
  let wake = (): void => undefined;
  const rest = (ms: number): Promise<void> => {
    rests.push(ms);
    return new Promise((resolve) => (wake = resolve));
  };
  const { batches, commits, finish } = slowDisk({ now: () => 0, rest, share: () => 1 });
  const shownTo = async (document: string, frames: number): Promise<void> => {
    await commits.commit(() => written(document));
    commits.shown(frames);
  };
  void shownTo('a', 19);
  void shownTo('b', 19);
  await turn();
  await finish();
  expect(rests).toEqual([]);
  void shownTo('a', 400);
  await turn();
  await finish();
  expect(rests).toEqual([10]);
  for (const document of ['b', 'c']) void shownTo(document, 1_000_000);
  await turn();
  expect(batches).toEqual([['a', 'b'], ['a']]);
  wake();
  await turn();
  expect(batches.at(-1)).toEqual(['b', 'c']);
  await finish();
  expect(rests).toEqual([10, 20]);
});

test('[DU14] where there is time nobody waits, however many look on', async () => {
  const rests: number[] = [];
  const rest = (ms: number): Promise<void> => {
    rests.push(ms);
    return Promise.resolve();
  };
  const { batches, commits, finish } = slowDisk({ now: () => 0, rest, share: () => 0.75 });
  void commits.commit(() => written('a')).then(() => commits.shown(1_000_000));
  await turn();
  const next = commits.commit(() => written('b'));
  await finish();
  expect(batches).toEqual([['a'], ['b']]);
  await finish();
  await next;
  expect(rests).toEqual([]);
});

test('[DU14] the less time is left, the longer is the rest', async () => {
  const rests: number[] = [];
  const rest = (ms: number): Promise<void> => {
    rests.push(Math.round(ms));
    return Promise.resolve();
  };
  const shares = [0.8, 0.85, 0.95, 1];
  const { commits, finish } = slowDisk({ now: () => 0, rest, share: () => shares[rests.length] ?? 0 });
  for (let i = 0; i < 4; i++) {
    void commits.commit(() => written('a')).then(() => commits.shown(1_000_000));
    await turn();
    await finish();
  }
  expect(rests).toEqual([4, 8, 16, 20]);
});

test('[DU14] what a commit takes counts: after a slow one nobody rests as well', async () => {
  const rests: number[] = [];
  const rest = (ms: number): Promise<void> => {
    rests.push(ms);
    return Promise.resolve();
  };
  let now = 0;
  const { commits, finish } = slowDisk({ now: () => now, rest, share: () => 1 });
  for (const took of [0, 4, 15, 25]) {
    void commits.commit(() => written('a')).then(() => commits.shown(1_000_000));
    await turn();
    now += took;
    await finish();
  }
  expect(rests).toEqual([20, 16, 5]);
});
