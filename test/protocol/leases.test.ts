import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { projectDocument } from '@clapper/protocol';
import { until } from '../harness/wait.ts';
import { RawDevice, RawDocument } from './raw-device.ts';
import { StockClient } from './stock-client.ts';
import { createWorld, type Person, type World } from './world.ts';

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
  id = projectDocument(world.project, 'scratch', `l${++documents}`);
});
afterEach(() => RawDevice.closeAll());
afterAll(() => world.close());

const open = async (person: Person): Promise<RawDocument> =>
  RawDocument.join(await RawDevice.open(world.url, person.token), id);

test('[LE1] an id that is reserved by somebody else cannot be joined with, and is free when they are gone', async () => {
  const a = await open(ana);
  const b = await RawDevice.open(world.url, ben.token);
  const clientIds = [a.doc.clientID];
  expect(await b.join(id, { clientIds })).toMatchObject({ result: 'refused', code: 'CLIENT_ID_REUSED' });
  a.device.send({ type: 'leave', document: id, code: null, reason: '', retryAfterMs: 0 });
  await a.answer(a.push(Uint8Array.of(0, 0)));
  expect(await b.join(id, { clientIds })).toMatchObject({ result: 'joined' });
});

test('[LE1] the id that a plain client speaks for is reserved: nobody keeps it from writing', async () => {
  const viewer = await world.person('vic', 'viewer');
  await open(ana);
  const watcher = await RawDocument.join(await RawDevice.open(world.url, viewer.token), id);
  const client = await new StockClient(world, id, { person: ben }).synced();
  const clientIds = [client.doc.clientID];
  await watcher.device.next('presence', ({ entries }) =>
    entries.some((one) => one.clientId === clientIds[0]),
  );
  expect(await watcher.device.join(id, { clientIds })).toMatchObject({ code: 'CLIENT_ID_REUSED' });
  client.type('hello');
  await until(async () => (await world.storage.documents.load(id))!.leases.length === 1, {
    what: 'the lease',
  });
  expect(client.closes).toEqual([]);
  client.close();
});

test('[LE1] what a plain client only spoke for is free when it is gone', async () => {
  const a = await open(ana);
  const client = await new StockClient(world, id, { person: ben }).synced();
  const clientIds = [client.doc.clientID];
  const spokenFor = (): boolean =>
    a.device.rest('presence').some(({ entries }) => entries.some((one) => one.clientId === clientIds[0]));
  await until(spokenFor, { what: 'the stock client to be seen' });
  client.close();
  await until(
    () =>
      a.device
        .rest('presence')
        .some(({ entries }) => entries.some((one) => one.clientId === clientIds[0] && one.state === null)),
    { what: 'the stock client to be gone' },
  );
  expect(await a.device.join(id, { clientIds })).toMatchObject({ result: 'joined' });
});

test('[LE1] an id that is leased to somebody else cannot be joined with, whether or not the document is loaded', async () => {
  const a = await open(ana);
  await a.type('mine');
  await world.restart();
  const clientIds = [a.doc.clientID];
  const b = await RawDevice.open(world.url, ben.token);
  expect(await b.join(id, { clientIds })).toMatchObject({ code: 'CLIENT_ID_REUSED' });
  const back = await RawDevice.open(world.url, ana.token);
  expect(await back.join(id, { clientIds })).toMatchObject({ result: 'joined' });
});

test('[LE2] the first struct leases an id for ever; one nobody has goes to whoever writes with it', async () => {
  const a = await open(ana);
  const stray = new Y.Doc();
  const updates: Uint8Array[] = [];
  stray.on('update', (update: Uint8Array) => void updates.push(update));
  stray.getText('text').insert(0, 'made elsewhere');
  expect(await a.answer(a.push(updates[0]!, { clientId: stray.clientID }))).toMatchObject({
    type: 'ack',
    seq: 1,
  });
  a.device.close();
  await world.restart();
  const { leases } = (await world.storage.documents.load(id))!;
  expect(leases).toEqual([{ clientId: stray.clientID, user: ana.id, device: a.device.id, lastN: 1 }]);
});

test('[LE2] a stock client’s ids are leased to its user', async () => {
  const client = await new StockClient(world, id, { person: ben }).synced();
  client.type('hello');
  await until(async () => (await world.storage.documents.load(id))!.leases.length === 1, {
    what: 'the lease',
  });
  const { leases } = (await world.storage.documents.load(id))!;
  expect(leases).toEqual([{ clientId: client.doc.clientID, user: ben.id, device: null, lastN: 0 }]);
  client.close();
});

test('[LE6] nobody writes with somebody else’s id', async () => {
  const a = await open(ana);
  const b = await open(ben);
  await a.type('mine');
  await until(() => b.text() === 'mine', { what: 'the words' });
  // What ana would write next, pushed by ben.
  const forged = a.change((doc) => doc.getText('text').insert(4, ' not'));
  expect(await b.answer(b.push(forged, { clientId: a.doc.clientID }))).toMatchObject({
    type: 'nack',
    code: 'REFUSED',
  });
  expect(await world.sync.read(id, (doc) => doc.getText('text').toJSON())).toBe('mine');
});

describe('clocks', () => {
  test('[LE4] a push holds structs of its own client id only', async () => {
    const a = await open(ana);
    const other = new Y.Doc();
    other.getText('text').insert(0, 'x');
    const both = Y.mergeUpdates([
      a.change((doc) => doc.getText('text').insert(0, 'y')),
      Y.encodeStateAsUpdate(other),
    ]);
    expect(await a.answer(a.push(both))).toMatchObject({
      type: 'nack',
      code: 'INVALID_UPDATE',
      retry: false,
    });
  });

  test('[LE5] a clock that was used is CLIENT_ID_REUSED, one that is yet to come is GAP and may come again', async () => {
    const a = await open(ana);
    const first = a.change((doc) => doc.getText('text').insert(0, 'a'));
    const second = a.change((doc) => doc.getText('text').insert(1, 'b'));
    expect(await a.answer(a.push(second, { n: 2 }))).toMatchObject({
      type: 'nack',
      code: 'GAP',
      retry: true,
    });
    expect(await a.answer(a.push(first, { n: 3 }))).toMatchObject({ type: 'ack', seq: 1 });
    expect(await a.answer(a.push(second, { n: 4 }))).toMatchObject({ type: 'ack', seq: 2 });
    expect(await a.answer(a.push(first, { n: 5 }))).toMatchObject({ type: 'nack', code: 'CLIENT_ID_REUSED' });
  });
});

describe('refusals', () => {
  test('[RP2] a push to a document that is not joined is come-back-later, whether or not it exists', async () => {
    const a = new RawDocument(await RawDevice.open(world.url, ana.token), id);
    expect(await a.answer(a.push(Uint8Array.of(0, 0)))).toEqual({
      type: 'nack',
      document: id,
      n: 1,
      code: 'UNAVAILABLE',
      paths: [],
      retry: true,
    });
  });

  test('[RP3] after a refusal for good everything of that client id is GAP, until it joins with a new one', async () => {
    const viewer = await world.person('vera', 'viewer');
    await (await open(ana)).type('x');
    const doc = await open(viewer);
    expect(await doc.write((d) => d.getText('text').insert(0, 'no'))).toMatchObject({
      code: 'FORBIDDEN',
      retry: false,
    });
    await world.setRole(viewer, 'editor');
    expect(await doc.device.next('access')).toMatchObject({ access: { write: true, role: 'editor' } });
    // The 'x' that everybody has: a deletion of it builds on nothing that was refused.
    expect(await doc.write((d) => d.getText('text').delete(2, 1))).toMatchObject({
      code: 'GAP',
      retry: true,
    });
    const fresh = await RawDocument.join(doc.device, id);
    expect(
      await fresh.answer(
        fresh.push(
          fresh.change((d) => d.getText('text').insert(0, 'y')),
          { n: 9 },
        ),
      ),
    ).toMatchObject({
      type: 'ack',
    });
  });

  test('[RP4] [DU13] a refused update is kept for the operator, and changes nothing', async () => {
    const a = await open(ana);
    await a.type('abc');
    const before = await world.sync.read(id, (doc) => Y.encodeStateAsUpdate(doc));
    const { refusedUpdates } = world.sync.stats();
    expect(await a.answer(a.push(Uint8Array.of(1, 2, 3)))).toMatchObject({ code: 'INVALID_UPDATE' });
    expect(world.sync.stats().refusedUpdates).toBe(refusedUpdates + 1);
    expect(await world.sync.read(id, (doc) => Y.encodeStateAsUpdate(doc))).toEqual(before);
    // Within one person's allowance, a second one of the same size would not fit beside the first.
    const row = { document: id, user: ana.id, device: null, code: 'INVALID_UPDATE', receivedAt: 1 };
    const kept = (update: Uint8Array, room: number) =>
      world.storage.documents.reject({ ...row, update }, room);
    await until(async () => !(await kept(Uint8Array.of(1), 3)), { what: 'the refused bytes to be kept' });
  });
});
