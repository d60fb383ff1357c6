import 'fake-indexeddb/auto';
import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Browser, type Tab } from '../testing/browser.ts';
import { MemoryFileServer } from '../testing/file-server.ts';
import { someBytes } from '../testing/some-bytes.ts';
import { openFiles, type FilesOptions, type FileStore } from './file-store.ts';
import { hashBlob } from './hash-blob.ts';
import { tooMany } from './let-go.ts';

/** However busy the machine is. */
const eventually = (holds: () => unknown) => vi.waitFor(holds, { timeout: 15_000 });

const DOCUMENT = '01940000-0000-7000-8000-000000000001/board';
const bytes = (seed: number, length = 3_000): Uint8Array<ArrayBuffer> => someBytes(length, seed);
const blobOf = (seed: number, length?: number): Blob =>
  new Blob([bytes(seed, length)], { type: 'image/png' });
const sha256 = (of: Uint8Array): string => createHash('sha256').update(of).digest('hex');

const net = { socketClass: () => class {} as unknown as typeof WebSocket };
const opened: FileStore[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()));
});

async function open(tab: Tab, more: Partial<FilesOptions> = {}): Promise<FileStore> {
  const store = await openFiles({
    server: 'http://127.0.0.1:9',
    user: 'ana',
    token: () => Promise.resolve('token'),
    environment: tab.environment,
    ...more,
  });
  opened.push(store);
  return store;
}

const newFile = (seed: number, length?: number) => ({
  document: DOCUMENT,
  blob: blobOf(seed, length),
  name: `사진 ${seed}.png`,
  type: 'image/png',
});

async function read(store: FileStore, hash: string): Promise<Uint8Array | string> {
  const found = await store.url(DOCUMENT, hash, 'original');
  if (found.state !== 'here') return found.state;
  const answer = new Uint8Array(await (await fetch(found.url)).arrayBuffer());
  found.release();
  return answer;
}

it('hashes a file piece by piece as its bytes are', async () => {
  for (const length of [0, 1, 1024 * 1024, 2.5 * 1024 * 1024])
    expect(await hashBlob(blobOf(1, length))).toBe(sha256(bytes(1, length)));
});

describe('a file that is added without a network', () => {
  it('[FD1] is on this device at once, waits, and is there after a reload', async () => {
    const browser = new Browser(net);
    browser.setOnline(false);
    const first = await open(browser.tab());
    const added = await first.add(newFile(1));
    const hash = sha256(bytes(1));
    expect(added).toEqual({
      added: true,
      file: { hash, name: '사진 1.png'.normalize('NFC'), type: 'image/png', bytes: 3_000 },
    });
    expect(await read(first, hash)).toEqual(bytes(1));
    await first.close();
    const second = await open(browser.tab());
    expect(second.state.get().waiting).toMatchObject([{ hash, document: DOCUMENT, state: 'waiting' }]);
    expect(await read(second, hash)).toEqual(bytes(1));
    expect(second.onlyInMemory()).toBe(false);
  });

  it('is known to the other tabs, and added twice waits once', async () => {
    const browser = new Browser(net);
    browser.setOnline(false);
    const [one, two] = [await open(browser.tab()), await open(browser.tab())];
    await one.add(newFile(1));
    await two.add(newFile(1));
    await two.add(newFile(2));
    await eventually(() => expect(one.state.get().waiting).toHaveLength(2));
    expect(two.state.get().waiting.map(({ hash }) => hash)).toEqual([1, 2].map((n) => sha256(bytes(n))));
  });

  it('is given up by the person alone, and what is not here is away', async () => {
    const browser = new Browser(net);
    browser.setOnline(false);
    const store = await open(browser.tab());
    await store.add(newFile(1));
    await store.giveUp(DOCUMENT, sha256(bytes(1)));
    expect(store.state.get().waiting).toEqual([]);
    expect(await read(store, 'f'.repeat(64))).toBe('away');
  });

  it('of which the device has made a smaller picture is shown by that', async () => {
    const browser = new Browser(net);
    browser.setOnline(false);
    const store = await open(browser.tab());
    await store.add({ ...newFile(1), display: blobOf(2, 10) });
    const shown = await store.url(DOCUMENT, sha256(bytes(1)), 'display');
    expect(shown.state === 'here' && (await (await fetch(shown.url)).arrayBuffer()).byteLength).toBe(10);
  });
});

describe('a disk that takes nothing', () => {
  it.each(['full', 'fullAtTheEnd'] as const)(
    '[FD1] (%s) is told when the transaction ends, and not before: the file is not added, and nothing of it waits',
    async (disk) => {
      const browser = new Browser(net);
      browser.setOnline(false);
      const tab = browser.tab();
      const store = await open(tab);
      tab.disk = disk;
      expect(await store.add(newFile(1))).toEqual({ added: false, reason: 'full' });
      expect(store.state.get().waiting).toEqual([]);
      expect(await read(store, sha256(bytes(1)))).toBe('away');
      tab.disk = 'works';
      expect(await store.add(newFile(1))).toMatchObject({ added: true });
    },
  );

  it('that is blocked keeps files in memory, and says so', async () => {
    const browser = new Browser(net, { storage: true });
    browser.setOnline(false);
    const store = await open(browser.tab());
    expect(await store.add(newFile(1))).toMatchObject({ added: true });
    expect([store.state.get().problem, store.onlyInMemory()]).toEqual(['blocked', true]);
    expect(await read(store, sha256(bytes(1)))).toEqual(bytes(1));
  });
});

it('two people of one browser have nothing of each other', async () => {
  const browser = new Browser(net);
  browser.setOnline(false);
  const ana = await open(browser.tab());
  await ana.add(newFile(1));
  const ben = await open(browser.tab(), { user: 'ben' });
  expect(ben.state.get().waiting).toEqual([]);
  expect(await read(ben, sha256(bytes(1)))).toBe('away');
});

it('wiping leaves nothing', async () => {
  const browser = new Browser(net);
  browser.setOnline(false);
  const store = await open(browser.tab());
  await store.add(newFile(1));
  await store.wipe();
  expect((await open(browser.tab())).state.get().waiting).toEqual([]);
});

it('lets go what was looked at longest ago, and never what stays', () => {
  const row = (hash: string, size: number, usedAt: number) => ({
    hash,
    as: 'display' as const,
    documents: [],
    bytes: size,
    usedAt,
  });
  const rows = [row('a', 40, 3), row('b', 40, 1), row('c', 40, 2), row('d', 40, 0)];
  const gone = (budget: number) =>
    tooMany(rows, { budget, stays: ({ hash }) => hash === 'd' }).map(({ hash }) => hash);
  expect([gone(160), gone(120), gone(100), gone(0)]).toEqual([[], ['b'], ['b', 'c'], ['b', 'c', 'a']]);
});

describe('a film', () => {
  const LINK = `/api/v1/blobs/${sha256(bytes(3))}?document=x&ticket=y`;
  const about = { hash: sha256(bytes(3)), name: 'film.mp4', type: 'video/mp4', bytes: 3_000, state: 'ready' };
  const facts = {
    rate: { num: 24, den: 1 },
    frames: 240,
    startFrame: 0,
    dropFrame: false,
    durationSeconds: 10,
    rotation: 0,
    audio: false,
  };
  const answering = (variants: string[], variable: boolean) => {
    const asked: string[] = [];
    const answer = (path: URL | RequestInfo) => {
      asked.push(new URL(String(path)).pathname.split('/').at(-1)!);
      const links = { links: { [about.hash]: LINK }, arriving: {}, expires_at: '2026-11-22T00:00:00.000Z' };
      const body = String(path).endsWith('/links')
        ? links
        : { ...about, variants, video: { ...facts, variable } };
      return Promise.resolve(Response.json(body));
    };
    return { asked, answer };
  };

  it.each([
    [['original', 'proxy'], false, 'proxy'],
    [['original', 'proxy'], true, 'original'],
    [['original'], false, 'original'],
  ])(
    'of which there is %j (variable: %s) comes as its %s while it is watched',
    async (variants, variable, as) => {
      const { asked, answer } = answering(variants, variable);
      const store = await open(new Browser(net).tab(), { fetch: answer });
      const found = await store.film(DOCUMENT, about.hash);
      expect(found).toMatchObject({ state: 'here', url: `http://127.0.0.1:9${LINK}&as=${as}` });
      expect(asked).toEqual(['about', 'links']);
    },
  );

  it('is no picture of its sound: where none is made nothing comes, and nothing of the film', async () => {
    const asked: string[] = [];
    const store = await open(new Browser(net).tab(), {
      fetch: (path) => {
        const { pathname, searchParams } = new URL(String(path));
        if (searchParams.has('as')) {
          asked.push(searchParams.get('as')!);
          return Promise.resolve(Response.json({}, { status: 404 }));
        }
        const links = { links: { [about.hash]: LINK }, arriving: {}, expires_at: '2026-11-22T00:00:00.000Z' };
        const known = { ...about, variants: ['original', 'proxy'], video: { ...facts, variable: false } };
        return Promise.resolve(Response.json(pathname.endsWith('/links') ? links : known));
      },
    });
    expect(await store.url(DOCUMENT, about.hash, 'waveform')).toEqual({ state: 'none' });
    expect(await store.url(DOCUMENT, about.hash, 'waveform')).toEqual({ state: 'none' });
    expect(asked).toEqual(['waveform']);
  });

  it('[FB7] is asked for its sound again as long as that is being made, without an answer that browsers call an error', async () => {
    const asked: string[] = [];
    let made = false;
    const store = await open(new Browser(net).tab(), {
      fetch: (path) => {
        const { pathname, searchParams } = new URL(String(path));
        const as = searchParams.get('as');
        if (as !== null) {
          asked.push(as);
          return Promise.resolve(made ? new Response('drawn') : Response.json({}, { status: 404 }));
        }
        const links = { links: { [about.hash]: LINK }, arriving: {}, expires_at: '2026-11-22T00:00:00.000Z' };
        const variants = ['original', 'proxy', ...(made ? ['waveform'] : [])];
        const known = { ...about, variants, ...(!made && { making: ['waveform'] }) };
        return Promise.resolve(Response.json(pathname.endsWith('/links') ? links : known));
      },
    });
    const sound = () => store.url(DOCUMENT, about.hash, 'waveform');
    expect([await sound(), await sound()]).toEqual([{ state: 'processing' }, { state: 'processing' }]);
    expect(asked).toEqual(['waveform']);
    made = true;
    expect(await sound()).toMatchObject({ state: 'here' });
    expect(asked).toEqual(['waveform', 'waveform']);
  });

  it('that is on this device is watched from there, and without a network one that is not is away', async () => {
    const browser = new Browser(net);
    browser.setOnline(false);
    const store = await open(browser.tab());
    expect(await store.film(DOCUMENT, sha256(bytes(3)))).toEqual({ state: 'away' });
    await store.add({ ...newFile(3), name: 'film.mp4', type: 'video/mp4' });
    const found = await store.film(DOCUMENT, sha256(bytes(3)));
    expect(found).toMatchObject({ state: 'here', url: expect.stringMatching(/^blob:/) });
  });
});

const hashOf = (seed: number): string => sha256(bytes(seed));

describe('what waits is sent', () => {
  it('[FD2] by one tab of a browser, whichever it was added in, and by another when that one is gone', async () => {
    const browser = new Browser(net);
    const server = new MemoryFileServer();
    const asking: string[] = [];
    const tab = (name: string) =>
      open(browser.tab(), {
        fetch: (...request) => {
          asking.push(name);
          return server.fetch(...request);
        },
      });
    const [first, second] = [await tab('first'), await tab('second')];
    await second.add(newFile(1));
    await first.add(newFile(2));
    await eventually(() => {
      expect([1, 2].every((seed) => server.has(hashOf(seed)))).toBe(true);
      expect([first, second].map((store) => store.state.get().waiting)).toEqual([[], []]);
    });
    expect(new Set(asking)).toEqual(new Set(['first']));
    await first.close();
    asking.length = 0;
    await second.add(newFile(3));
    await eventually(() => expect(server.has(hashOf(3))).toBe(true));
    expect(new Set(asking)).toEqual(new Set(['second']));
  });

  it('[FD3] and waits until the server has all of it, through a cut and a reload, and is not sent twice', async () => {
    const browser = new Browser(net);
    const server = new MemoryFileServer();
    // More than one piece.
    const big = new Uint8Array(5_000_000).fill(7);
    const hash = sha256(big);
    const calledSaved: boolean[] = [];
    const tab = async () => {
      const store = await open(browser.tab(), { fetch: server.fetch });
      const tell = () => store.state.get().waiting.length === 0 && calledSaved.push(server.has(hash));
      store.state.subscribe(tell);
      return store;
    };
    server.piecesUntilCut = 1;
    const first = await tab();
    await first.add({ ...newFile(1), blob: new Blob([big]) });
    await eventually(() => expect(server.piecesUntilCut).toBeLessThan(0));
    await eventually(() => expect(first.state.get().waiting).toMatchObject([{ hash, state: 'waiting' }]));
    expect(server.has(hash)).toBe(false);
    await first.close();
    server.piecesUntilCut = Infinity;
    const second = await tab();
    expect(second.state.get().waiting).toMatchObject([{ hash }]);
    await eventually(() => expect(second.state.get().waiting).toEqual([]));
    expect(calledSaved).toEqual(calledSaved.map(() => true));
    // It went on where it was cut off, and is here as before.
    const begun = server.asked.filter(({ method, path }) => method === 'POST' && path.endsWith('/uploads'));
    expect(begun).toHaveLength(1);
    const kept = await read(second, hash);
    expect(typeof kept === 'string' ? kept : sha256(kept)).toBe(hash);
  });
});

describe('pictures that the server does not have yet', () => {
  it('[FD4] are asked for in vain once, then all at once by links, and come when their bytes have come', async () => {
    const server = new MemoryFileServer();
    const store = await open(new Browser(net).tab(), { fetch: server.fetch });
    const hashes = [1, 2, 3].map((seed) => hashOf(seed));
    const states = async () =>
      (await Promise.all(hashes.map((hash) => store.url(DOCUMENT, hash, 'display')))).map(
        ({ state }) => state,
      );
    const inVain = () => server.asked.filter(({ status }) => status === 404).length;
    expect(await states()).toEqual(['absent', 'absent', 'absent']);
    expect(inVain()).toBe(3);
    const come: string[] = [];
    for (const hash of hashes) store.whenThere(DOCUMENT, hash, { come: () => come.push(hash) });

    server.asked.length = 0;
    store.kick();
    await eventually(() => expect(server.asked).toMatchObject([{ status: 200, hashes }]));
    expect(await states()).toEqual(['absent', 'absent', 'absent']);
    server.put(bytes(2));
    store.kick();
    await eventually(() => expect(come).toEqual([hashes[1]]));
    expect(await states()).toEqual(['absent', 'here', 'absent']);
    expect(inVain()).toBe(0);
  });
});
