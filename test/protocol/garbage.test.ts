import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { encodeMessage, projectDocument } from '@clapper/protocol';
import {
  encodeAwareness,
  encodeAwarenessEntry,
  encodeStep1,
  encodeStep2,
  encodeUpdate,
} from '../../server/src/sync/frames.ts';
import { count } from '../harness/counts.ts';
import { until } from '../harness/wait.ts';
import { RawDevice, RawDocument } from './raw-device.ts';
import { canonical } from './replicas.ts';
import { StockClient } from './stock-client.ts';
import { createWorld, type Person, type World } from './world.ts';

let world: World;
let ana: Person;
let mallory: Person;
let id: string;
/** Those nobody attacks: whatever happens, they stay connected and keep on editing. */
let bystander: RawDocument;
let stock: StockClient;

beforeAll(async () => {
  world = await createWorld();
  ana = await world.person('ana', 'editor');
  mallory = await world.person('mallory', 'editor');
  id = projectDocument(world.project, 'scratch', 'g');
  bystander = await RawDocument.join(await RawDevice.open(world.url, ana.token), id);
  await bystander.write((doc) => {
    doc.getText('text').insert(0, 'The quick brown fox jumps over the lazy dog. '.repeat(4));
    doc.getMap('records').set('a', new Y.Map([['title', 'one']]));
    doc.getXmlFragment('page').insert(0, [new Y.XmlElement('paragraph')]);
  });
  await bystander.write((doc) => doc.getText('text').format(4, 11, { bold: true }));
  await bystander.write((doc) => doc.getText('text').delete(20, 6));
  stock = await new StockClient(world, id, { person: ana }).synced();
});
afterAll(async () => {
  stock.close();
  RawDevice.closeAll();
  await world.close();
});

/** Everybody who should be there is, holds the same, and can go on. */
async function expectWhole(): Promise<void> {
  expect(await bystander.type('.')).toMatchObject({ type: 'ack' });
  const { headSeq } = (await world.storage.documents.head(id))!;
  await until(() => bystander.read().seq === headSeq, { what: 'the bystander to be at the head' });
  const live = await world.sync.read(id, canonical);
  expect(canonical(bystander.doc)).toEqual(live);
  await until(
    () => Buffer.from(Y.encodeStateVector(stock.doc)).equals(Buffer.from(Y.encodeStateVector(bystander.doc))),
    {
      what: 'the stock client to be at the head',
    },
  );
  expect(canonical(stock.doc)).toEqual(live);
  expect([bystander.device.closed, stock.closes]).toEqual([null, []]);
  const fresh = new Y.Doc();
  const loaded = (await world.storage.documents.load(id))!;
  if (loaded.snapshot !== null) Y.applyUpdate(fresh, loaded.snapshot.update);
  fresh.transact((transaction) => {
    for (const row of loaded.rows) Y.applyUpdate(fresh, row.update);
    transaction.local = true;
  });
  expect(canonical(fresh)).toEqual(live);
}

/** The same numbers from the same seed, on every machine. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Flips, cuts, doubles, inserts and overwrites. */
function mutate(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
  const out = [...bytes];
  for (let times = 1 + random(3); times > 0; times--) {
    const at = random(Math.max(out.length, 1));
    switch (random(6)) {
      case 0:
        out[at] = (out[at] ?? 0) ^ (1 << random(8));
        break;
      case 1:
        out.length = at;
        break;
      case 2:
        out.splice(at, 0, ...out.slice(at, at + 1 + random(8)));
        break;
      case 3:
        out.splice(at, 0, random(256));
        break;
      case 4:
        out[at] = random(256);
        break;
      default:
        out.splice(at, 1 + random(4));
    }
  }
  return Uint8Array.from(out);
}

/** An edit of a kind that people make, by somebody new who has seen everything so far. */
function anyEdit(
  state: Uint8Array,
  random: (below: number) => number,
): { clientId: number; update: Uint8Array } {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => void updates.push(update));
  const text = doc.getText('text');
  doc.transact(() => {
    switch (random(6)) {
      case 0:
        return text.insert(random(text.length), 'hello');
      case 1:
        return text.delete(random(text.length - 5), 1 + random(4));
      case 2:
        return text.format(random(text.length - 9), 5, { bold: random(2) === 0 ? true : null });
      case 3:
        return void doc.getMap('records').set(`r${random(9)}`, new Y.Map([['title', 'new']]));
      case 4:
        return retitle(doc.getMap('records').get('a'), random(1_000));
      default:
        return doc.getXmlFragment('page').insert(0, [new Y.XmlElement('heading')]);
    }
  }, 'test');
  return {
    clientId: doc.clientID,
    update: updates.length === 0 ? Uint8Array.of(0, 0) : Y.mergeUpdates(updates),
  };
}

/** An earlier mutation may have put anything in the record's place. */
function retitle(record: unknown, title: number): void {
  if (record instanceof Y.Map) record.set('title', title);
}

function memory(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // Bytes outside of the heap are given back a collection later.
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const MUTATIONS = count(10_000, 100_000);
const TIMEOUT_MS = count(120_000, 1_200_000);

test(
  `[DU13] [DU9] [CL1] ${MUTATIONS * 0.7} mutated updates in pushes: each is answered, nothing is parked, all replicas stay equal`,
  async () => {
    const before = memory();
    const random = randomFrom(21);
    const attacker = await RawDocument.join(await RawDevice.open(world.url, mallory.token), id);
    let state = Y.encodeStateAsUpdate(attacker.doc);
    let accepted = 0;
    const batch = 100;
    for (let sent = 0; sent < MUTATIONS * 0.7; sent += batch) {
      let last = 0;
      for (let i = 0; i < batch; i++) {
        const { clientId, update } = anyEdit(state, random);
        last = attacker.push(mutate(update, random), { clientId });
      }
      await attacker.answer(last);
      const answers = attacker.device.messages.splice(0).filter((m) => m.type === 'ack' || m.type === 'nack');
      expect(answers).toHaveLength(batch);
      accepted += answers.filter((m) => m.type === 'ack').length;
      attacker.rewind();
      if (sent % 1_000 === 0) state = await world.sync.read(id, (doc) => Y.encodeStateAsUpdate(doc));
    }
    expect(attacker.device.closed).toBeNull();
    // Some mutations are edits that somebody could have made: they are content, and must be the same for all.
    expect(accepted).toBeGreaterThan(0);
    expect(accepted).toBeLessThan(MUTATIONS * 0.7);
    await expectWhole();
    attacker.device.close();
    expect(memory() - before).toBeLessThan(64 * 1024 * 1024);
  },
  TIMEOUT_MS,
);

/** Sends frames one after the other on as many sockets as it takes: a new one whenever the last was closed. */
async function attack(path: string, frames: readonly Uint8Array[]): Promise<Map<number, number>> {
  const codes = new Map<number, number>();
  let next = 0;
  while (next < frames.length) {
    const socket = new WebSocket(`${world.url}${path}`, ['clapper.auth', mallory.token]);
    socket.on('error', () => undefined);
    const closed = new Promise<number>((resolve) => socket.on('close', (code) => resolve(code)));
    await new Promise<void>((resolve) => socket.once('message', () => resolve()));
    // A few at a time: whatever stands behind the frame that ends the socket is not looked at.
    for (let i = 0; i < 3 && next < frames.length; i++, next++) socket.send(frames[next]!);
    const pong = new Promise<null>((resolve) => socket.once('pong', () => resolve(null)));
    socket.ping();
    const code = await Promise.race([closed, pong]);
    if (code === null) socket.terminate();
    else codes.set(code, (codes.get(code) ?? 0) + 1);
  }
  return codes;
}

/** What each kind of client says on an ordinary day. */
function ordinaryFrames(
  state: Uint8Array,
  random: (below: number) => number,
): { device: Uint8Array[]; plain: Uint8Array[] } {
  const { clientId, update } = anyEdit(state, random);
  const stateVector = Y.encodeStateVectorFromUpdate(state);
  const entry = { clientId, state: '{"caret":3}', user: null };
  const have = {
    document: id,
    epoch: null,
    seq: 0,
    tip: null,
    clientIds: [clientId],
    schema: 0,
    stateVector,
  };
  return {
    device: [
      encodeMessage({ type: 'join', documents: [have] }),
      encodeMessage({
        type: 'push',
        document: id,
        epoch: bystander.epoch,
        n: 1,
        clientId,
        schema: 0,
        update,
      }),
      encodeMessage({ type: 'presence', document: id, entries: [entry] }),
      encodeMessage({ type: 'leave', document: id, code: null, reason: '', retryAfterMs: 0 }),
      encodeMessage({ type: 'renew', token: mallory.token }),
      encodeStep1(stateVector),
    ],
    plain: [
      encodeStep1(stateVector),
      encodeStep2(state),
      encodeUpdate(update),
      encodeAwareness([encodeAwarenessEntry({ clientId, clock: 1, state: '{"caret":3}' })]),
      Uint8Array.of(3),
    ],
  };
}

test(
  `[CL2] [W3] [PL1] ${MUTATIONS * 0.3} mutated frames close the sockets they came on, and nothing else`,
  async () => {
    const before = memory();
    const random = randomFrom(11);
    const state = await world.sync.read(id, (doc) => Y.encodeStateAsUpdate(doc));
    const frames = { device: [] as Uint8Array[], plain: [] as Uint8Array[] };
    while (frames.device.length + frames.plain.length < MUTATIONS * 0.3) {
      const ordinary = ordinaryFrames(state, random);
      for (const kind of ['device', 'plain'] as const) {
        frames[kind].push(...ordinary[kind].map((frame) => mutate(frame, random)));
      }
      // After the full count of pushes the document is large, and who is silent for half a minute is taken for gone.
      await new Promise(setImmediate);
    }
    const lanes = 4;
    const share = (all: Uint8Array[], lane: number): Uint8Array[] => all.filter((_, i) => i % lanes === lane);
    const codes = await Promise.all(
      Array.from({ length: lanes }, (_, lane) => [
        attack('/sync?protocol=1&device=m', share(frames.device, lane)),
        attack(`/sync/${id}`, share(frames.plain, lane)),
      ]).flat(),
    );
    // Only what the table says of a bad message, and what a mutated edit may run into.
    const seen = new Set(codes.flatMap((one) => [...one.keys()]));
    expect([...seen].filter((code) => ![4400, 4401, 4413, 4503].includes(code))).toEqual([]);
    expect(seen).toContain(4400);
    await expectWhole();
    // What was sent is the test's own, and at the full count three times as much as the server may take.
    for (const sent of Object.values(frames)) sent.length = 0;
    expect(memory() - before).toBeLessThan(64 * 1024 * 1024);
  },
  TIMEOUT_MS,
);

test.each<[string, () => Uint8Array]>([
  ['nothing', () => new Uint8Array()],
  ['one byte', () => Uint8Array.of(255)],
  ['a number without an end', () => new Uint8Array(20).fill(255)],
  ['a channel nobody has', () => Uint8Array.of(101, 1)],
  ['a message only the server says', () => encodeMessage({ type: 'renewed', expiresAt: 1 })],
  ['a length of 2⁴⁰', () => lying()],
])('[CL2] %s closes with 4400', async (_what, frame) => {
  const one = await RawDevice.open(world.url, mallory.token);
  one.socket.send(frame());
  expect((await one.whenClosed()).code).toBe(4400);
});

test('[CL2] so does a text frame', async () => {
  const one = await RawDevice.open(world.url, mallory.token);
  one.socket.send('hello');
  expect((await one.whenClosed()).code).toBe(4400);
});

function lying(): Uint8Array {
  const e = encoding.createEncoder();
  encoding.writeVarUint(e, 100);
  encoding.writeVarUint(e, 10);
  encoding.writeVarUint(e, 2 ** 40);
  return encoding.toUint8Array(e);
}

test('[GD3] [DU13] an update that would keep everybody busy for minutes is refused before anybody begins', async () => {
  const attacker = await RawDocument.join(await RawDevice.open(world.url, mallory.token), id);
  const own = attacker.doc.clientID;
  const e = encoding.createEncoder();
  const item = (left: number | null, right: number | null): void => {
    encoding.writeUint8(e, 4 | (left === null ? 0 : 0x80) | (right === null ? 0 : 0x40));
    for (const clock of [left, right]) {
      if (clock !== null) for (const number of [own, clock]) encoding.writeVarUint(e, number);
    }
    if (left === null) {
      encoding.writeVarUint(e, 1);
      encoding.writeVarString(e, 'text');
    }
    encoding.writeVarString(e, 'x');
  };
  // A row of letters; then each is set directly behind the first one, and in front of a later one of the row.
  const count = 25_000;
  for (const number of [1, 1 + 2 * count, own, 0]) encoding.writeVarUint(e, number);
  item(null, null);
  for (let i = 0; i < count; i++) item(i, null);
  for (let i = 0; i < count; i++) item(0, i + 1);
  encoding.writeVarUint(e, 0);
  const at = performance.now();
  expect(await attacker.answer(attacker.push(encoding.toUint8Array(e)))).toMatchObject({ code: 'TOO_LARGE' });
  // Yjs alone would take minutes.
  expect(performance.now() - at).toBeLessThan(5_000);
  attacker.device.close();
  await expectWhole();
});

test('[DU13] an update that Yjs cannot integrate harms nobody: the document is read again from disk', async () => {
  const attacker = await RawDocument.join(await RawDevice.open(world.url, mallory.token), id);
  // One client listed twice, the second time where the first ends: of two lists Yjs reads the last, which stands on nothing.
  const e = encoding.createEncoder();
  encoding.writeVarUint(e, 2);
  for (const clock of [0, 1]) {
    for (const number of [1, 900, clock]) encoding.writeVarUint(e, number);
    encoding.writeUint8(e, 4 | (clock === 0 ? 0 : 0x80));
    for (const number of clock === 0 ? [1] : [900, 0]) encoding.writeVarUint(e, number);
    if (clock === 0) encoding.writeVarString(e, 'text');
    encoding.writeVarString(e, 'x');
  }
  encoding.writeVarUint(e, 0);
  const plain = new WebSocket(`${world.url}/sync/${id}`, ['clapper.auth', mallory.token]);
  const closed = new Promise<number>((resolve) => plain.on('close', (code) => resolve(code)));
  await new Promise<void>((resolve) => plain.once('message', () => resolve()));
  const good = attacker.push(attacker.change((doc) => doc.getText('text').insert(0, 'before ')));
  plain.send(encodeUpdate(encoding.toUint8Array(e)));
  const after = attacker.push(attacker.change((doc) => doc.getText('text').insert(0, 'after ')));
  expect(await closed).toBe(4400);
  expect(await attacker.answer(good)).toMatchObject({ type: 'ack' });
  expect(await attacker.answer(after)).toMatchObject({ type: 'ack' });
  await expectWhole();
});

test('[DU13] a doc that is ruined by nobody knows which of several updates is read again, and each of them has its answer', async () => {
  const writer = await RawDocument.join(await RawDevice.open(world.url, ana.token), id);
  let ruined = 0;
  await world.sync.read(id, (doc) => {
    doc.on('afterTransaction', (transaction) => {
      if (transaction.changed.size === 0) return;
      ruined += 1;
      throw new Error('ruined');
    });
  });
  const pushes = ['one ', 'two ', 'three '].map((word) =>
    writer.push(writer.change((doc) => doc.getText('text').insert(0, word))),
  );
  for (const n of pushes) expect(await writer.answer(n)).toMatchObject({ type: 'ack' });
  expect(ruined).toBe(1);
  await expectWhole();
});
