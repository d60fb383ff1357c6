import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createHash } from 'node:crypto';
import * as Y from 'yjs';
import { newId, projectDocument } from '@clapper/protocol';
import { until } from '../harness/wait.ts';
import { flakyStorage, type FlakyStorage } from './flaky-storage.ts';
import { RawDevice, RawDocument } from './raw-device.ts';
import { StockClient } from './stock-client.ts';
import { createWorld, type Person, type World, type WorldOptions } from './world.ts';

let world: World;
let flaky: FlakyStorage;
let ana: Person;
let ben: Person;
let id: string;
const stocks: StockClient[] = [];
const small: World[] = [];

async function populate(made: World): Promise<void> {
  ana = await made.person('ana', 'editor');
  ben = await made.person('ben', 'editor');
}

beforeAll(async () => {
  flaky = flakyStorage();
  world = await createWorld({ wrap: flaky.wrap });
  await populate(world);
});

let documents = 0;
beforeEach(() => {
  flaky.calls.length = 0;
  id = projectDocument(world.project, 'scratch', `d${++documents}`);
});

/** A world of its own for a test that needs other limits. */
async function own(options: WorldOptions): Promise<World> {
  const made = await createWorld({ wrap: flaky.wrap, ...options });
  small.push(made);
  const before = { world, ana, ben };
  world = made;
  await populate(made);
  id = projectDocument(made.project, 'scratch', 'own');
  onTestFinished(() => {
    ({ world, ana, ben } = before);
  });
  return made;
}

afterEach(() => {
  RawDevice.closeAll();
  for (const method of Object.keys(flaky.fault) as (keyof FlakyStorage['fault'])[])
    delete flaky.fault[method];
  flaky.release();
  for (const stock of stocks.splice(0)) stock.close();
});

afterAll(async () => {
  for (const one of [world, ...small]) await one.close();
});

const open = async (person: Person, device?: string): Promise<RawDocument> =>
  RawDocument.join(
    await RawDevice.open(world.url, person.token, device === undefined ? {} : { id: device }),
    id,
  );

function stock(person: Person): StockClient {
  const client = new StockClient(world, id, { person });
  stocks.push(client);
  return client;
}

describe('while a commit is under way', () => {
  test('[DU1] [DU2] nobody is told of it: not the writer, not the others, not who joins, not a stock client', async () => {
    const a = await open(ana);
    const b = await open(ben);
    await a.type('old ');
    flaky.fault.append = 'hold';
    const n = a.push(a.change((doc) => doc.getText('text').insert(4, 'new')));
    await until(() => flaky.calls.filter((call) => call === 'append').length === 2, {
      what: 'the second append',
    });

    const joiner = new RawDocument(await RawDevice.open(world.url, ben.token), id);
    const joining = joiner.device.join(id);
    const plain = stock(ben);
    let isRead = false;
    const read = world.sync.read(id, (doc) => {
      isRead = true;
      return doc.getText('text').toJSON();
    });
    // What stands behind the commit in the queue has an answer before it could get one: a frame that needs no room.
    joiner.device.send({ type: 'renew', token: ben.token });
    await joiner.device.next('renewed');
    expect(a.device.rest('ack').filter((ack) => ack.n === n)).toEqual([]);
    expect(b.text()).toBe('old ');
    expect(joiner.device.rest('joined')).toEqual([]);
    expect([plain.provider.synced, isRead]).toEqual([false, false]);

    flaky.fault.append = undefined;
    flaky.release();
    expect(await a.answer(n)).toMatchObject({ type: 'ack', seq: 2 });
    expect(await joining).toMatchObject({ result: 'joined', headSeq: 2 });
    expect(await read).toBe('old new');
    await until(() => b.text() === 'old new' && plain.text() === 'old new', { what: 'everybody to see it' });
  });

  test('[DU2] a refusal waits behind it too', async () => {
    const a = await open(ana);
    await a.type('x');
    flaky.fault.append = 'hold';
    a.push(a.change((doc) => doc.getText('text').insert(0, 'y')));
    await until(() => flaky.calls.filter((call) => call === 'append').length === 2, {
      what: 'the second append',
    });
    const refused = a.push(new Uint8Array([9, 9, 9]));
    a.device.send({ type: 'renew', token: ana.token });
    await a.device.next('renewed');
    expect(a.device.rest('nack')).toEqual([]);
    flaky.fault.append = undefined;
    flaky.release();
    expect(await a.answer(refused)).toMatchObject({ type: 'nack', code: 'INVALID_UPDATE' });
  });
});

describe('answers', () => {
  test('[DU3] every push is answered once, in order, refusals and no-ops among them', async () => {
    const a = await open(ana);
    const sent = [
      a.push(a.change((doc) => doc.getText('text').insert(0, 'a'))),
      a.push(Uint8Array.of(0, 0)),
      a.push(a.change((doc) => doc.getText('text').insert(0, 'b'))),
      a.push(Uint8Array.of(7), { clientId: 5 }),
      a.push(a.change((doc) => doc.getText('text').insert(0, 'c'))),
    ];
    await a.answer(sent.at(-1)!);
    const answers = a.device.messages.filter((m) => m.type === 'ack' || m.type === 'nack');
    expect(answers.map((m) => [m.type, m.n, m.type === 'ack' ? m.seq : m.code])).toEqual([
      ['ack', 1, 1],
      ['ack', 2, null],
      ['ack', 3, 2],
      ['nack', 4, 'INVALID_UPDATE'],
      ['ack', 5, 3],
    ]);
  });

  test('[DU4] [LE3] a push whose ACK got lost is acknowledged again, after a restart too, and doubles nothing', async () => {
    const device = newId();
    const a = await open(ana, device);
    const insert = a.change((doc) => doc.getText('text').insert(0, 'once'));
    const erase = a.change((doc) => doc.getText('text').delete(0, 2));
    const insertMore = a.change((doc) => doc.getText('text').insert(2, '!'));
    const updates = [insert, erase, insertMore];
    for (const update of updates) await a.answer(a.push(update));
    await world.restart();
    const again = new RawDocument(await RawDevice.open(world.url, ana.token, { id: device }), id);
    await again.device.join(id);
    again.epoch = a.epoch;
    for (const [n, update] of updates.entries()) {
      const answer = await again.answer(again.push(update, { n: n + 1, clientId: a.doc.clientID }));
      expect(answer).toEqual({ type: 'ack', document: id, n: n + 1, seq: null, tip: null });
    }
    expect((await world.storage.documents.head(id))!.headSeq).toBe(3);
    await until(() => again.text() === 'ce!', { what: 'the words, once' });
  });

  test('[DU5] a push that changes nothing writes no row', async () => {
    const a = await open(ana);
    await a.type('abc');
    const empty = await a.answer(a.push(Uint8Array.of(0, 0)));
    expect(empty).toMatchObject({ type: 'ack', seq: null, tip: null });
    expect((await world.storage.documents.head(id))!.headSeq).toBe(1);
  });

  test('[DU6] rows of one commit are one frame for everybody, a lone writer gets ACKs only', async () => {
    const a = await open(ana);
    const b = await open(ben);
    await a.type('0');
    await until(() => b.text() === '0', { what: 'the first' });
    flaky.fault.append = 'hold';
    const first = a.push(a.change((doc) => doc.getText('text').insert(0, 'a')));
    await until(() => flaky.calls.filter((call) => call === 'append').length === 2, {
      what: 'the held append',
    });
    // These wait for the commit above and share the next.
    a.push(a.change((doc) => doc.getText('text').insert(0, 'b')));
    const last = b.push(b.change((doc) => doc.getText('text').insert(0, 'c')));
    for (const one of [a, b]) {
      one.device.send({ type: 'renew', token: one === a ? ana.token : ben.token });
      await one.device.next('renewed');
    }
    flaky.fault.append = undefined;
    flaky.release();
    await a.answer(first);
    await b.answer(last);
    await until(() => a.read().seq === 4 && b.read().seq === 4, { what: 'both to be at 4' });
    const shape = (one: RawDocument) => one.device.rest('rows').map(({ from, to }) => [from, to]);
    expect(shape(a)).toEqual([[3, 4]]);
    expect(shape(b)).toEqual([
      [1, 1],
      [2, 2],
      [3, 4],
    ]);
    expect(a.text()).toBe(b.text());
  });
});

describe('[DU7] when a commit fails', () => {
  test('nothing is refused: devices are told to come again, stock clients come again, and push what was not answered', async () => {
    const a = await open(ana);
    const b = await open(ben);
    const c = await stock(ben).synced();
    await a.type('kept ');
    await until(() => b.text() === 'kept ' && c.text() === 'kept ', { what: 'the first words' });
    flaky.fault.append = 'before';
    const update = a.change((doc) => doc.getText('text').insert(5, 'pending'));
    const n = a.push(update);
    for (const one of [a, b])
      expect(await one.device.next('leave')).toMatchObject({ document: id, code: 'UNAVAILABLE' });
    await until(() => c.closes.includes(4503), { what: '4503' });
    expect(a.device.rest('nack')).toEqual([]);
    flaky.fault.append = undefined;
    expect(
      await a.device.join(id, { epoch: a.epoch, seq: 1, tip: a.tip, clientIds: [a.doc.clientID] }),
    ).toMatchObject({
      result: 'joined',
      headSeq: 1,
    });
    a.push(update, { n });
    expect(await a.answer(n)).toMatchObject({ type: 'ack', seq: 2 });
    await until(() => c.text() === 'kept pending', { what: 'the stock client to see it' });
  });

  test('a full disk is named', async () => {
    const a = await open(ana);
    await a.type('x');
    flaky.fault.append = 'full';
    a.push(a.change((doc) => doc.getText('text').insert(0, 'y')));
    expect(await a.device.next('leave')).toMatchObject({ document: id, code: 'DISK_FULL' });
  });

  test('an outcome that is unknown is loaded again, and what did get stored is acknowledged without doubling', async () => {
    const a = await open(ana);
    await a.type('one ');
    flaky.fault.append = 'after';
    const update = a.change((doc) => doc.getText('text').insert(4, 'two'));
    const n = a.push(update);
    await a.device.next('leave');
    flaky.fault.append = undefined;
    expect(
      await a.device.join(id, { epoch: a.epoch, seq: 1, tip: a.tip, clientIds: [a.doc.clientID] }),
    ).toMatchObject({
      headSeq: 2,
    });
    a.push(update, { n });
    expect(await a.answer(n)).toMatchObject({ type: 'ack', seq: null });
    expect(await world.sync.read(id, (doc) => doc.getText('text').toJSON())).toBe('one two');
  });

  test('a server’s own write rejects, and goes through when it is tried again', async () => {
    const a = await open(ana);
    await a.type('x');
    flaky.fault.append = 'before';
    const change = (doc: Y.Doc): void => doc.getText('text').insert(1, '!');
    await expect(world.sync.write(id, null, change)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    flaky.fault.append = undefined;
    await world.sync.write(id, null, change);
    expect(await world.sync.read(id, (doc) => doc.getText('text').toJSON())).toBe('x!');
  });
});

describe('rooms', () => {
  test('[DU8] leave memory when nobody is there, and whoever comes back finds everything', async () => {
    await own({ limits: { roomIdleMs: 20 } });
    const a = await open(ana);
    for (let i = 0; i < 30; i++) await a.type(`${i} `);
    const words = a.text();
    a.device.close();
    await until(() => world.sync.stats().rooms === 0, { what: 'the room to be gone' });
    expect((await world.storage.documents.load(id))!.snapshot).toMatchObject({ seq: 30 });
    expect((await open(ben)).text()).toBe(words);
  });

  test('[DU8] who comes while the last snapshot is written gets the same room', async () => {
    await own({ limits: { roomIdleMs: 20 } });
    const a = await open(ana);
    for (let i = 0; i < 30; i++) await a.type('x');
    flaky.fault.compact = 'hold';
    a.device.close();
    await until(() => flaky.calls.includes('compact'), { what: 'the snapshot' });
    const loads = flaky.calls.filter((call) => call === 'load').length;
    // In the room's queue at once: what a join does as soon as its rights are known.
    const reading = world.sync.read(id, (doc) => doc.getText('text').length);
    delete flaky.fault.compact;
    flaky.release();
    expect(await reading).toBe(30);
    expect(flaky.calls.filter((call) => call === 'load').length).toBe(loads);
  });

  test('[DU8] a snapshot that cannot be written costs nothing but itself', async () => {
    await own({ limits: { roomIdleMs: 20, snapshotRows: 5 } });
    flaky.fault.compact = 'before';
    const a = await open(ana);
    for (let i = 0; i < 12; i++) await a.type('x');
    a.device.close();
    await until(() => world.sync.stats().rooms === 0, { what: 'the room to be gone' });
    expect(flaky.calls).toContain('compact');
    expect((await open(ben)).text()).toBe('x'.repeat(12));
  });

  test('two that open a document at the same moment share one load', async () => {
    const a = await open(ana);
    await a.type('x');
    await world.restart();
    flaky.calls.length = 0;
    await Promise.all(Array.from({ length: 8 }, () => world.sync.read(id, () => undefined)));
    expect(flaky.calls.filter((call) => call === 'load').length).toBe(1);
  });
});

describe('the log', () => {
  test('[DU10] [DU11] [LE8] holds the bytes as they came, chained, and who sent them', async () => {
    const a = await open(ana);
    const updates = ['a', 'b', 'c'].map((letter) => a.change((doc) => doc.getText('text').insert(0, letter)));
    for (const update of updates) await a.answer(a.push(update));
    const rows = await world.storage.documents.rows(id, a.epoch, 0, 10);
    expect(rows.map((row) => Buffer.from(row.update))).toEqual(updates.map((update) => Buffer.from(update)));
    let tip = Buffer.alloc(0);
    for (const row of rows) {
      tip = createHash('sha256').update(tip).update(row.update).digest();
      expect(row.tip).toBe(tip.toString('hex'));
    }
    expect(rows.map((row) => row.user)).toEqual([ana.id, ana.id, ana.id]);
  });

  test('[DU10] what Yjs tidies on the server is a row of the server, seen by the writer too', async () => {
    const a = await open(ana);
    await a.type('abcdef');
    const b = await open(ben);
    // The server tidies what it knows to be a text; nothing in the bytes of a root says so.
    await world.sync.read(id, (doc) => doc.getText('text').length);
    // Two people make the same words bold at once: one of the two marks is redundant afterwards.
    const bold = (doc: Y.Doc): void => doc.getText('text').format(0, 3, { bold: true });
    const [fromA, fromB] = [a.change(bold), b.change(bold)];
    await a.answer(a.push(fromA));
    await b.answer(b.push(fromB));
    const head = (await world.storage.documents.head(id))!;
    const rows = await world.storage.documents.rows(id, a.epoch, 0, 100);
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.map((row) => row.user)).toEqual([ana.id, ana.id, ben.id, ...rows.slice(3).map(() => null)]);
    await until(() => a.read().seq === head.headSeq && b.read().seq === head.headSeq, { what: 'all rows' });
    const log = new Y.Doc();
    for (const row of rows) Y.applyUpdate(log, row.update);
    const server = await world.sync.read(id, (doc) => Y.encodeStateAsUpdate(doc));
    const fromLog = new Y.Doc();
    fromLog.transact((transaction) => {
      for (const row of rows) Y.applyUpdate(fromLog, row.update);
      transaction.local = true;
    });
    expect(Y.encodeStateAsUpdate(fromLog)).toEqual(server);
    expect(a.doc.getText('text').toDelta()).toEqual(b.doc.getText('text').toDelta());
  });

  test('[DU12] a server’s write is a row like any other, and is shown', async () => {
    const a = await open(ana);
    await a.type('a');
    await world.sync.write(
      id,
      { user: ben.id, name: 'ben', session: '', expiresAt: 0, isSystemAdmin: false, guest: null },
      (doc) => doc.getText('text').insert(1, 'b'),
    );
    await until(() => a.text() === 'ab', { what: 'the server’s words' });
    const rows = await world.storage.documents.rows(id, a.epoch, 0, 10);
    expect(rows.map((row) => row.user)).toEqual([ana.id, ben.id]);
  });

  test('[DU12] a server’s write that throws leaves no trace', async () => {
    const a = await open(ana);
    await a.type('a');
    const half = (doc: Y.Doc): void => {
      doc.getText('text').insert(1, 'half');
      throw new Error('no');
    };
    await expect(world.sync.write(id, null, half)).rejects.toMatchObject({ code: 'INTERNAL' });
    expect(await world.sync.read(id, (doc) => doc.getText('text').toJSON())).toBe('a');
    expect(await a.type('b')).toMatchObject({ type: 'ack', seq: 2 });
  });

  test('a long log is folded into a snapshot, and opens the same', async () => {
    await own({ limits: { snapshotRows: 50 } });
    const a = await open(ana);
    const sent: number[] = [];
    for (let i = 0; i < 300; i++)
      sent.push(a.push(a.change((doc) => doc.getText('text').insert(0, `${i} `))));
    await a.answer(sent.at(-1)!);
    await until(async () => ((await world.storage.documents.load(id))!.snapshot?.seq ?? 0) >= 50, {
      what: 'a snapshot',
    });
    const words = a.text();
    await world.restart();
    expect(await world.sync.read(id, (doc) => doc.getText('text').toJSON())).toBe(words);
  });
});
