import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { projectDocument } from '@clapper/protocol';
import { encodeStep1 } from '../../server/src/sync/frames.ts';
import { until } from '../harness/wait.ts';
import { fill, turnPage } from './one-megabyte.ts';
import { RawDevice, RawDocument } from './raw-device.ts';
import { createWorld, type Person, type World } from './world.ts';

const KiB = 1024;
const MiB = 1024 * KiB;

/** One frame of the largest document, above what a reader may leave unread before it is sent no more. */
const MOST_UNREAD = 9 * MiB;

let world: World;
let ana: Person;
let ben: Person;
let id: string;
let documents = 0;

beforeAll(async () => {
  world = await createWorld();
  ana = await world.person('ana', 'editor');
  ben = await world.person('ben', 'editor');
});
beforeEach(() => {
  id = scratch(++documents);
});
afterEach(async () => {
  RawDevice.closeAll();
  await until(() => world.sync.stats().connections === 0, { what: 'everybody to be gone' });
});
afterAll(() => world.close());

const scratch = (i: number): string => projectDocument(world.project, 'scratch', `slow-${i}`);
const open = async (person: Person): Promise<RawDocument> =>
  RawDocument.join(await RawDevice.open(world.url, person.token), id);

/** Writes as fast as it is let, and looks at each answer what the server holds for those who do not read. */
async function write(doc: RawDocument, updates: number): Promise<number> {
  let most = 0;
  for (let i = 0; i < updates; i += 10) {
    const last = Array.from({ length: 10 }, () => doc.push(doc.change(turnPage))).at(-1)!;
    await doc.answer(last);
    most = Math.max(most, world.sync.stats().unreadBytes);
  }
  return most;
}

test('[LI8] a reader that stalls in a document of 1 MB while 1,000 updates are written costs at most 9 MiB, and reads one state afterwards', async () => {
  const writer = await open(ana);
  await fill(writer);
  const slow = await open(ben);
  slow.device.socket.pause();
  const most = await write(writer, 1_000);
  expect(most).toBeGreaterThan(1 * MiB);
  expect(most).toBeLessThan(MOST_UNREAD);
  const before = slow.device.rest('rows').length;
  slow.device.socket.resume();
  await until(() => (slow.read(), same(slow.doc, writer.doc)), {
    what: 'the reader to have it all',
    timeout: 20_000,
  });
  const frames = slow.device.rest('rows').slice(before);
  // What the network still held, then one state, then what was written since that was made.
  const state = frames.findIndex(({ from }) => from === 1);
  expect(state).toBeLessThan(300);
  expect(frames.slice(state).length).toBeLessThanOrEqual(2);
  expect(frames.at(-1)).toMatchObject({ to: writer.seq });
}, 60_000);

test('[LI8] [J13] one that stalls again and again while others go on writing misses nothing', async () => {
  const writer = await open(ana);
  const slow = await open(ben);
  for (let round = 0; round < 4; round++) {
    slow.device.socket.pause();
    await write(writer, 250);
    slow.device.socket.resume();
    // It catches up in the middle of what is being written.
    await write(writer, 50);
  }
  await until(() => (slow.read(), same(slow.doc, writer.doc)), {
    what: 'the reader to have it all',
    timeout: 20_000,
  });
  expect(slow.doc.store.pendingStructs).toBeNull();
  expect(slow.seq).toBe(writer.seq);
}, 60_000);

test('[LI8] many large documents at once wait for a reader that takes one', async () => {
  const ids = Array.from({ length: 24 }, (_, i) => scratch(1_000 + i));
  for (const one of ids) {
    id = one;
    const writer = await open(ana);
    await fill(writer);
    writer.device.close();
  }
  const slow = await RawDevice.open(world.url, ben.token);
  slow.socket.pause();
  const at = { epoch: null, seq: 0, tip: null, clientIds: [], schema: 0, stateVector: null };
  slow.send({ type: 'join', documents: ids.map((document) => ({ document, ...at })) });
  let most = 0;
  const look = setInterval(() => (most = Math.max(most, world.sync.stats().unreadBytes)), 5);
  await until(() => world.sync.stats().unreadBytes > MiB, { what: 'the reader to be behind' });
  slow.socket.resume();
  await until(() => slow.rest('rows').length >= 24, { what: 'all of them', timeout: 20_000 });
  clearInterval(look);
  expect(most).toBeLessThan(MOST_UNREAD);
}, 60_000);

test('[PL9] [LI8] a plain client that asks ten thousand times without reading is answered once at a time', async () => {
  const writer = await open(ana);
  await fill(writer);
  const greedy = new WebSocket(`${world.url}/sync/${id}`, ['clapper.auth', ben.token]);
  await new Promise((resolve) => greedy.once('message', resolve));
  greedy.pause();
  for (let i = 0; i < 10_000; i++) {
    greedy.send(encodeStep1(Uint8Array.of(0)));
    greedy.send(Uint8Array.of(3));
  }
  let most = 0;
  // Everybody else is answered meanwhile.
  for (let i = 0; i < 30; i++) {
    await writer.write(turnPage);
    most = Math.max(most, world.sync.stats().unreadBytes);
  }
  expect(most).toBeLessThan(MOST_UNREAD);
  greedy.terminate();
}, 60_000);

/** Both know the same clocks. */
function same(one: Y.Doc, other: Y.Doc): boolean {
  return Buffer.from(Y.encodeStateVector(one)).equals(Buffer.from(Y.encodeStateVector(other)));
}
