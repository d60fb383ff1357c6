import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { newId, projectDocument } from '@clapper/protocol';
import { readStages, stageContent } from '@clapper/documents';
import { until } from '../harness/wait.ts';
import { flakyStorage } from './flaky-storage.ts';
import { RawDevice, RawDocument } from './raw-device.ts';
import { StockClient } from './stock-client.ts';
import { createWorld, type Person, type World } from './world.ts';

const flaky = flakyStorage();
let world: World;
let ana: Person;
let ben: Person;
let viewer: Person;
let id: string;
let documents = 0;
const stocks: StockClient[] = [];

beforeAll(async () => {
  world = await createWorld({ wrap: flaky.wrap });
  ana = await world.person('ana', 'editor');
  ben = await world.person('ben', 'editor');
  viewer = await world.person('vera', 'viewer');
});
beforeEach(() => {
  id = projectDocument(world.project, 'scratch', `s${++documents}`);
});
afterEach(() => {
  delete flaky.fault.append;
  flaky.release();
  for (const one of stocks.splice(0)) one.close();
  RawDevice.closeAll();
});
afterAll(() => world.close());

function stock(person: Person, document = id, doc = new Y.Doc()): StockClient {
  const client = new StockClient(world, document, { person, doc });
  stocks.push(client);
  return client;
}

const open = async (person: Person, document = id): Promise<RawDocument> =>
  RawDocument.join(await RawDevice.open(world.url, person.token), document);

/** A raw y-websocket socket: sends what it is told. */
async function raw(person: Person): Promise<{
  frames: Uint8Array[];
  send(...numbers: (number | Uint8Array)[]): void;
  closed: Promise<{ code: number; reason: string }>;
}> {
  const socket = new WebSocket(`${world.url}/sync/${id}`, ['clapper.auth', person.token]);
  const frames: Uint8Array[] = [];
  socket.binaryType = 'arraybuffer';
  socket.on('message', (data: ArrayBuffer) => void frames.push(new Uint8Array(data)));
  socket.on('error', () => undefined);
  let ended: { code: number; reason: string } | null = null;
  socket.on('close', (code, reason) => (ended = { code, reason: String(reason) }));
  await until(() => frames.length > 0, { what: 'step 1' });
  return {
    frames,
    get closed() {
      return until(() => ended, { what: 'the socket to be closed' });
    },
    send(...parts) {
      const e = encoding.createEncoder();
      for (const part of parts) {
        if (typeof part === 'number') encoding.writeVarUint(e, part);
        else encoding.writeVarUint8Array(e, part);
      }
      socket.send(encoding.toUint8Array(e));
    },
  };
}

const read = (): Promise<string> => world.sync.read(id, (doc) => doc.getText('text').toJSON());

describe('a stock client beside a device', () => {
  test('[PL2] [PL8] edits of both arrive at both, offline ones too', async () => {
    const a = await open(ana);
    const s = await stock(ben).synced();
    await a.type('device ');
    await until(() => s.text() === 'device ', { what: 'the device’s words' });
    s.type('stock ');
    await until(() => a.text() === 'device stock ', { what: 'the stock client’s words' });
    s.provider.disconnect();
    s.type('offline ');
    await a.type('meanwhile ');
    s.provider.connect();
    await until(() => a.text().includes('offline ') && s.text() === a.text(), { what: 'both to converge' });
    expect(await read()).toBe(a.text());
  });

  test('[PL2] it works on the plan as well', async () => {
    const plan = projectDocument(world.project, 'plan');
    const a = await open(ana, plan);
    const s = await stock(ben, plan).synced();
    const [first] = readStages(s.doc).stages;
    const words = new Y.XmlText('hello');
    stageContent(s.doc, first!.id)!.insert(0, [words]);
    await until(() => stageContent(a.read().doc, first!.id)!.toJSON().includes('hello'), {
      what: 'the words',
    });
    expect(readStages(a.doc).stages).toHaveLength(4);
  });

  test('[PL3] a stock viewer stays connected through every reconnect and changes nothing', async () => {
    const a = await open(ana);
    await a.type('abcdef');
    await a.write((doc) => doc.getText('text').delete(1, 2));
    await a.write((doc) => doc.getText('text').format(0, 3, { bold: true }));
    const v = await stock(viewer).synced();
    for (let i = 0; i < 3; i++) {
      v.provider.disconnect();
      v.provider.connect();
      await v.synced();
    }
    v.provider.awareness.setLocalState({ caret: 1 });
    await a.type('g');
    await until(() => v.text() === 'adefg', { what: 'the next edit' });
    expect([v.closed, v.provider.wsconnected]).toEqual([[], true]);
    const { rows } = (await world.storage.documents.load(id))!;
    expect(rows.every((row) => row.user !== viewer.id)).toBe(true);
  });

  test('[PL3] a deletion by somebody who may not write changes nothing and closes nothing', async () => {
    const a = await open(ana);
    await a.type('abc');
    const v = await stock(viewer).synced();
    v.doc.getText('text').delete(0, 1);
    await a.type('d');
    await until(() => v.text() === 'bcd', { what: 'the next edit' });
    expect([await read(), v.closed]).toEqual(['abcd', []]);
  });

  test('[PL4] new structs of a viewer change nothing anywhere and close with 4403', async () => {
    const a = await open(ana);
    await a.type('abc');
    const other = await stock(ben).synced();
    const v = await stock(viewer).synced();
    v.type('mine');
    expect(await v.whenClosed()).toEqual({ code: 4403, reason: 'FORBIDDEN' });
    await a.type('d');
    await until(() => other.text() === 'abcd', { what: 'the next edit' });
    expect([await read(), a.text(), other.closed]).toEqual(['abcd', 'abcd', []]);
    expect((await world.storage.documents.load(id))!.rows.every((row) => row.user === ana.id)).toBe(true);
  });

  test('[PL5] a document made elsewhere, larger than one push may be, comes in one step 2', async () => {
    const doc = new Y.Doc();
    for (let i = 0; i < 3; i++) doc.getText('text').insert(0, 'x'.repeat(600_000));
    await stock(ana, id, doc).synced();
    await until(async () => (await read()).length === 1_800_000, { what: 'all of it' });
    expect((await open(ben)).text()).toHaveLength(1_800_000);
  });

  test('[PL8] a stock client’s own updates are not echoed', async () => {
    const r = await raw(ana);
    const doc = new Y.Doc();
    doc.getText('text').insert(0, 'once');
    const before = r.frames.length;
    r.send(0, 2, Y.encodeStateAsUpdate(doc));
    await until(async () => (await read()) === 'once', { what: 'the words' });
    expect(r.frames.slice(before).filter((frame) => frame[0] === 0)).toEqual([]);
  });
});

describe('what is refused', () => {
  test.each([
    ['nothing like it', () => `${newId()}/plan`],
    ['an id that is malformed', () => 'a/b/c/d'],
    ['no kind of ours', () => `${world.project}/novel`],
  ])('[PL7] %s is 4404', async (_what, document) => {
    expect((await stock(ana, document()).whenClosed()).code).toBe(4404);
  });

  test('[PL7] a stranger’s is 4404, whether or not it exists', async () => {
    const stranger = await world.person(`sam${documents}`, null);
    await (await open(ana)).type('secret');
    expect(await stock(stranger).whenClosed()).toEqual({ code: 4404, reason: 'NOT_FOUND' });
  });

  test('[PL7] [DU13] what is no update is 4400, and kept for the operator', async () => {
    await (await open(ana)).type('abc');
    const r = await raw(ben);
    r.send(0, 2, Uint8Array.of(1, 2, 3));
    expect((await r.closed).code).toBe(4400);
    expect(await read()).toBe('abc');
  });

  test.each([
    ['an auth message', [2, 0]],
    ['a number above 3', [4, 0]],
    ['a number above 3 and nothing else', [4]],
    ['the device’s channel', [100, 0]],
    ['an unknown sync step', [0, 7]],
  ])('[PL1] %s closes with 4400', async (_what, numbers) => {
    await (await open(ana)).type('abc');
    const r = await raw(ben);
    r.send(...numbers);
    expect((await r.closed).code).toBe(4400);
  });

  test('[PL6] an update that builds on what is missing is answered with step 1, and what comes then makes it whole', async () => {
    await (await open(ana)).type('abc');
    const doc = new Y.Doc();
    doc.getText('other').insert(0, 'first');
    const before = Y.encodeStateVector(doc);
    doc.getText('other').insert(5, ' second');
    const r = await raw(ben);
    const asked = () => r.frames.filter((frame) => frame[0] === 0 && frame[1] === 0).length;
    r.send(0, 2, Y.encodeStateAsUpdate(doc, before));
    await until(() => asked() === 2, { what: 'a second step 1' });
    r.send(0, 1, Y.encodeStateAsUpdate(doc));
    await until(
      async () => (await world.sync.read(id, (d) => d.getText('other').toJSON())) === 'first second',
      {
        what: 'all of it',
      },
    );
  });

  test('[PL6] [DU9] if that is not whole either it closes with 4503, and nothing was parked', async () => {
    await (await open(ana)).type('abc');
    const doc = new Y.Doc();
    doc.getText('other').insert(0, 'first');
    const before = Y.encodeStateVector(doc);
    doc.getText('other').insert(5, ' second');
    const part = Y.encodeStateAsUpdate(doc, before);
    const r = await raw(ben);
    r.send(0, 2, part);
    r.send(0, 1, part);
    expect(await r.closed).toEqual({ code: 4503, reason: 'GAP' });
    expect(await world.sync.read(id, ({ store }) => [store.pendingStructs, store.pendingDs])).toEqual([
      null,
      null,
    ]);
    expect((await world.storage.documents.head(id))!.headSeq).toBe(1);
  });

  test('[PL9] of what is asked while an answer is made the last is answered, and nothing else', async () => {
    const a = await open(ana);
    await a.type('abc');
    const r = await raw(ben);
    a.device.send({
      type: 'presence',
      document: id,
      entries: [{ clientId: a.doc.clientID, state: '{}', user: null }],
    });
    const awareness = (): number => r.frames.filter(([number]) => number === 1).length;
    await until(() => awareness() === 1, { what: 'ana' });
    flaky.fault.append = 'hold';
    const n = a.push(a.change((doc) => doc.getText('text').insert(3, 'd')));
    await until(() => flaky.calls.includes('append'), { what: 'the commit to be under way' });
    for (const known of [new Y.Doc(), new Y.Doc(), a.doc]) r.send(0, 0, Y.encodeStateVector(known));
    // Answered at once, so the questions before it have been read.
    r.send(3);
    await until(() => awareness() === 2, { what: 'ana again' });
    delete flaky.fault.append;
    flaky.release();
    await a.answer(n);
    const answers = (): Uint8Array[] => r.frames.filter(([number, step]) => number === 0 && step === 1);
    await until(() => answers().length === 2, { what: 'the first and the last answer' });
    r.send(0, 0, Y.encodeStateVector(a.doc));
    await until(() => answers().length > 2, { what: 'the next answer' });
    const nothing = Uint8Array.of(0, 1, 2, 0, 0);
    expect(answers().map((frame) => frame.length > nothing.length)).toEqual([true, false, false]);
  });

  test('[PL2] a state vector that is none closes with 4400', async () => {
    await (await open(ana)).type('abc');
    const r = await raw(ben);
    r.send(0, 0, Uint8Array.of(9, 9));
    expect((await r.closed).code).toBe(4400);
  });
});
