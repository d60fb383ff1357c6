import 'fake-indexeddb/auto';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { afterEach, expect, it } from 'vitest';
import { Browser } from '../testing/browser.ts';
import { MemoryFileServer } from '../testing/file-server.ts';
import { openFiles, type FileStore } from './file-store.ts';
import { KEPT_FILES_LIMITS, keepFiles, type KeptFiles, type WantedFile } from './keep-files.ts';

const DOCUMENT = '01900000-0000-7000-8000-000000000001/board';
const opened: FileStore[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()));
});

const bytes = (seed: number) => new Uint8Array(1_000 * seed).fill(seed);
const wantedOf = (seed: number, more: Partial<WantedFile> = {}): WantedFile => ({
  document: DOCUMENT,
  hash: bytesToHex(sha256(bytes(seed))),
  as: 'display',
  bytes: 1_000 * seed,
  ...more,
});

async function given() {
  const server = new MemoryFileServer();
  const browser = new Browser({ socketClass: () => class {} as unknown as typeof WebSocket });
  const store = await openFiles({
    server: 'http://127.0.0.1:9',
    user: 'ana',
    token: () => Promise.resolve('token'),
    environment: browser.tab().environment,
    fetch: server.fetch,
  });
  opened.push(store);
  const told: KeptFiles[] = [];
  const options = {
    store,
    hasRoom: () => Promise.resolve(true),
    idle: () => Promise.resolve(),
    goes: () => true,
    tell: (kept: KeptFiles) => void told.push(kept),
  };
  return { server, browser, store, told, options };
}

it('[OF8] what nobody looked at is brought, the small ones first, and shown without the network', async () => {
  const { server, browser, store, told, options } = await given();
  for (const seed of [1, 2, 3]) server.put(bytes(seed));
  await keepFiles([wantedOf(3), wantedOf(1), wantedOf(2), wantedOf(1)], options);
  expect(server.asked.map(({ path }) => path.split('/').at(-1))).toEqual(
    [1, 2, 3].map((seed) => wantedOf(seed).hash),
  );
  expect(told.at(0)).toEqual({ files: 3, here: 0, bytes: 0, waits: null });
  expect(told.at(-1)).toEqual({ files: 3, here: 3, bytes: 6_000, waits: null });
  server.asked.length = 0;
  await keepFiles([wantedOf(3)], options);
  expect(server.asked).toEqual([]);
  browser.setOnline(false);
  const found = await store.url(DOCUMENT, wantedOf(2).hash, 'display');
  expect(found.state).toBe('here');
});

it('[OF8] what is not there, or too large, lets the others come and is said', async () => {
  const { server, told, options } = await given();
  for (const seed of [1, 3]) server.put(bytes(seed));
  await keepFiles([wantedOf(1), wantedOf(2), wantedOf(3)], options);
  expect(told.at(-1)).toEqual({ files: 3, here: 2, bytes: 4_000, waits: 'server' });
  server.put(bytes(4));
  await keepFiles([wantedOf(1), wantedOf(4, { bytes: KEPT_FILES_LIMITS.each + 1 })], options);
  expect(told.at(-1)).toEqual({ files: 2, here: 1, bytes: 1_000, waits: 'large' });
});

it('[OF8] nothing is brought where there is no room, or when nobody wants it any more', async () => {
  const { server, told, options } = await given();
  server.put(bytes(1));
  await keepFiles([wantedOf(1)], { ...options, hasRoom: () => Promise.resolve(false) });
  expect(told.at(-1)).toEqual({ files: 1, here: 0, bytes: 0, waits: 'room' });
  await keepFiles([wantedOf(1)], { ...options, goes: () => false });
  expect(server.asked).toEqual([]);
});
