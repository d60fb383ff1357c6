import 'fake-indexeddb/auto';
import * as Y from 'yjs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Message } from '@clapper/protocol';
import type { ConnectionState } from '../connection.ts';
import type { Channel } from '../environment.ts';
import { Browser } from '../testing/browser.ts';
import {
  closeAll,
  closeTab,
  killTab,
  openTab,
  ready,
  SCRATCH,
  textOf,
  type,
  until,
  type Person,
  type TabOptions,
} from '../testing/people.ts';
import { ScriptedServer } from '../testing/scripted-server.ts';
import { isLater, type Leading } from './mail.ts';

vi.setConfig({ testTimeout: 20_000 });
afterEach(closeAll);

const TIMES = {
  lookMs: 20,
  answerMs: 400,
  shortAnswerMs: 30,
  hiddenMs: 40,
  riseMs: 2_000,
  silentMs: 100,
};

const serverText = (server: ScriptedServer) => server.document(SCRATCH).doc.getText('text').toString();
const pushes = (server: ScriptedServer) =>
  server.said.filter((message): message is Extract<Message, { type: 'push' }> => message.type === 'push');
const isSaved = ({ device }: Person) => device.status.get().state === 'saved';

/** Tabs of one browser, opened one after the other; the first leads. */
async function openTabs(browser: Browser, count: number, options: TabOptions = {}): Promise<Person[]> {
  const tabs: Person[] = [];
  for (let i = 0; i < count; i++) {
    const tab = await openTab(browser, { times: TIMES, ...options });
    await tab.handle.ready();
    await until(() => ready(tab).live);
    tabs.push(tab);
  }
  return tabs;
}

/** What the connection of a tab has been, from here on. */
function history({ device }: Person): ConnectionState['state'][] {
  const seen: ConnectionState['state'][] = [];
  device.connection.subscribe(() => seen.push(device.connection.get().state));
  return seen;
}

describe.each([
  ['with locks', {}],
  ['without locks, as on plain http', { locks: true }],
])('the tabs of one person %s', (_name, without) => {
  test('[TB1] have one socket, and see each other’s edits and everybody else’s', async () => {
    const server = new ScriptedServer();
    const tabs = await openTabs(new Browser(server.net, without), 3);
    expect(server.connections).toBe(1);
    const [a, b, c] = tabs as [Person, Person, Person];
    type(a, 'a');
    await until(() => tabs.every((tab) => textOf(tab) === 'a'));
    type(b, 'b');
    await until(() => tabs.every((tab) => textOf(tab) === 'ab'));
    type(c, 'c');
    server.write(SCRATCH, (doc) => doc.getText('text').insert(0, '!'));
    await until(() => tabs.every((tab) => textOf(tab) === '!abc'));
    await until(() => tabs.every(isSaved));
    expect(serverText(server)).toBe('!abc');
    expect(server.document(SCRATCH).rows).toHaveLength(4);
    expect(pushes(server)).toHaveLength(3);
    expect(server.connections).toBe(1);
  });

  test('[TB2] the tab that leads is closed: another leads, and nothing is doubled', async () => {
    const server = new ScriptedServer();
    const [a, b, c] = (await openTabs(new Browser(server.net, without), 3)) as [Person, Person, Person];
    type(b, 'before. ');
    await closeTab(a);
    type(b, 'after. ');
    await until(() => serverText(server) === 'before. after. ' && isSaved(b) && isSaved(c));
    expect(textOf(c)).toBe('before. after. ');
    expect(server.connections).toBe(1);
    expect(server.document(SCRATCH).rows).toHaveLength(2);
  });

  test('[TB2] [TB10] it is killed in the middle of a push whose answer is lost: its words and those of the others are there once', async () => {
    const server = new ScriptedServer();
    const [a, b] = (await openTabs(new Browser(server.net, without), 2)) as [Person, Person];
    server.loseAnswers = true;
    type(a, 'theirs. ');
    type(b, 'mine. ');
    await until(() => serverText(server).length === 'theirs. mine. '.length && textOf(b).includes('theirs'));
    // These are stored, and nobody but the dying tab was told.
    const channel = vi.spyOn(
      Object.getPrototypeOf(a.tab.environment.BroadcastChannel!.prototype),
      'postMessage',
    );
    channel.mockImplementation(() => undefined);
    server.net.frozen = true;
    type(a, 'last. ');
    await until(() => !a.device.onlyInMemory());
    channel.mockRestore();
    await killTab(a);
    server.net.frozen = false;
    server.loseAnswers = false;
    await until(() => textOf(b).includes('last. ') && isSaved(b));
    expect(serverText(server)).toBe(textOf(b));
    expect(serverText(server)).toHaveLength('theirs. mine. last. '.length);
    expect(server.document(SCRATCH).rows).toHaveLength(3);
  });

  test('[TB2] [TB10] it is frozen: another leads within seconds; thawed it follows, with what it typed', async () => {
    const server = new ScriptedServer();
    const [a, b] = (await openTabs(new Browser(server.net, without), 2)) as [Person, Person];
    a.tab.frozen = true;
    type(a, 'frozen. ');
    type(b, 'awake. ');
    // What it stored before is pushed from here.
    await until(() => serverText(server).length === 'frozen. awake. '.length && isSaved(b));
    a.tab.thaw();
    await until(() => isSaved(a) && isSaved(b) && textOf(a) === textOf(b));
    expect(serverText(server)).toBe(textOf(a));
    expect(textOf(a)).toHaveLength('frozen. awake. '.length);
    expect(a.device.kept.get()).toEqual([]);
    type(a, 'again');
    await until(() => textOf(b).includes('again') && isSaved(a));
  });

  test('[TB12] a tab that was taken for gone is shown what others write, and sends what it writes, as soon as it is there again', async () => {
    const server = new ScriptedServer();
    // Longer than a tab is asked whether it is there: else the frozen one takes the lead.
    const times = { ...TIMES, answerMs: 2_000 };
    const [a, b] = (await openTabs(new Browser(server.net, without), 2, { times })) as [Person, Person];
    const write = (word: string) => server.write(SCRATCH, (doc) => doc.getText('text').insert(0, word));
    // First it leads.
    a.tab.frozen = true;
    write('one ');
    await until(() => textOf(b) === 'one ');
    a.tab.thaw();
    await until(() => textOf(a) === 'one ' && ready(a).live);
    // Then it follows.
    ready(a).awareness.setLocalStateField('at', 1);
    const isSeen = () => ready(b).awareness.getStates().has(ready(a).doc.clientID);
    await until(isSeen);
    a.tab.frozen = true;
    if ('locks' in without) await until(() => !isSeen());
    else {
      // Its lock says that it is there: it is looked for, and stays.
      await new Promise((resolve) => setTimeout(resolve, TIMES.silentMs * 4));
      expect(isSeen()).toBe(true);
    }
    write('two ');
    await until(() => textOf(b) === 'two one ');
    a.tab.thaw();
    await until(() => textOf(a) === 'two one ' && ready(a).live && isSeen());
    type(a, 'mine.');
    write('three ');
    await until(() => serverText(server) === 'three two one mine.' && isSaved(a) && isSaved(b));
    await until(() => textOf(a) === serverText(server));
    expect(server.connections).toBe(1);
  });

  test('[TB3] a tab that is looked at takes the lead from a hidden one, and nobody is offline meanwhile', async () => {
    const server = new ScriptedServer();
    const [a, b, c] = (await openTabs(new Browser(server.net, without), 3)) as [Person, Person, Person];
    const [first] = server.sockets();
    const seen = [a, b, c].map(history);
    c.tab.hidden = true;
    a.tab.hidden = true;
    let typed = 0;
    await until(() => {
      for (const tab of [a, b, c]) type(tab, `${typed++} `);
      return server.connections === 1 && server.sockets()[0] !== first;
    });
    await until(() => [a, b, c].every(isSaved));
    // Not to be seen by anybody: the new connection was there before the old one went.
    expect(seen.flat().filter((state) => state !== 'connected')).toEqual([]);
    for (const tab of [a, b, c]) expect(textOf(tab).split(' ').filter(Boolean)).toHaveLength(typed);
    expect(serverText(server)).toBe(textOf(a));
    // It is shown, and stays where it is: the one that leads is shown too.
    const [second] = server.sockets();
    a.tab.hidden = false;
    await new Promise((resolve) => setTimeout(resolve, TIMES.hiddenMs * 4));
    expect(server.sockets()).toEqual([second]);
  });

  test('[TB9] two lead for a moment: nothing is lost or doubled, and the later one stays', async () => {
    const server = new ScriptedServer();
    const browser = new Browser(server.net, without);
    const [a] = (await openTabs(browser, 1)) as [Person];
    // It hears nobody, so that the next takes it for dead; its socket is as before.
    const deaf = deafen(a);
    const b = await openTab(browser, { times: TIMES });
    await b.handle.ready();
    await until(() => server.connections === 2 && ready(b).live);
    for (let i = 0; i < 5; i++) {
      type(a, `a${i} `);
      type(b, `b${i} `);
    }
    await until(() => pushes(server).length >= 10);
    deaf();
    await until(() => server.connections === 1 && isSaved(a) && isSaved(b));
    await until(() => textOf(a) === textOf(b));
    expect(serverText(server)).toBe(textOf(a));
    expect(textOf(a).split(' ').filter(Boolean)).toHaveLength(10);
    expect(server.document(SCRATCH).rows).toHaveLength(10);
  });
});

/** From here on it gets no message of another tab, until the returned function is called. */
function deafen({ tab }: Person): () => void {
  const restore: (() => void)[] = [];
  for (const channel of tab.channels()) {
    const { onmessage } = channel;
    channel.onmessage = () => undefined;
    restore.push(() => (channel.onmessage = onmessage));
  }
  return () => restore.forEach((act) => act());
}

test('[TB9] of two the one that began later counts; at the same moment they agree all the same', () => {
  const leading = (tab: string, since: number): Leading => ({
    tab,
    since,
    ups: 1,
    visible: true,
    state: { state: 'connecting' },
    hello: null,
    skew: 0,
  });
  expect(isLater(leading('a', 2), leading('b', 1))).toBe(true);
  expect(isLater(leading('b', 1), leading('a', 2))).toBe(false);
  expect(isLater(leading('a', 1), leading('b', 1))).not.toBe(isLater(leading('b', 1), leading('a', 1)));
});

describe('presence', () => {
  test('[TB6] the tab that leads speaks for all: others see each of them, they see each other, and who is gone is gone', async () => {
    const server = new ScriptedServer();
    const browser = new Browser(server.net);
    const [a, b] = (await openTabs(browser, 2)) as [Person, Person];
    const [other] = (await openTabs(new Browser(server.net), 1)) as [Person];
    const sees = (who: Person, whom: Person) =>
      ready(who).awareness.getStates().get(ready(whom).doc.clientID) as { at?: number } | undefined;
    ready(a).awareness.setLocalStateField('at', 1);
    ready(b).awareness.setLocalStateField('at', 2);
    await until(() => sees(other, a)?.at === 1 && sees(other, b)?.at === 2);
    await until(() => sees(a, b)?.at === 2 && sees(b, a)?.at === 1);
    expect(sees(a, b)).toEqual({ at: 2, user: a.device.user });
    const [c] = (await openTabs(browser, 1)) as [Person];
    await until(() => sees(c, a)?.at === 1 && sees(c, b)?.at === 2);
    await killTab(b);
    await until(() => sees(a, b) === undefined && sees(other, b) === undefined);
    expect(sees(other, a)?.at).toBe(1);
    expect(server.connections).toBe(2);
  });
});

describe('apart', () => {
  test('[TB8] without a channel, without storage, or in another version of the app each tab has its own', async () => {
    const server = new ScriptedServer();
    await openTabs(new Browser(server.net, { channel: true }), 2);
    expect(server.connections).toBe(2);
    await openTabs(new Browser(server.net, { storage: true }), 2);
    expect(server.connections).toBe(4);
    const browser = new Browser(server.net);
    const [a] = (await openTabs(browser, 1)) as [Person];
    const Channel = browser.tab().environment.BroadcastChannel!;
    const [b] = (await openTabs(browser, 1, {
      environment: { BroadcastChannel: ofLaterVersion(Channel) },
    })) as [Person];
    expect(server.connections).toBe(6);
    type(a, 'old. ');
    await until(() => textOf(b) === 'old. ');
    type(b, 'new.');
    await until(() => textOf(a) === 'old. new.' && isSaved(a) && isSaved(b));
  });

  test('[TB8] people who share a browser share no socket', async () => {
    const server = new ScriptedServer();
    const browser = new Browser(server.net);
    await openTabs(browser, 2);
    await openTabs(browser, 2, { user: { id: '01900000-0000-7000-8000-0000000000bb', name: 'Min' } });
    expect(server.connections).toBe(2);
  });
});

/** Names its channels otherwise, as an app does whose tabs speak another language. */
function ofLaterVersion(Channel: new (name: string) => Channel): new (name: string) => Channel {
  return class extends Channel {
    constructor(name: string) {
      super(name.replace('-lead-', '-lead-next'));
    }
  };
}

describe('tokens', () => {
  test('[TB11] only the tab that leads asks for one, and a refused one signs nobody out while another can be had', async () => {
    const server = new ScriptedServer();
    const browser = new Browser(server.net);
    let asked = 0;
    const token = () => Promise.resolve(`token-${asked++}`);
    const [a, b] = (await openTabs(browser, 2, { token })) as [Person, Person];
    expect(asked).toBe(1);
    server.closeAll(4401);
    await until(() => asked === 2 && server.connections === 1);
    await until(() => [a, b].every(({ device }) => device.connection.get().state === 'connected'));
    await until(() => ready(a).live && ready(b).live);
    expect(asked).toBe(2);
  });

  test('[TB11] signed in again in another tab, that one takes the lead', async () => {
    const server = new ScriptedServer();
    const browser = new Browser(server.net);
    server.closeAtOpen = { code: 4401, reason: '' };
    const a = await openTab(browser, { times: TIMES });
    const b = await openTab(browser, { times: TIMES });
    await until(() => [a, b].every(({ device }) => device.connection.get().state === 'signedOut'), 15_000);
    server.closeAtOpen = null;
    b.device.reconnect();
    await until(() => [a, b].every(({ device }) => device.connection.get().state === 'connected'));
    await until(() => server.connections === 1);
  });
});

test('[TB7] a message between tabs that does not arrive is noticed: the tab begins anew and misses nothing', async () => {
  const server = new ScriptedServer();
  const [a, b] = (await openTabs(new Browser(server.net), 2)) as [Person, Person];
  const hear = deafen(b);
  server.write(SCRATCH, (doc) => doc.getText('text').insert(0, 'missed '));
  await until(() => textOf(a) === 'missed ');
  hear();
  server.write(SCRATCH, (doc) => doc.getText('text').insert(7, 'heard'));
  await until(() => textOf(b) === 'missed heard' && ready(b).live);
  const { doc } = ready(b);
  expect(Y.encodeStateVector(doc)).toEqual(Y.encodeStateVector(ready(a).doc));
});

test('[TB7] what was missed is noticed by its number alone, where no hole in the rows tells of it', async () => {
  const server = new ScriptedServer();
  const [a, b] = (await openTabs(new Browser(server.net), 2)) as [Person, Person];
  const hear = deafen(b);
  server.setAccess(SCRATCH, { read: true, write: false, role: 'viewer' });
  await until(() => !ready(a).access.write);
  hear();
  expect(ready(b).access.write).toBe(true);
  server.write(SCRATCH, (doc) => doc.getText('text').insert(0, 'heard'));
  await until(() => textOf(b) === 'heard' && !ready(b).access.write);
});

test('[TB5] a tab that joins again while the answer to its push is on its way is current after it', async () => {
  const server = new ScriptedServer();
  const [a, b] = (await openTabs(new Browser(server.net), 2)) as [Person, Person];
  const { rows, epoch } = server.document(SCRATCH);
  server.loseAnswers = true;
  type(b, 'mine');
  await until(() => rows.length === 1);
  // Rows with a hole in front of them: each tab joins once more.
  const joins: (() => void)[] = (server.waitingJoins = []);
  const ahead = { from: 3, to: 3, tip: 'of row 3', update: Y.encodeStateAsUpdate(new Y.Doc()) };
  server.broadcast({ type: 'rows', document: SCRATCH, epoch, ...ahead });
  await until(() => joins.length === 1);
  const [{ n }, { seq, tip }] = [pushes(server)[0]!, rows[0]!];
  server.broadcast({ type: 'ack', document: SCRATCH, n, seq, tip });
  server.loseAnswers = false;
  server.waitingJoins = null;
  joins[0]!();
  await until(() => [a, b].every((tab) => textOf(tab) === 'mine' && ready(tab).live && isSaved(tab)));
  expect(rows).toHaveLength(1);
});
