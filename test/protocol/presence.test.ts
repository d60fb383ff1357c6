import * as encoding from 'lib0/encoding';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { projectDocument, type PresenceEntry } from '@clapper/protocol';
import { SYNC_LIMITS } from '../../server/src/sync/limits.ts';
import { until } from '../harness/wait.ts';
import { RawDevice, RawDocument } from './raw-device.ts';
import { StockClient } from './stock-client.ts';
import { createWorld, type Person, type World } from './world.ts';

let world: World;
let ana: Person;
let ben: Person;
let viewer: Person;
let id: string;
let documents = 0;
const stocks: StockClient[] = [];

beforeAll(async () => {
  world = await createWorld();
  ana = await world.person('ana', 'editor');
  ben = await world.person('ben', 'editor');
  viewer = await world.person('vera', 'viewer');
});
beforeEach(async () => {
  id = projectDocument(world.project, 'scratch', `p${++documents}`);
  await world.sync.read(projectDocument(world.project, 'plan'), () => undefined);
  await (await open(ana)).type('x');
});
afterEach(() => {
  for (const stock of stocks.splice(0)) stock.close();
  RawDevice.closeAll();
});
afterAll(() => world.close());

const open = async (person: Person): Promise<RawDocument> =>
  RawDocument.join(await RawDevice.open(world.url, person.token), id);

async function stock(person: Person): Promise<StockClient> {
  const client = new StockClient(world, id, { person });
  stocks.push(client);
  return client.synced();
}

function say(doc: RawDocument, state: unknown, clientId = doc.doc.clientID): void {
  const text = state === null ? null : JSON.stringify(state);
  doc.device.send({ type: 'presence', document: id, entries: [{ clientId, state: text, user: null }] });
}

/** What somebody has heard of whom, the last word of each. */
function heard(doc: RawDocument): Map<number, PresenceEntry> {
  const entries = doc.device.messages.flatMap((m) =>
    m.type === 'presence' && m.document === id ? m.entries : [],
  );
  return new Map(entries.map((entry) => [entry.clientId, entry]));
}

/** Everything a socket said before this was answered has been read. */
async function settled(doc: RawDocument): Promise<void> {
  await doc.answer(doc.push(Uint8Array.of(0, 0)));
}

test('[PR1] [PR2] what a device says reaches the others with its name stamped, and no file', async () => {
  const [a, b] = [await open(ana), await open(ben)];
  say(a, { caret: 5, user: { id: ben.id, name: 'ben' } });
  await until(() => heard(b).size === 1, { what: 'ana’s caret' });
  expect([...heard(b).values()]).toEqual([
    { clientId: a.doc.clientID, state: '{"caret":5}', user: { id: ana.id, name: 'ana' } },
  ]);
  expect((await world.storage.documents.head(id))!.headSeq).toBe(1);
});

test('[PR1] who is not in the document hears nothing', async () => {
  const [a, b] = [await open(ana), await open(ben)];
  const elsewhere = await RawDevice.open(world.url, viewer.token);
  await elsewhere.join(projectDocument(world.project, 'plan'));
  say(a, { caret: 1 });
  await until(() => heard(b).size === 1, { what: 'ana’s caret' });
  expect(elsewhere.rest('presence')).toEqual([]);
});

test.each<[string, string]>([
  ['larger than 4 KiB', JSON.stringify({ blob: 'x'.repeat(4_096) })],
  ['a list', '[1]'],
  ['a number', '5'],
  ['no JSON', '{broken'],
])('[PR2] a state that is %s is dropped in silence', async (_what, state) => {
  const [a, b, c] = [await open(ana), await open(ben), await open(viewer)];
  a.device.send({
    type: 'presence',
    document: id,
    entries: [{ clientId: a.doc.clientID, state, user: null }],
  });
  await settled(a);
  // What leaves in one tick with it, or after it: the state had its chance.
  say(c, { here: true });
  await until(() => heard(b).has(c.doc.clientID), { what: 'the tick' });
  say(a, { good: true });
  await until(() => heard(b).has(a.doc.clientID), { what: 'the good state' });
  const ofAna = b.device
    .rest('presence')
    .flatMap((m) => m.entries)
    .filter(({ clientId }) => clientId === a.doc.clientID);
  expect(ofAna.map((entry) => entry.state)).toEqual(['{"good":true}']);
  expect(a.device.closed).toBeNull();
});

test('[PR3] nobody speaks for an id that is not theirs', async () => {
  const [a, b, c] = [await open(ana), await open(ben), await open(viewer)];
  say(a, { caret: 1 });
  await until(() => heard(c).size === 1, { what: 'ana’s caret' });
  say(b, { caret: 99 }, a.doc.clientID);
  say(b, null, a.doc.clientID);
  say(b, { caret: 98 }, 12_345);
  await settled(b);
  say(b, { caret: 2 });
  await until(() => heard(c).size === 2, { what: 'ben’s caret' });
  expect(heard(c).get(a.doc.clientID)).toMatchObject({ state: '{"caret":1}', user: { name: 'ana' } });
  expect(new Set(heard(c).keys())).toEqual(new Set([a.doc.clientID, b.doc.clientID]));
  expect(b.device.closed).toBeNull();
});

test('[PR3] a plain client speaks for one id, and closes nothing by trying others', async () => {
  const a = await open(ana);
  const s = await stock(ben);
  s.provider.awareness.setLocalState({ caret: 2 });
  await until(() => heard(a).has(s.doc.clientID), { what: 'ben’s caret' });
  const forged = new Awareness(new Y.Doc());
  for (const clientId of [12_345, 12_346, s.doc.clientID]) {
    forged.states.set(clientId, { caret: 3 });
    forged.meta.set(clientId, { clock: 1_000, lastUpdated: 0 });
  }
  const frame = encoding.createEncoder();
  encoding.writeVarUint(frame, 1);
  encoding.writeVarUint8Array(frame, encodeAwarenessUpdate(forged, [12_345, 12_346, s.doc.clientID]));
  forged.destroy();
  s.provider.ws!.send(encoding.toUint8Array(frame));
  await until(() => heard(a).get(s.doc.clientID)?.state === '{"caret":3}', { what: 'ben’s next caret' });
  expect([...heard(a).keys()]).toEqual([s.doc.clientID]);
  expect(s.provider.wsconnected).toBe(true);
});

test('[PR3] [PR4] [PR7] [PR8] stock clients and devices see each other, nobody hears themselves, echoes go nowhere', async () => {
  const a = await open(ana);
  const s = await stock(ben);
  const t = await stock(viewer);
  const ids = [a.doc.clientID, s.doc.clientID, t.doc.clientID];
  say(a, { caret: 1 });
  s.provider.awareness.setLocalState({ caret: 2, user: { name: 'somebody else' } });
  t.provider.awareness.setLocalState({ caret: 3 });
  const names = (client: StockClient) =>
    new Map(
      [...client.provider.awareness.getStates()].map(([key, state]) => [
        key,
        [state['caret'], state['user']?.name],
      ]),
    );
  await until(() => names(s).size === 3 && names(t).get(ids[1]!)?.[0] === 2 && heard(a).size === 2, {
    what: 'everybody',
  });
  // Of themselves they know what they said; whoever else they said they were is theirs alone.
  expect(names(t)).toEqual(
    new Map([
      [ids[0], [1, 'ana']],
      [ids[1], [2, 'ben']],
      [ids[2], [3, undefined]],
    ]),
  );
  await until(() => names(s).get(ids[2]!)?.[0] === 3, { what: 'vera’s caret' });
  expect(names(s).get(ids[2]!)).toEqual([3, 'vera']);
  // A stock client re-sends whatever it is told; after more of it than one round, everybody still is who they are.
  for (let i = 0; i < 10; i++) s.provider.awareness.setLocalStateField('caret', 10 + i);
  await until(() => names(t).get(ids[1]!)?.[0] === 19, { what: 'the last move' });
  await settled(a);
  expect(names(t).get(ids[0]!)).toEqual([1, 'ana']);
  expect(new Set(heard(a).keys())).toEqual(new Set([ids[1], ids[2]]));
  expect([s.provider.wsconnected, t.provider.wsconnected]).toEqual([true, true]);
});

test('[PR5] what comes faster than 30 a second is coalesced, and the last state wins', async () => {
  const [a, b] = [await open(ana), await open(ben)];
  const at = performance.now();
  for (let i = 0; i < 500; i++) {
    say(a, { caret: i });
    if (i % 10 === 0) await settled(a);
  }
  await until(() => heard(b).get(a.doc.clientID)?.state === '{"caret":499}', { what: 'the last move' });
  const seconds = (performance.now() - at) / 1_000;
  const frames = b.device.messages.filter((m) => m.type === 'presence').length;
  expect(frames).toBeLessThanOrEqual(Math.ceil(seconds * 30) + 1);
});

test('[PR5] an id is not in every tick, whatever it says', async () => {
  const gapMs = 1_000;
  const own = await createWorld({ limits: { presenceGapMs: gapMs } });
  const document = projectDocument(own.project, 'scratch', 'p');
  const enter = async (name: string): Promise<RawDocument> => {
    const { token } = await own.person(name, 'editor');
    return RawDocument.join(await RawDevice.open(own.url, token), document);
  };
  const [a, b] = [await enter('ana'), await enter('ben')];
  const at = performance.now();
  for (let caret = 0; caret < 30; caret++) {
    const entry = { clientId: a.doc.clientID, state: JSON.stringify({ caret }), user: null };
    a.device.send({ type: 'presence', document, entries: [entry] });
    // A tick or two between two of them.
    await settled(a);
    await new Promise((resolve) => setTimeout(resolve, 2 * SYNC_LIMITS.presenceTickMs));
  }
  const frames = b.device.messages.filter((message) => message.type === 'presence').length;
  expect(frames).toBeLessThanOrEqual(Math.ceil((performance.now() - at) / gapMs) + 1);
  await own.close();
});

test('[PR6] who joins is told who is there, and who leaves is gone at once', async () => {
  const a = await open(ana);
  const s = await stock(ben);
  say(a, { caret: 1 });
  await until(() => s.provider.awareness.getStates().size === 2, { what: 'ana to be seen' });
  const [b, t] = [await open(ben), await stock(viewer)];
  await until(() => heard(b).has(a.doc.clientID) && t.provider.awareness.getStates().has(a.doc.clientID), {
    what: 'those who joined to see ana',
  });
  a.device.close();
  await until(
    () =>
      heard(b).get(a.doc.clientID)?.state === null && !t.provider.awareness.getStates().has(a.doc.clientID),
    {
      what: 'ana to be gone',
      timeout: 1_000,
    },
  );
});

test('[PR9] who joins again is seen on under the ids that stay, and gone when the socket ends', async () => {
  const [a, b] = [await open(ana), await open(ben)];
  const other = 4_711;
  await a.device.join(id, { clientIds: [a.doc.clientID, other] });
  say(a, { caret: 1 });
  say(a, { caret: 2 }, other);
  await until(() => heard(b).size === 2, { what: 'both of ana’s carets' });
  await a.device.join(id, { clientIds: [a.doc.clientID] });
  await until(() => heard(b).get(other)?.state === null, { what: 'the tab that went to be gone' });
  const ofStaying = b.device.messages.flatMap((m) =>
    m.type === 'presence' ? m.entries.filter(({ clientId }) => clientId === a.doc.clientID) : [],
  );
  expect(ofStaying.map(({ state }) => state)).not.toContain(null);
  say(a, { caret: 3 });
  await until(() => heard(b).get(a.doc.clientID)?.state === '{"caret":3}', { what: 'the next move' });
  a.device.close();
  await until(() => heard(b).get(a.doc.clientID)?.state === null, { what: 'ana to be gone', timeout: 1_000 });
});

test('[PR7] a client that comes back under the same id is seen at once', async () => {
  const s = await stock(ben);
  const t = await stock(ana);
  const seen = () => t.provider.awareness.getStates().get(s.doc.clientID)?.['caret'];
  for (let round = 1; round <= 3; round++) {
    s.provider.awareness.setLocalState({ caret: round });
    await until(() => seen() === round, { what: `round ${round}` });
    s.provider.disconnect();
    await until(() => seen() === undefined, { what: 'ben to be gone', timeout: 1_000 });
    s.provider.connect();
    await s.synced();
  }
});

test('[PR7] a socket that died unnoticed does not hold the place of its successor', async () => {
  const s = await stock(ben);
  const t = await stock(ana);
  s.provider.awareness.setLocalState({ caret: 1 });
  const seen = () => t.provider.awareness.getStates().get(s.doc.clientID)?.['caret'];
  await until(() => seen() === 1, { what: 'ben' });
  // The same client again, while the server still believes in the first socket.
  const again = new StockClient(world, id, { person: ben, doc: s.doc });
  stocks.push(again);
  await again.synced();
  again.provider.awareness.setLocalState({ caret: 2 });
  await until(() => seen() === 2, { what: 'the successor' });
});

test('[PR1] a new name is shown at once', async () => {
  const [a, b] = [await open(ana), await open(ben)];
  say(a, { caret: 1 });
  await until(() => heard(b).size === 1, { what: 'ana' });
  await world.storage.accounts.updateProfile(ana.id, { nickname: 'Anna' }, Date.now());
  await world.sync.userChanged(ana.id);
  await until(() => heard(b).get(a.doc.clientID)?.user?.name === 'Anna', { what: 'the new name' });
  await world.storage.accounts.updateProfile(ana.id, { nickname: 'ana' }, Date.now());
});

test('[PR10] the server knows of each document who is in it, by what their tabs say', async () => {
  const [one, other] = [await open(ana), await open(ben)];
  say(one, { attention: 'here' });
  say(other, { attention: 'away' });
  await settled(other);
  const here = () => world.sync.peopleIn('scratch').filter(({ document }) => document === id);
  await until(() => here().length === 2, { what: 'both to be told of' });
  expect(here().map(({ user, state }) => [user, state['attention']])).toEqual([
    [ana.id, 'here'],
    [ben.id, 'away'],
  ]);
  expect(world.sync.peopleIn('plan')).toEqual([]);
});
