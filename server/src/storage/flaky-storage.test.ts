import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { bytes, EPOCH, givenDocument, open, row } from './conformance/given.ts';
import { flakyStorage, type Fate } from './flaky-storage.ts';
import type { Storage } from './storage.ts';

const folder = mkdtempSync(join(tmpdir(), 'clapper-flaky-'));
let storage: Storage;
let document: string;
let seen: string[];

beforeAll(async () => {
  storage = await open(`file:${join(folder, 'test.db')}`);
});
afterAll(async () => {
  await storage.close();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  document = await givenDocument(storage);
  seen = [];
});

/** Appends a row through a storage whose next `append` has this fate. */
function appendWith(fate: Fate): Promise<unknown> {
  const flaky = flakyStorage(storage, (method) => {
    seen.push(method);
    return method === 'documents.append' ? fate : { kind: 'pass' };
  });
  return flaky.documents.append([{ document, epoch: EPOCH, rows: [row(bytes(1))] }]);
}

const stored = async () => (await storage.documents.head(document))?.headSeq;

it('lets a call pass', async () => {
  expect(await appendWith({ kind: 'pass' })).toMatchObject([{ ok: true, seqs: [1] }]);
  expect(seen).toEqual(['documents.append']);
});

it('fails a call that never happened', async () => {
  await expect(appendWith({ kind: 'fail-before' })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  expect(await stored()).toBe(0);
});

it('fails a call that happened all the same', async () => {
  await expect(appendWith({ kind: 'fail-after' })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  expect(await stored()).toBe(1);
});

it('holds a call back until it is let go', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const call = appendWith({ kind: 'delay', until: promise });
  expect(await stored()).toBe(0);
  resolve();
  expect(await call).toMatchObject([{ ok: true }]);
});

it('stops a call for ever, and it never happens', async () => {
  const settled = appendWith({ kind: 'stop' }).then(() => 'settled');
  expect(await Promise.race([settled, storage.probe(1).then(() => 'probe')])).toBe('probe');
  expect(await stored()).toBe(0);
});
