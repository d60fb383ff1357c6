import * as encoding from 'lib0/encoding';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { projectDocument, type PresenceEntry } from '@clapper/protocol';
import { encodeAwareness, encodeAwarenessEntry } from '../../server/src/sync/frames.ts';
import { until } from '../harness/wait.ts';
import { RawDevice, RawDocument } from '../protocol/raw-device.ts';
import { StockClient } from '../protocol/stock-client.ts';
import { createWorld, type Person, type World } from '../protocol/world.ts';

let world: World;
let ana: Person;
let ben: Person;
let mallory: Person;
let id: string;
let documents = 0;
let watcher: RawDocument;
let stock: StockClient;
let victim: RawDocument;

beforeAll(async () => {
  world = await createWorld();
  ana = await world.person('ana', 'editor');
  ben = await world.person('ben', 'editor');
  mallory = await world.person('mallory', 'editor');
});
beforeEach(async () => {
  id = projectDocument(world.project, 'scratch', `presence-${++documents}`);
  victim = await RawDocument.join(await RawDevice.open(world.url, ana.token), id);
  say(victim, victim.doc.clientID, { caret: 1 });
  watcher = await RawDocument.join(await RawDevice.open(world.url, ben.token), id);
  stock = await new StockClient(world, id, { person: ben }).synced();
  await until(() => seen().get(victim.doc.clientID) !== undefined, { what: 'ana to be seen' });
  await until(() => states().has(victim.doc.clientID), { what: 'ana to be seen by a stock client' });
});
afterEach(async () => {
  stock.close();
  RawDevice.closeAll();
  await until(() => world.sync.stats().connections === 0, { what: 'everybody to be gone' });
});
afterAll(() => world.close());

function say(doc: RawDocument, clientId: number, state: unknown): void {
  const entry = { clientId, state: state === null ? null : JSON.stringify(state), user: null };
  doc.device.send({ type: 'presence', document: id, entries: [entry] });
}

/** Whom a device has heard of, the last word of each. */
const seen = (): Map<number, PresenceEntry> =>
  new Map(watcher.device.rest('presence').flatMap((m) => m.entries.map((entry) => [entry.clientId, entry])));
/** And a stock client. */
const states = (): Map<number, Record<string, unknown>> => stock.provider.awareness.getStates();

/** What nobody could do: everybody still sees ana as she is, and of mallory only what is hers. */
async function expectUnharmed(own: number): Promise<void> {
  await until(() => seen().has(own) && states().has(own), { what: 'mallory’s own last word' });
  const anas = victim.doc.clientID;
  expect(seen().get(anas)).toEqual({
    clientId: anas,
    state: '{"caret":1}',
    user: { id: ana.id, name: 'ana' },
  });
  expect(states().get(anas)).toEqual({ caret: 1, user: { id: ana.id, name: 'ana' } });
  expect(seen().get(own)).toMatchObject({
    state: '{"honest":true}',
    user: { id: mallory.id, name: 'mallory' },
  });
  expect(states().get(own)).toEqual({ honest: true, user: { id: mallory.id, name: 'mallory' } });
  const others = [...seen().keys()].filter(
    (key) => key !== anas && key !== own && key !== stock.doc.clientID,
  );
  expect(others).toEqual([]);
  expect(
    victim.device
      .rest('presence')
      .flatMap((m) => m.entries)
      .some((e) => e.clientId === anas),
  ).toBe(false);
}

type Forge = (clientId: number) => { clientId: number; state: Record<string, unknown> | null }[];
const forgeries: [string, Forge][] = [
  ['speaks for somebody else', () => [{ clientId: victim.doc.clientID, state: { caret: 99 } }]],
  ['says that somebody has left', () => [{ clientId: victim.doc.clientID, state: null }]],
  [
    'makes up 5,000 people',
    () => Array.from({ length: 5_000 }, (_, i) => ({ clientId: 1_000_000 + i, state: { ghost: i } })),
  ],
  ['sends a state of 64 KB', (own) => [{ clientId: own, state: { blob: 'x'.repeat(64 * 1024) } }]],
  [
    'takes somebody’s name',
    (own) => [{ clientId: own, state: { honest: true, user: { id: ana.id, name: 'ana', color: 'red' } } }],
  ],
];

test.each(forgeries)('[PR2] [PR3] a device that %s is not believed', async (_what, forge) => {
  const forger = await RawDocument.join(await RawDevice.open(world.url, mallory.token), id);
  const own = forger.doc.clientID;
  const entries = forge(own).map(({ clientId, state }) => ({
    clientId,
    state: state === null ? null : JSON.stringify(state),
    user: { id: ana.id, name: 'ana' },
  }));
  forger.device.send({ type: 'presence', document: id, entries });
  await forger.answer(forger.push(Uint8Array.of(0, 0)));
  say(forger, own, { honest: true });
  await expectUnharmed(own);
  expect(forger.device.closed).toBeNull();
});

test.each(forgeries)('[PR2] [PR3] a plain client that %s is not believed', async (_what, forge) => {
  const own = 4_242;
  const socket = new WebSocket(`${world.url}/sync/${id}`, ['clapper.auth', mallory.token]);
  await new Promise((resolve) => socket.once('message', resolve));
  const send = (said: ReturnType<Forge>): void => {
    const entries = said.map(({ clientId, state }) =>
      encodeAwarenessEntry({ clientId, clock: Date.now() + 1_000_000, state: JSON.stringify(state) }),
    );
    socket.send(encodeAwareness(entries));
  };
  // It has said who it is: one id, its own, and from then on no other.
  send([{ clientId: own, state: { first: true } }]);
  await until(() => seen().has(own), { what: 'mallory to be seen' });
  send(forge(own));
  send([{ clientId: own, state: { honest: true } }]);
  await until(() => seen().get(own)?.state === '{"honest":true}', { what: 'the last word' });
  await until(() => states().get(own)?.['honest'] === true, { what: 'the last word, at the stock client' });
  await expectUnharmed(own);
  expect(socket.readyState).toBe(WebSocket.OPEN);
  socket.terminate();
});

test('[W3] an awareness frame that lies about how many it holds closes its own socket', async () => {
  const socket = new WebSocket(`${world.url}/sync/${id}`, ['clapper.auth', mallory.token]);
  await new Promise((resolve) => socket.once('message', resolve));
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  const body = encoding.createEncoder();
  encoding.writeVarUint(body, 2 ** 40);
  const e = encoding.createEncoder();
  encoding.writeVarUint(e, 1);
  encoding.writeVarUint8Array(e, encoding.toUint8Array(body));
  socket.send(encoding.toUint8Array(e));
  expect(await closed).toBe(4400);
  expect(watcher.device.closed).toBeNull();
});
