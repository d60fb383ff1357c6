import 'fake-indexeddb/auto';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { afterEach, describe, expect, it } from 'vitest';
import { Browser, type Tab } from '../testing/browser.ts';
import { MemoryFileServer } from '../testing/file-server.ts';
import { someBytes } from '../testing/some-bytes.ts';
import { PART_BYTES } from './fetch-in-parts.ts';
import { openFiles, type FileStore } from './file-store.ts';
import {
  KEPT_FILES_LIMITS,
  keepFiles,
  type KeepFilesOptions,
  type KeptFiles,
  type WantedFile,
} from './keep-files.ts';

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

async function opening(tab: Tab, server: MemoryFileServer): Promise<FileStore> {
  const store = await openFiles({
    server: 'http://127.0.0.1:9',
    user: 'ana',
    token: () => Promise.resolve('token'),
    environment: tab.environment,
    fetch: server.fetch,
  });
  opened.push(store);
  return store;
}

async function given() {
  const server = new MemoryFileServer();
  const browser = new Browser({ socketClass: () => class {} as unknown as typeof WebSocket });
  const tab = browser.tab();
  const store = await opening(tab, server);
  const told: KeptFiles[] = [];
  const options = {
    store,
    hasRoom: () => Promise.resolve(true),
    idle: () => Promise.resolve(),
    goes: () => true,
    tell: (kept: KeptFiles) => void told.push(kept),
  };
  return { server, browser, tab, store, told, options };
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

describe('a long film', () => {
  const MIB = 1024 * 1024;
  const film = someBytes(2 * PART_BYTES + MIB);
  const wanted: WantedFile = {
    document: DOCUMENT,
    hash: bytesToHex(sha256(film)),
    as: 'film',
    bytes: film.length,
  };
  const ranges = (server: MemoryFileServer) =>
    server.asked.flatMap(({ range }) => (range === undefined ? [] : [Number(range.split(/[=-]/)[1]) / MIB]));

  it('[OF9] goes on where the line was cut, also after a reload, and is watched without the network', async () => {
    const { server, browser, store, told, options } = await given();
    server.put(film);
    server.bytesUntilCut = PART_BYTES + MIB;
    await keepFiles([wanted], options);
    expect(told.at(-1)).toEqual({ files: 1, here: 0, bytes: 0, waits: 'server' });
    // What carried something is tried once more at once.
    expect(ranges(server)).toEqual([0, 2, 2]);
    expect(await store.held()).toEqual(new Map());
    await store.close();

    server.asked.length = 0;
    server.bytesUntilCut = Infinity;
    const again = await opening(browser.tab(), server);
    await keepFiles([wanted], { ...options, store: again });
    expect(ranges(server)).toEqual([2, 4]);
    expect(told.at(-1)).toEqual({ files: 1, here: 1, bytes: film.length, waits: null });
    browser.setOnline(false);
    const found = await again.film(DOCUMENT, wanted.hash);
    expect(found.state).toBe('here');
    const shown = found.state === 'here' ? await (await fetch(found.url)).arrayBuffer() : new ArrayBuffer();
    expect(bytesToHex(sha256(new Uint8Array(shown)))).toBe(wanted.hash);
  });

  it('[OF9] whose parts are not the file together is not kept, and comes anew', async () => {
    const { server, store, told, options } = await given();
    const damaged = film.slice().fill(1, PART_BYTES, PART_BYTES + 10);
    server.put(damaged, wanted.hash);
    await keepFiles([wanted], options);
    expect([told.at(-1)?.waits, await store.held()]).toEqual(['server', new Map()]);
    server.put(film);
    server.asked.length = 0;
    await keepFiles([wanted], options);
    expect(ranges(server)).toEqual([0, 2, 4]);
    expect(told.at(-1)).toMatchObject({ here: 1, waits: null });
  });

  it('[OF8] ends in the middle when nobody wants it any more, or the disk is full', async () => {
    const { server, tab, told, options } = await given();
    server.put(film);
    let asks = 0;
    await keepFiles([wanted], { ...options, goes: () => asks++ < 3 });
    expect(ranges(server)).toEqual([0, 2]);
    server.asked.length = 0;
    tab.disk = 'full';
    await keepFiles([wanted], options);
    expect(ranges(server)).toEqual([4]);
    expect(told.at(-1)).toMatchObject({ here: 0 });
  });
});

it('what is here is counted once a look, and again only when something came', async () => {
  const { server, options } = await given();
  for (const seed of [1, 2, 3]) server.put(bytes(seed));
  let reads = 0;
  const store: KeepFilesOptions['store'] = {
    keep: options.store.keep,
    held: () => {
      reads++;
      return options.store.held();
    },
  };
  const wanted = [1, 2, 3].map((seed) => wantedOf(seed));
  await keepFiles(wanted, { ...options, store });
  expect(reads).toBe(4);
  reads = 0;
  await keepFiles(wanted, { ...options, store });
  expect(reads).toBe(1);
});
