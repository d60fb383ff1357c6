import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { newId, PROTOCOL_VERSION, projectDocument } from '@clapper/protocol';
import { SYNC_LIMITS } from '../../server/src/sync/limits.ts';
import { until } from '../harness/wait.ts';
import { flakyStorage } from './flaky-storage.ts';
import { RawDevice, RawDocument } from './raw-device.ts';
import { StockClient } from './stock-client.ts';
import { createWorld, type Person, type World } from './world.ts';

const flaky = flakyStorage();
let world: World;
let ana: Person;
let ben: Person;
let id: string;
const stocks: StockClient[] = [];

beforeAll(async () => {
  world = await createWorld({ wrap: flaky.wrap, limits: { keepAliveMs: 50, preAuthMs: 300, silentMs: 400 } });
  ana = await world.person('ana', 'editor');
  ben = await world.person('ben', 'editor');
  id = projectDocument(world.project, 'scratch', 'h');
  await (await RawDocument.join(await RawDevice.open(world.url, ana.token), id)).type('hello');
});
afterEach(() => {
  for (const stock of stocks.splice(0)) stock.close();
  RawDevice.closeAll();
  delete flaky.fault.role;
  delete flaky.fault.load;
  delete flaky.fault.append;
  flaky.release();
});
afterAll(() => world.close());

interface Knock {
  path?: string;
  protocols?: string[];
  headers?: Record<string, string>;
}

/** A socket as anybody may open it, and what became of it. */
function knock({ path = `/sync/${id}`, protocols = [], headers = {} }: Knock): {
  socket: WebSocket;
  closed: Promise<{ code: number; reason: string }>;
  frames: Uint8Array[];
} {
  const socket = new WebSocket(`${world.url}${path}`, protocols, { headers });
  const frames: Uint8Array[] = [];
  socket.binaryType = 'arraybuffer';
  socket.on('message', (data: ArrayBuffer) => void frames.push(new Uint8Array(data)));
  socket.on('error', () => undefined);
  let ended: { code: number; reason: string } | null = null;
  socket.on('close', (code, reason) => (ended = { code, reason: String(reason) }));
  return {
    socket,
    frames,
    get closed() {
      return until(() => ended, { what: 'the socket to be closed' });
    },
  };
}

const signedIn = (person: Person): string[] => ['clapper.auth', person.token];
const device = `/sync?protocol=${PROTOCOL_VERSION}&device=d`;

describe('who is let in', () => {
  test('[HS1] the upgrade is accepted and refused with a close code, any other path over HTTP', async () => {
    const { socket, closed } = knock({ path: '/sync/nonsense', protocols: signedIn(ana) });
    let opened = false;
    socket.on('open', () => (opened = true));
    expect(await closed).toEqual({ code: 4404, reason: 'NOT_FOUND' });
    expect(opened).toBe(true);
    const status = await new Promise<number | undefined>((resolve) => {
      const headers = {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
      };
      request(`${world.url.replace('ws', 'http')}/syncx`, { headers }, (response) =>
        resolve(response.statusCode),
      ).end();
    });
    expect(status).toBe(404);
  });

  test('[HS2] the token is the second subprotocol, and the server selects the first', async () => {
    const { socket, frames } = knock({ protocols: signedIn(ana) });
    await until(() => frames.length > 0, { what: 'a frame' });
    expect(socket.protocol).toBe('clapper.auth');
    socket.terminate();
  });

  test.each<[string, Knock, number]>([
    ['nothing', {}, 4401],
    ['a wrong token', { protocols: ['clapper.auth', 'wrong'] }, 4401],
    ['a token that is not the second subprotocol', { protocols: ['token-of-ana'] }, 4401],
    ['a token in the URL', { path: '/sync/x?token=token-of-ana' }, 4401],
    ['a wrong ticket', { path: '/sync/x?ticket=wrong' }, 4401],
  ])('[HS2] %s is not signed in', async (_what, knocking, code) => {
    expect((await knock(knocking).closed).code).toBe(code);
  });

  test('[HS2] [HS3] a ticket opens its document, once', async () => {
    const principal = world.tokens.get(ana.token)!;
    world.tickets.set('t1', { principal, document: id, used: false });
    expect((await knock({ path: `${device}&ticket=t1` }).closed).code).toBe(4401);
    const stock = new StockClient(world, id, { ticket: 't1' });
    stocks.push(stock);
    await stock.synced();
    expect(stock.text()).toBe('hello');
    expect((await knock({ path: `/sync/${id}?ticket=t1` }).closed).code).toBe(4541);
    world.tickets.set('t2', { principal, document: null, used: false });
    const { frames, socket } = knock({ path: `${device}&ticket=t2` });
    await until(() => frames.length > 0, { what: 'HELLO' });
    socket.terminate();
  });

  test('[HS2] a stock client that fetches a new ticket on connection-close stays connected', async () => {
    const principal = world.tokens.get(ana.token)!;
    let issued = 0;
    const ticket = (): string => {
      const name = `s${++issued}`;
      world.tickets.set(name, { principal, document: id, used: false });
      return name;
    };
    const doc = new Y.Doc();
    const provider = new WebsocketProvider(`${world.url}/sync`, id, doc, {
      params: { ticket: ticket() },
      WebSocketPolyfill: WebSocket as never,
      disableBc: true,
    });
    provider.on('connection-close', () => {
      provider.params = { ticket: ticket() };
    });
    try {
      await until(() => provider.synced, { what: 'the first sync' });
      (provider.ws as unknown as WebSocket).terminate();
      await until(() => issued === 2 && provider.synced, { what: 'the second sync' });
    } finally {
      provider.destroy();
      provider.awareness.destroy();
    }
  });

  test('[HS4] a page of another origin is told what to set', async () => {
    const host = world.url.slice('ws://'.length);
    const foreign = knock({ protocols: signedIn(ana), headers: { origin: 'http://evil.example' } });
    expect(await foreign.closed).toEqual({ code: 4403, reason: 'ORIGIN: set ALLOWED_ORIGINS' });
    const own = knock({ protocols: signedIn(ana), headers: { origin: `http://${host}` } });
    await until(() => own.frames.length > 0, { what: 'a frame' });
    own.socket.terminate();
  });

  test.each<[string, string, number]>([
    ['an older protocol', '/sync?protocol=0&device=d', 4426],
    ['a newer protocol', '/sync?protocol=2&device=d', 4501],
    ['no protocol', '/sync?device=d', 4400],
    ['no device', '/sync?protocol=1', 4400],
    ['a device id that is none', '/sync?protocol=1&device=a%20b', 4400],
  ])('[HS5] %s', async (_what, path, code) => {
    expect((await knock({ path, protocols: signedIn(ana) }).closed).code).toBe(code);
  });

  test('[HS6] nothing is read before it is known who may read, and that takes not for ever', async () => {
    flaky.fault.role = 'hold';
    const waiting = knock({ protocols: signedIn(ana) });
    // Whoever read as much as its first bytes would end the socket with 1009.
    const frame = new Uint8Array(2 * SYNC_LIMITS.maxFrameBytes + 1);
    waiting.socket.on('open', () => waiting.socket.send(frame));
    expect((await waiting.closed).code).toBe(4503);
  });

  test.each(['role', 'load'] as const)('[HS11] [PL7] an outage (%s) is come-back-later', async (method) => {
    const other = projectDocument(world.project, 'scratch', `outage-${method}`);
    // Not ana: an earlier test's question about her may still be under way, and is shared.
    flaky.fault[method] = 'before';
    expect((await knock({ path: `/sync/${other}`, protocols: signedIn(ben) }).closed).code).toBe(4503);
  });
});

describe('while it is open', () => {
  test('[HS7] HELLO comes first, once', async () => {
    const before = Date.now();
    const one = await RawDevice.open(world.url, ana.token);
    expect(one.messages[0]).toMatchObject({
      type: 'hello',
      protocol: 1,
      limits: { maxFrameBytes: 4 * 1024 * 1024, maxUpdateBytes: 1024 * 1024, maxDocuments: 2_000 },
      expiresAt: world.tokens.get(ana.token)!.expiresAt,
    });
    const { serverTime } = one.messages[0] as { serverTime: number };
    expect(serverTime).toBeGreaterThanOrEqual(before - 1);
    await one.join(id);
    expect(one.rest('hello')).toEqual([]);
  });

  test('[HS8] a proof that runs out closes with 4401, a fresh one moves that', async () => {
    const principal = world.tokens.get(ana.token)!;
    const expiresAt = Date.now() + 400;
    world.tokens.set('short', { ...principal, expiresAt });
    const [one, other] = [await RawDevice.open(world.url, 'short'), await RawDevice.open(world.url, 'short')];
    const plain = knock({ protocols: ['clapper.auth', 'short'] });
    one.send({ type: 'renew', token: ana.token });
    expect(await one.next('renewed')).toMatchObject({ expiresAt: principal.expiresAt });
    expect((await other.whenClosed()).code).toBe(4401);
    expect((await plain.closed).code).toBe(4401);
    expect(Date.now()).toBeGreaterThanOrEqual(expiresAt - 5);
    expect(await one.join(id)).toMatchObject({ result: 'joined' });
  });

  test.each<[string, () => string]>([
    ['another person’s', () => ben.token],
    ['a bad', () => 'bad'],
  ])('[HS8] %s token renews nothing', async (_whose, token) => {
    const one = await RawDevice.open(world.url, ana.token);
    one.send({ type: 'renew', token: token() });
    expect((await one.whenClosed()).code).toBe(4401);
  });

  test('[HS9] an ended session closes its sockets within a second, and no others', async () => {
    const leaver = await world.person('leaver', 'editor');
    const [one, other] = [
      await RawDevice.open(world.url, leaver.token),
      await RawDevice.open(world.url, ana.token),
    ];
    const plain = knock({ protocols: signedIn(leaver) });
    await until(() => plain.frames.length > 0, { what: 'a frame' });
    flaky.fault.role = 'hold';
    const asked = flaky.calls.length;
    const entering = knock({ protocols: signedIn(leaver) });
    await until(() => flaky.calls.includes('role', asked), { what: 'a third socket on its way in' });
    const at = performance.now();
    world.endSession(leaver);
    // Before the time to be let in is over: that would be 4503.
    delete flaky.fault.role;
    flaky.release();
    expect((await one.whenClosed()).code).toBe(4401);
    expect((await plain.closed).code).toBe(4401);
    expect(performance.now() - at).toBeLessThan(1_000);
    expect((await entering.closed).code).toBe(4401);
    expect(await other.join(id)).toMatchObject({ result: 'joined' });
  });

  test('[HS10] a changed role is told within a second, and holds for what comes next', async () => {
    const person = await world.person('rosa', 'editor');
    const doc = await RawDocument.join(await RawDevice.open(world.url, person.token), id);
    const plain = new StockClient(world, id, { person });
    stocks.push(plain);
    await plain.synced();
    const at = performance.now();
    await world.setRole(person, 'viewer');
    expect(await doc.device.next('access')).toEqual({
      type: 'access',
      document: id,
      access: { read: true, write: false, role: 'viewer' },
    });
    expect(await doc.type('no')).toMatchObject({ type: 'nack', code: 'FORBIDDEN' });
    plain.type('no');
    expect((await plain.whenClosed()).code).toBe(4403);
    expect(performance.now() - at).toBeLessThan(1_000);
    expect(await world.sync.read(id, (d) => d.getText('text').toJSON())).toBe('hello');
  });

  test('[HS10] who is removed leaves the document, and the plain socket closes', async () => {
    const person = await world.person('gone', 'editor');
    const doc = await RawDocument.join(await RawDevice.open(world.url, person.token), id);
    const plain = new StockClient(world, id, { person });
    stocks.push(plain);
    await plain.synced();
    await world.setRole(person, null);
    expect(await doc.device.next('leave')).toMatchObject({ document: id, code: 'NOT_FOUND' });
    expect((await plain.whenClosed()).code).toBe(4404);
    expect(await doc.device.join(id)).toMatchObject({ result: 'refused', code: 'NOT_FOUND' });
  });

  test('[HS10] what is still queued when somebody is removed is judged by that', async () => {
    const person = await world.person('late', 'editor');
    const queued = projectDocument(world.project, 'scratch', 'queued');
    const doc = await RawDocument.join(await RawDevice.open(world.url, person.token), queued);
    const holding = await RawDocument.join(await RawDevice.open(world.url, ana.token), queued);
    const appends = (): number => flaky.calls.filter((call) => call === 'append').length;
    const before = appends();
    flaky.fault.append = 'hold';
    const held = holding.push(holding.change((d) => d.getText('text').insert(0, 'held')));
    await until(() => appends() === before + 1, { what: 'the held commit' });
    doc.push(doc.change((d) => d.getText('text').insert(0, 'too late')));
    doc.device.send({ type: 'renew', token: person.token });
    await doc.device.next('renewed');
    await world.setRole(person, null);
    await doc.device.next('leave');
    delete flaky.fault.append;
    flaky.release();
    await holding.answer(held);
    expect(await world.sync.read(queued, (d) => d.getText('text').toJSON())).toBe('held');
  });

  test('[HS12] [PL1] silence is kept from growing long, with a frame that says nothing', async () => {
    const one = await RawDevice.open(world.url, ana.token);
    await until(() => one.others.length >= 2, { what: 'two signs of life' });
    expect(one.others[0]).toEqual(Uint8Array.of(1, 1, 0));
    const stock = new StockClient(world, id, { person: ana });
    stocks.push(stock);
    await until(() => stock.heard.has(1), { what: 'a sign of life' });
    expect([...stock.heard].every((number) => number <= 3)).toBe(true);
    expect(stock.provider.awareness.getStates().size).toBe(1);
  });

  test('[HS12] a peer that gives no sign of life is let go', async () => {
    const { socket, frames } = knock({ protocols: signedIn(ana) });
    await until(() => frames.length > 0, { what: 'a frame' });
    const connections = world.sync.stats().connections;
    // As a laptop that fell asleep: nothing is answered, nothing is closed.
    socket.pause();
    await until(() => world.sync.stats().connections === connections - 1, { what: 'the server to notice' });
    socket.terminate();
  });

  test('[HS13] the control document’s step 1 is answered with an empty step 2, which resets the back-off', async () => {
    const control = new Y.Doc();
    const provider = new WebsocketProvider(world.url, 'sync', control, {
      params: { protocol: '1', device: newId() },
      protocols: signedIn(ana),
      WebSocketPolyfill: WebSocket as never,
      disableBc: true,
    });
    provider.awareness.setLocalState(null);
    provider.messageHandlers[100] = () => undefined;
    try {
      await until(() => provider.synced, { what: 'the control document to sync' });
      expect(provider.wsUnsuccessfulReconnects).toBe(0);
      // What a provider might say about its control document is nobody's edit.
      control.getText('t').insert(0, 'x');
      provider.awareness.setLocalState({ any: 'thing' });
      await until(() => provider.wsconnected && provider.wsLastMessageReceived > 0, {
        what: 'it to be alive',
      });
      expect(Y.encodeStateAsUpdate(control).length).toBeGreaterThan(2);
    } finally {
      provider.destroy();
      provider.awareness.destroy();
    }
  });

  test('[HS14] a server that shuts down stores what is under way and says when to come back', async () => {
    const slow = flakyStorage();
    const own = await createWorld({ wrap: slow.wrap });
    const person = await own.person('ana', 'editor');
    const doc = await RawDocument.join(
      await RawDevice.open(own.url, person.token),
      projectDocument(own.project, 'scratch', 'x'),
    );
    slow.fault.append = 'hold';
    const n = doc.push(doc.change((d) => d.getText('text').insert(0, 'last words')));
    await until(() => slow.calls.includes('append'), { what: 'the commit to be under way' });
    const restarted = own.restart();
    expect(await doc.device.next('goingAway')).toEqual({
      type: 'goingAway',
      retryAfterMs: SYNC_LIMITS.retryAfterMs,
      spreadMs: SYNC_LIMITS.goingAwaySpreadMs,
    });
    delete slow.fault.append;
    slow.release();
    await restarted;
    expect(doc.device.closed).toMatchObject({ code: 4503 });
    expect(await doc.answer(n)).toMatchObject({ type: 'ack' });
    expect(await own.sync.read(doc.document, (d) => d.getText('text').toJSON())).toBe('last words');
    await own.close();
  });
});
