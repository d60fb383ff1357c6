import { afterEach, describe, expect, test, vi } from 'vitest';
import { ClapperError, decodeMessage, DEVICE_CHANNEL, type Message } from '@clapper/protocol';
import * as decoding from 'lib0/decoding';
import { Connection, CONNECTION_TIMES, type Hello } from './connection.ts';
import { silent } from './environment.ts';
import { Browser, type Tab } from './testing/browser.ts';
import { until } from './testing/people.ts';
import { ScriptedServer } from './testing/scripted-server.ts';

const open: Connection[] = [];
// Real timers and real waiting: a busy machine takes its time.
vi.setConfig({ testTimeout: 20_000 });

afterEach(() => open.splice(0).forEach((connection) => connection.close()));

interface Opened {
  server: ScriptedServer;
  browser: Browser;
  tab: Tab;
  connection: Connection;
  hellos: Hello[];
  messages: Message[];
  downs: number;
  tokens: string[];
}

function connect(
  options: {
    token?: (n: number, refused: string | null) => Promise<string>;
    times?: Partial<typeof CONNECTION_TIMES>;
    prepare?: (server: ScriptedServer, browser: Browser) => void;
  } = {},
): Opened {
  const server = new ScriptedServer();
  const browser = new Browser(server.net);
  options.prepare?.(server, browser);
  const tab = browser.tab();
  const result = {
    server,
    browser,
    tab,
    hellos: [],
    messages: [],
    downs: 0,
    tokens: [],
  } as unknown as Opened;
  const make = options.token ?? ((n) => Promise.resolve(`token-${n}`));
  result.connection = new Connection({
    server: 'ws://memory',
    device: 'device',
    token: async (refused) => {
      const token = await make(result.tokens.length + 1, refused);
      result.tokens.push(token);
      return token;
    },
    environment: tab.environment,
    log: silent,
    times: { ...CONNECTION_TIMES, ...options.times },
    events: {
      up: (hello) => result.hellos.push(hello),
      down: () => result.downs++,
      message: (message) => result.messages.push(message),
    },
  });
  open.push(result.connection);
  result.connection.start();
  return result;
}

let asked = 0;
const state = ({ connection }: Opened) => connection.state.get().state;

describe('the one connection', () => {
  test('[DV1] says nothing but step 1 by itself', async () => {
    const opened = connect();
    await until(() => state(opened) === 'connected');
    const frames = opened.server.net.received.map((frame) =>
      decoding.readVarUint(decoding.createDecoder(frame)),
    );
    expect(frames).toEqual([0]);
  });

  test('connects again after a cut, with a token fetched in between, and within a moment', async () => {
    const opened = connect();
    await until(() => state(opened) === 'connected');
    const before = Date.now();
    opened.server.net.cut();
    await until(() => state(opened) === 'connecting' && opened.downs === 1);
    await until(() => opened.hellos.length === 2);
    expect(Date.now() - before).toBeLessThan(1_000);
    expect(opened.tokens).toEqual(['token-1', 'token-2']);
  });

  test('[DV2] backs off with jitter, never above the limit, and never gives up', async () => {
    const opened = connect({
      times: { backoffFirstMs: 1, backoffMostMs: 4 },
      prepare: (server) => (server.net.up = false),
    });
    await until(() => opened.tokens.length > 10);
    expect(state(opened)).toBe('offline');
    opened.server.net.up = true;
    await until(() => state(opened) === 'connected');
  });

  test('[DV2] goes offline with the browser, though nothing closed the socket, and comes back at once', async () => {
    const opened = connect();
    await until(() => state(opened) === 'connected');
    opened.browser.setOnline(false);
    expect(state(opened)).toBe('offline');
    expect(opened.downs).toBe(1);
    opened.browser.setOnline(true);
    await until(() => state(opened) === 'connected', 150);
  });

  test('[DV3] notices a socket that froze without closing', async () => {
    const opened = connect({ times: { silenceMs: 60, helloMs: 60, checkMs: 10 } });
    await until(() => state(opened) === 'connected');
    opened.server.net.frozen = true;
    await until(() => opened.downs === 1);
    opened.server.net.frozen = false;
    await until(() => opened.hellos.length === 2);
  });

  test('[DV3] stays connected as long as the server says something', async () => {
    const opened = connect({ times: { silenceMs: 60, checkMs: 10 } });
    await until(() => state(opened) === 'connected');
    const end = Date.now() + 200;
    await until(() => {
      opened.server.keepAlive();
      return Date.now() > end;
    });
    expect(opened.downs).toBe(0);
  });

  test('[DV2] comes back at once when the page is looked at again', async () => {
    const opened = connect({ times: { backoffFirstMs: 60_000, backoffMostMs: 60_000 } });
    await until(() => state(opened) === 'connected');
    opened.server.net.cut();
    await until(() => opened.downs === 1);
    opened.tab.visible.forEach((listener) => listener());
    await until(() => opened.hellos.length === 2, 150);
  });

  test('[DV4] a refused token is renewed; refused again and again means signed out', async () => {
    const opened = connect({
      times: { backoffFirstMs: 1 },
      prepare: (server) => (server.closeAtOpen = { code: 4401, reason: '' }),
    });
    await until(() => state(opened) === 'signedOut');
    expect(opened.tokens.length).toBeLessThan(8);
    opened.server.closeAtOpen = null;
    opened.connection.reconnect();
    await until(() => state(opened) === 'connected');
  });

  test('[DV4] one that ended while connected is replaced, and whoever gives the next one is told which it was', async () => {
    const refused: (string | null)[] = [];
    const opened = connect({
      token: (n, last) => {
        refused.push(last);
        return Promise.resolve(`token-${n}`);
      },
    });
    await until(() => state(opened) === 'connected');
    const held = opened.tokens.at(-1);
    opened.server.closeAll(4401);
    await until(() => opened.hellos.length === 2);
    expect(state(opened)).toBe('connected');
    expect(refused[0]).toBeNull();
    expect(refused.at(-1)).toBe(held);
  });

  test('without a token it is signed out, without a network it tries on', async () => {
    const signedOut = connect({ token: () => Promise.reject(new ClapperError('UNAUTHENTICATED', 'no')) });
    await until(() => state(signedOut) === 'signedOut');
    let fail = true;
    const away = connect({
      times: { backoffFirstMs: 1, backoffMostMs: 2 },
      token: () => (fail ? Promise.reject(new ClapperError('UNAVAILABLE', 'no')) : Promise.resolve('t')),
    });
    await until(() => state(away) === 'offline');
    fail = false;
    await until(() => state(away) === 'connected');
  });

  test('a request for a token that hangs is made again', async () => {
    const opened = connect({
      times: { tokenMs: 20, backoffFirstMs: 1 },
      token: (n) => (asked++ === 0 ? new Promise(() => undefined) : Promise.resolve(`token-${n}`)),
    });
    await until(() => state(opened) === 'connected');
    expect(asked).toBe(2);
  });

  test.each([
    [4426, '', { state: 'tooOld' }],
    [
      4403,
      'ORIGIN: set ALLOWED_ORIGINS',
      { state: 'stopped', code: 'ORIGIN', reason: 'ORIGIN: set ALLOWED_ORIGINS' },
    ],
    [4400, 'bad frame', { state: 'stopped', code: 'INVALID_MESSAGE', reason: 'bad frame' }],
  ])('[DV4] close code %i stops it', async (code, reason, expected) => {
    const opened = connect({ prepare: (server) => (server.closeAtOpen = { code, reason }) });
    await until(() => state(opened) === expected.state);
    expect(opened.connection.state.get()).toEqual(expected);
  });

  test.each([4500, 4501, 4503, 4513, 4529, 4541, 1006])(
    '[DV4] close code %i is tried again',
    async (code) => {
      const opened = connect({
        times: { backoffFirstMs: 1, backoffMostMs: 2 },
        prepare: (server) => (server.closeAtOpen = { code, reason: '' }),
      });
      await until(() => opened.tokens.length > 3);
      opened.server.closeAtOpen = null;
      await until(() => state(opened) === 'connected');
    },
  );

  test('a server that goes away is given the time it asked for', async () => {
    const opened = connect({ times: { backoffFirstMs: 1, backoffMostMs: 2 } });
    await until(() => state(opened) === 'connected');
    const before = Date.now();
    opened.server.broadcast({ type: 'goingAway', retryAfterMs: 150, spreadMs: 10 });
    opened.server.closeAll(4503, 'going away');
    await until(() => opened.hellos.length === 2);
    expect(Date.now() - before).toBeGreaterThanOrEqual(150);
  });

  test('renews its token before it ends', async () => {
    const opened = connect({ prepare: (server) => (server.expiresInMs = 80) });
    await until(() => opened.server.said.filter((message) => message.type === 'renew').length >= 2);
    expect(opened.downs).toBe(0);
    const renewals = opened.server.said.flatMap((message) =>
      message.type === 'renew' ? [message.token] : [],
    );
    expect(renewals.slice(0, 2)).toEqual(['token-2', 'token-3']);
  });

  test('reads the time from the server, whatever the clock here says', async () => {
    const opened = connect({ prepare: (server) => (server.timeOffsetMs = 86_400_000) });
    await until(() => state(opened) === 'connected');
    expect(Math.abs(opened.connection.serverTime() - (Date.now() + 86_400_000))).toBeLessThan(1_000);
  });

  test('[DV5] a frame that is no message begins the connection anew', async () => {
    const opened = connect();
    await until(() => state(opened) === 'connected');
    opened.server.sendRaw(Uint8Array.of(DEVICE_CHANNEL, 99));
    await until(() => opened.hellos.length === 2);
    expect(() => decodeMessage(decoding.createDecoder(Uint8Array.of(99)))).toThrow(ClapperError);
  });
});
