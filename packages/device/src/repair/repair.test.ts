import 'fake-indexeddb/auto';
import * as Y from 'yjs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Message } from '@clapper/protocol';
import { addShot, KINDS, readStages, setShotText } from '@clapper/documents';
import { Browser } from '../testing/browser.ts';
import {
  closeAll,
  edit,
  killTab,
  openTab,
  PROJECT,
  ready,
  SCRATCH,
  textOf,
  type,
  until,
  USER,
  type Person,
} from '../testing/people.ts';
import { ScriptedServer } from '../testing/scripted-server.ts';
import { fixturesOf } from '@clapper/documents/fixtures';

// Real timers and real waiting: a busy machine takes its time.
vi.setConfig({ testTimeout: 20_000 });

afterEach(closeAll);

type Push = Extract<Message, { type: 'push' }>;

/** A server that takes no update with this sign in it. */
function refusing(server: ScriptedServer, sign = '✗'): void {
  const bytes = new TextEncoder().encode(sign);
  server.judge = ({ update }) => (includes(update, bytes) ? { code: 'REFUSED', retry: false } : null);
}

function includes(bytes: Uint8Array, part: Uint8Array): boolean {
  return bytes.some((_, at) => part.every((byte, i) => bytes[at + i] === byte));
}

async function opened(document = SCRATCH) {
  const server = new ScriptedServer();
  const browser = new Browser(server.net);
  if (document === SCRATCH) server.write(SCRATCH, (doc) => doc.getText('text').insert(0, 'committed. '));
  const jin = await openTab(browser, { document });
  await jin.handle.ready();
  await until(() => ready(jin).live);
  return { server, browser, jin };
}

const committed = (server: ScriptedServer) => server.document(SCRATCH).doc.getText('text').toString();
const pushes = (server: ScriptedServer): Push[] => server.said.filter((message) => message.type === 'push');
const saved = ({ device }: Person) => until(() => device.status.get().state === 'saved');

describe('re-homing', () => {
  test('[RH1] [RH5] what is independent of a refused edit stays and is pushed, once', async () => {
    const { server, browser, jin } = await opened();
    refusing(server);
    browser.setOnline(false);
    type(jin, 'before ');
    type(jin, '✗ ');
    type(jin, 'after ');
    edit(jin, (doc) => doc.getMap('map').set('key', 1));
    const { generation } = ready(jin);
    browser.setOnline(true);
    await until(() => committed(server) === 'committed. before after ');
    await saved(jin);
    expect(textOf(jin)).toBe(committed(server));
    expect(ready(jin).generation).toBe(generation + 1);
    expect(server.document(SCRATCH).doc.getMap('map').toJSON()).toEqual({ key: 1 });
    expect(jin.device.kept.get().map(({ text }) => text)).toEqual(['✗ ']);
    // Pushed as it was before the refused one, under a new id behind it.
    const ids = new Map(pushes(server).map(({ n, clientId }) => [n, clientId]));
    expect([...ids.values()].filter((id, i, all) => all.indexOf(id) === i)).toHaveLength(2);
    expect(server.document(SCRATCH).rows).toHaveLength(4);
  });

  test('[RH8] what is typed while the repair runs, in this tab or another, is carried over', async () => {
    const { server, browser, jin } = await opened();
    const second = await openTab(browser);
    await second.handle.ready();
    await until(() => ready(second).live);
    refusing(server);
    const typed: string[] = [];
    const { generation } = ready(jin);
    type(jin, '✗ ');
    for (let i = 0; ready(jin).generation === generation || ready(second).generation === generation; i++) {
      for (const tab of [jin, second]) {
        const word = `<${typed.length}>`;
        typed.push(word);
        type(tab, word, i % 2 === 0 ? 0 : Infinity);
      }
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    await saved(jin);
    await saved(second);
    await until(() => textOf(jin) === committed(server) && textOf(second) === committed(server));
    for (const word of typed) expect(committed(server).split(word)).toHaveLength(2);
    expect(committed(server)).not.toContain('✗');
    expect(jin.device.kept.get().map(({ text }) => text)).toEqual(['✗ ']);
  });

  test('[RH12] the panel says since when undo begins anew, in the tab where something was to be undone', async () => {
    const { server, browser, jin } = await opened();
    const second = await openTab(browser);
    await second.handle.ready();
    await until(() => ready(second).live);
    const undoFrom = ({ device }: typeof jin) =>
      device.ledger.get().find(({ document }) => document === SCRATCH)?.undoFrom;
    const { generation } = ready(jin);
    expect(undoFrom(jin)).toBeNull();
    refusing(server);
    type(jin, '✗');
    await until(() => ready(jin).generation > generation && ready(second).generation > generation);
    await until(() => undoFrom(jin) !== null);
    expect(undoFrom(jin)).toBeLessThanOrEqual(Date.now());
    expect(undoFrom(second)).toBeNull();
  });

  test('[RH8] what is finished in the old doc, after the new one took its place, is carried over as well', async () => {
    const { server, jin } = await opened();
    refusing(server);
    const { doc: old, generation } = ready(jin);
    type(jin, '✗');
    await until(() => ready(jin).generation > generation);
    // As an input method does: letter for letter, each built on the one before, the first on what was refused.
    const text = old.getText('text');
    const end = text.length;
    for (const [remove, letter] of [
      [0, 'ㅎ'],
      [1, '하'],
      [1, '한'],
    ] as const) {
      old.transact(() => {
        text.delete(end, remove);
        text.insert(end, letter);
      }, 'typing');
    }
    old.transact(() => text.insert(0, '> '), 'typing');
    expect(textOf(jin)).toBe('> committed. 한');
    await saved(jin);
    expect(committed(server)).toBe('> committed. 한');
    expect(jin.device.kept.get().map(({ text: words }) => words)).toEqual(['✗']);
  });

  test('[RH8] [RH10] in a document that may not be written any more, it is the end of what is kept', async () => {
    const { server, browser, jin } = await opened();
    const { doc: old, generation } = ready(jin);
    const text = old.getText('text');
    browser.setOnline(false);
    type(jin, 'refused 하');
    server.document(SCRATCH).access = { read: true, write: false, role: 'viewer' };
    browser.setOnline(true);
    await until(() => ready(jin).generation > generation);
    old.transact(() => {
      text.delete(text.length - 1, 1);
      text.insert(text.length, '한');
    }, 'typing');
    await until(() => jin.device.kept.get()[0]?.text.endsWith('refused 한'));
    expect(jin.device.kept.get()).toHaveLength(1);
    expect(textOf(jin)).toBe('committed. ');
    expect(committed(server)).toBe('committed. ');

    server.setAccess(SCRATCH, { read: true, write: true, role: 'editor' });
    await until(() => ready(jin).access.write);
    await jin.device.tryAgain(jin.device.kept.get()[0]!.id);
    await saved(jin);
    expect(committed(server)).toBe('committed. refused 한');
  });

  test('[RH8] a row that a repair took away does not wait, though another tab tells of it late', async () => {
    const { server, browser, jin } = await opened();
    refusing(server);
    type(jin, '✗ ');
    await until(() => jin.device.kept.get().length === 1);
    await saved(jin);
    const channel = browser.tab().environment.BroadcastChannel!;
    const { clientID: clientId } = new Y.Doc();
    const row = {
      document: SCRATCH,
      tab: 'other',
      n: 1,
      clientId,
      update: new Uint8Array(),
      at: 1,
      change: 1,
    };
    const late = { type: 'rows', document: SCRATCH, epoch: 'epoch-1', generation: 0, rows: [row] };
    new channel(`clapper-${USER.id}-${jin.device.id}`).postMessage(late);
    type(jin, 'on');
    await until(() => committed(server) === 'committed. on');
    await saved(jin);
  });

  test('[RH7] nothing is pushed anew before the repair is on disk: a tab that dies in between doubles nothing', async () => {
    const { server, browser, jin } = await opened();
    const isRefused = (update: Uint8Array) => includes(update, new TextEncoder().encode('✗'));
    server.judge = ({ update }) => {
      if (!isRefused(update)) return null;
      jin.tab.disk = 'full';
      return { code: 'REFUSED', retry: false };
    };
    browser.setOnline(false);
    type(jin, '✗ ');
    type(jin, 'after ');
    await until(() => !jin.device.onlyInMemory());
    browser.setOnline(true);
    await until(() => jin.device.status.get().state === 'notSaved');
    expect(new Set(pushes(server).map(({ clientId }) => clientId)).size).toBe(1);
    expect(committed(server)).toBe('committed. ');
    await killTab(jin);
    refusing(server);
    const again = await openTab(browser);
    await again.handle.ready();
    await until(() => committed(server) === 'committed. after ');
    await saved(again);
    expect(textOf(again)).toBe('committed. after ');
    expect(again.device.kept.get().map(({ text }) => text)).toEqual(['✗ ']);
  });

  test('[RH6] an id that was used already is exchanged, and nothing is kept', async () => {
    const { server, browser, jin } = await opened();
    browser.setOnline(false);
    type(jin, 'mine ');
    type(jin, 'too');
    server.judge = ({ clientId }) =>
      clientId === ready(jin).doc.clientID ? { code: 'CLIENT_ID_REUSED', retry: false } : null;
    browser.setOnline(true);
    await until(() => committed(server) === 'committed. mine too');
    await saved(jin);
    expect(jin.device.kept.get()).toEqual([]);
  });
});

describe('kept edits', () => {
  test('[RH10] letters of one word, refused one after the other, are one kept edit', async () => {
    const { server, browser, jin } = await opened();
    server.judge = () => ({ code: 'REFUSED', retry: false });
    browser.setOnline(false);
    for (const letter of 'refused') type(jin, letter);
    browser.setOnline(true);
    await until(() => jin.device.kept.get()[0]?.text === 'refused');
    await saved(jin);
    expect(jin.device.kept.get()).toHaveLength(1);
    // As one edit it can be tried again.
    server.judge = () => null;
    await jin.device.tryAgain(jin.device.kept.get()[0]!.id);
    await until(() => committed(server) === 'committed. refused');
    expect(textOf(jin)).toBe('committed. refused');
    await until(() => jin.device.kept.get().length === 0);
  });

  test('[RH10] so are letters of which each was refused before the next was typed', async () => {
    const server = new ScriptedServer();
    const now = Date.now();
    // However long a repair takes, the person did not pause.
    const jin = await openTab(new Browser(server.net), { environment: { now: () => now } });
    await jin.handle.ready();
    await until(() => ready(jin).live);
    server.judge = () => ({ code: 'REFUSED', retry: false });
    for (const letter of 'no') {
      type(jin, letter);
      await until(() => jin.device.kept.get().some(({ text }) => text.includes(letter)));
    }
    expect(jin.device.kept.get().map(({ text }) => text.replaceAll(/\s/g, '').length)).toEqual([2]);
  });

  test('[RH9] one says where and why', async () => {
    const board = `${PROJECT}/board`;
    const { server, jin } = await opened(board);
    const { stages } = readStages(filled('plan'));
    let shot = '';
    edit(jin, (doc) => {
      shot = addShot(doc, { stage: stages[0]!.id, before: null, by: 'jin', at: 1 }, 'typing');
      setShotText(doc, shot, 'title', 'The last cup', 'typing');
    });
    await saved(jin);
    refusing(server);
    setShotText(ready(jin).doc, shot, 'action', 'Steam ✗ rises', 'typing');
    await until(() => jin.device.kept.get().length === 1);
    expect(jin.device.kept.get()[0]).toMatchObject({
      document: board,
      reason: 'REFUSED',
      text: 'Steam ✗ rises',
      place: { path: ['shots', shot, 'action'], name: 'The last cup' },
    });
    server.judge = () => null;
    server.setAccess(board, { read: true, write: false, role: 'viewer' });
    await until(() => !ready(jin).access.write);
    setShotText(ready(jin).doc, shot, 'action', 'Too late', 'typing');
    await until(() => jin.device.kept.get().length === 2);
    const late = jin.device.kept.get().find(({ reason }) => reason === 'FORBIDDEN');
    expect(late).toMatchObject({ text: 'Too late', roleThen: 'editor', became: { role: 'viewer' } });
    expect(Date.now() - late!.became!.at).toBeLessThan(20_000);
    await expect(jin.device.tryAgain(late!.id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('[RH9] refused again it is the same kept edit, and nothing tries by itself', async () => {
    const { server, jin } = await opened();
    refusing(server);
    type(jin, '✗ words');
    await until(() => jin.device.kept.get().length === 1);
    await saved(jin);
    const [kept] = jin.device.kept.get();
    const count = pushes(server).length;
    await jin.device.tryAgain(kept!.id);
    await until(() => pushes(server).length === count + 1);
    await until(() => jin.device.kept.get().length === 1);
    await saved(jin);
    expect(jin.device.kept.get()[0]).toMatchObject({ id: kept!.id, text: '✗ words' });
    expect(textOf(jin)).toBe('committed. ');
    // Others write, tabs reload: it is not sent again.
    server.write(SCRATCH, (doc) => doc.getText('text').insert(0, 'More. '));
    await until(() => textOf(jin) === 'More. committed. ');
    type(jin, 'on');
    await saved(jin);
    expect(pushes(server)).toHaveLength(count + 2);
  });

  test('[RH9] of two tabs that try it again at the same time one does', async () => {
    const { server, browser, jin } = await opened();
    const second = await openTab(browser);
    await second.handle.ready();
    refusing(server);
    type(jin, '✗ words');
    await until(() => jin.device.kept.get().length === 1 && second.device.kept.get().length === 1);
    server.judge = () => null;
    const [{ id } = { id: '' }] = jin.device.kept.get();
    await Promise.all([jin.device.tryAgain(id), second.device.tryAgain(id), jin.device.tryAgain(id)]);
    await until(() => committed(server) === 'committed. ✗ words');
    await saved(jin);
    await saved(second);
    await until(() => textOf(second) === committed(server));
    expect(server.document(SCRATCH).rows).toHaveLength(2);
    expect(second.device.kept.get()).toEqual([]);
  });

  test('[RH9] what it belonged to is gone: it stays kept', async () => {
    const { server, jin } = await opened();
    server.write(SCRATCH, (doc) => doc.getMap('notes').set('a', new Y.Text('note')));
    await until(() => ready(jin).doc.getMap('notes').has('a'));
    refusing(server);
    edit(jin, (doc) => (doc.getMap('notes').get('a') as Y.Text).insert(0, '✗ '));
    await until(() => jin.device.kept.get().length === 1);
    server.judge = () => null;
    server.write(SCRATCH, (doc) => doc.getMap('notes').delete('a'));
    await until(() => !ready(jin).doc.getMap('notes').has('a'));
    const [kept] = jin.device.kept.get();
    await expect(jin.device.tryAgain(kept!.id)).rejects.toMatchObject({ code: 'STALE' });
    expect(jin.device.kept.get()).toEqual([kept]);
  });
});

function filled(kind: 'plan'): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, fixturesOf(KINDS[kind])['filled']!);
  return doc;
}
