import { fork } from 'node:child_process';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import type { Worker } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { projectDocument } from '@clapper/protocol';
import type { NewRow } from '../../server/src/storage/storage.ts';
import { until } from '../harness/wait.ts';
import { flakyStorage } from './flaky-storage.ts';
import { RawDevice, RawDocument } from './raw-device.ts';
import { createWorld, type Person, type World } from './world.ts';

const KiB = 1024;
const MiB = 1024 * KiB;

const flaky = flakyStorage();
let world: World;
let ana: Person;
let ben: Person;
let id: string;
let documents = 0;

beforeAll(async () => {
  world = await createWorld({ wrap: flaky.wrap, limits: { residentBytes: 2 * MiB } });
  ana = await world.person('ana', 'editor');
  ben = await world.person('ben', 'editor');
});
beforeEach(() => {
  id = scratch(++documents);
});
afterEach(() => RawDevice.closeAll());
afterAll(() => world.close());

const scratch = (i: number): string => projectDocument(world.project, 'scratch', `resident-${i}`);
const open = async (person: Person, document = id): Promise<RawDocument> =>
  RawDocument.join(await RawDevice.open(world.url, person.token), document);

/** Puts rows into the log of a document that exists and is in nobody's memory. */
async function store(updates: readonly Uint8Array[]): Promise<void> {
  const maker = await open(ana);
  const { epoch } = maker;
  maker.device.close();
  await until(() => world.sync.stats().rooms === 0, { what: 'the room to be gone' });
  const none = { user: null, device: null, n: null, clientId: null, clockFrom: null, clockTo: null };
  const rows = updates.map((update): NewRow => ({ update, ...none, schema: 0, receivedAt: Date.now() }));
  for (let i = 0; i < rows.length; i += 5_000) {
    await world.storage.documents.append([{ document: id, epoch, rows: rows.slice(i, i + 5_000) }]);
  }
}

/** What somebody types who jumps about: no two letters merge. */
function jumpy(letters: number): { doc: Y.Doc; updates: Uint8Array[] } {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const text = doc.getText('text');
  for (let i = 0; i < letters; i++) text.insert((i * 7_919) % (text.length + 1), 'x');
  return { doc, updates };
}

test('[RC1] while 300 people join a large document the event loop goes on', async () => {
  const { doc } = jumpy(60_000);
  await store([Y.encodeStateAsUpdate(doc)]);
  const people = [ana, ben];
  const child = fork(fileURLToPath(new URL('./joiners.ts', import.meta.url)), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const heard: unknown[] = [];
  child.on('message', (message) => heard.push(message));
  try {
    await until(() => heard.includes('ready'), { what: 'the joiners to be ready', timeout: 20_000 });
    delay.enable();
    child.send({ url: world.url, document: id, tokens: people.map((person) => person.token), count: 300 });
    await until(() => heard.includes('all'), { what: 'everybody to have it all', timeout: 40_000 });
  } finally {
    delay.disable();
    child.kill();
  }
  // Of another order than what an encode for each would take: the bar itself, 50 ms, is a benchmark's.
  expect(delay.percentile(99) / 1e6).toBeLessThan(250);
  await until(() => world.sync.stats().connections === 0, { what: 'everybody to be gone' });
}, 90_000);

test('[RC1] [RC2] a long log is read page by page and folded beside everybody else, who go on meanwhile', async () => {
  const { doc, updates } = jumpy(20_000);
  await store(updates);
  const other = await open(ben, scratch(900));
  flaky.calls.length = 0;
  let isRead = false;
  const reading = world.sync.read(id, (live) => live.getText('text').toJSON()).finally(() => (isRead = true));
  let edits = 0;
  while (!isRead) {
    expect(await other.type('x')).toMatchObject({ type: 'ack' });
    edits += 1;
  }
  expect(await reading).toBe(doc.getText('text').toJSON());
  expect(edits).toBeGreaterThan(3);
  expect(flaky.calls.filter((call) => call === 'rows').length).toBe(19);
});

test('[RC1] what somebody is given who joins a large document was made by a thread', async () => {
  const own = await createWorld({ limits: { maxCatchUpRows: 1 } });
  const person = await own.person('ana', 'editor');
  const join = async (): Promise<RawDocument> =>
    RawDocument.join(
      await RawDevice.open(own.url, person.token),
      projectDocument(own.project, 'scratch', 'large'),
    );
  const writer = await join();
  for (let i = 0; i < 2; i++) await writer.type('x'.repeat(100 * KiB));
  const threads: Worker[] = [];
  const remember = (thread: Worker) => threads.push(thread);
  process.on('worker', remember);
  const reader = await join();
  process.off('worker', remember);
  expect(reader.text()).toBe(writer.text());
  expect(threads).toHaveLength(1);
  await own.close();
});

test('[RC1] what a thread folded is what the rows say, and is the next snapshot', async () => {
  const { doc, updates } = jumpy(6_000);
  await store(updates);
  const reader = await open(ben);
  expect(reader.doc.getText('text').toJSON()).toBe(doc.getText('text').toJSON());
  expect(Y.encodeStateVector(reader.doc)).toEqual(Y.encodeStateVector(doc));
  await until(async () => (await world.storage.documents.load(id))!.snapshot?.seq === 6_000, {
    what: 'the snapshot',
  });
  // Somebody who has a part of it gets the rest, made by a thread too.
  const part = new RawDocument(await RawDevice.open(world.url, ana.token), id);
  Y.applyUpdate(part.doc, Y.mergeUpdates(updates.slice(0, 2_500)));
  const stateVector = Y.encodeStateVector(part.doc);
  await part.device.join(id, { stateVector });
  const { from, to, update } = await part.device.next('rows');
  expect([from, to]).toEqual([0, 6_000]);
  expect(update.byteLength).toBeLessThan(Y.encodeStateAsUpdate(doc).byteLength);
  expect(part.text()).toBe(doc.getText('text').toJSON());
});

test('[RC3] memory is bounded, and nobody who has a document open notices', async () => {
  const docs: RawDocument[] = [];
  for (let i = 0; i < 10; i++) {
    const doc = await open(ana, scratch(100 + i));
    await doc.write((d) => d.getArray('kept').push(['k'.repeat(700 * KiB)]));
    docs.push(doc);
    expect(world.sync.stats().residentBytes).toBeLessThan(3 * MiB);
  }
  for (const doc of docs) {
    const other = await open(ben, doc.document);
    expect(await other.type('still here')).toMatchObject({ type: 'ack' });
    await until(() => doc.text() === 'still here', { what: 'it to be shown' });
    other.device.close();
    expect(world.sync.stats().residentBytes).toBeLessThan(3 * MiB);
  }
});

test.each<[string, () => Uint8Array[]]>([
  ['a row that is no update', () => [Uint8Array.of(1, 2, 3, 255)]],
  ['rows that do not fit together', () => jumpy(10).updates.slice(5)],
  ['two thousand rows that do not fit together', () => jumpy(2_010).updates.slice(5)],
])('[RC4] [J11] a document with %s is away, and nothing else', async (_what, updates) => {
  await store(updates());
  const device = await RawDevice.open(world.url, ana.token);
  expect(await device.join(id, { stateVector: Uint8Array.of(0) })).toMatchObject({
    result: 'refused',
    code: 'UNAVAILABLE',
  });
  await expect(world.sync.read(id, () => undefined)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  const good = await RawDocument.join(device, scratch(901));
  expect(await good.type('x')).toMatchObject({ type: 'ack' });
});
