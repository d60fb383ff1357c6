import 'fake-indexeddb/auto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Browser } from './testing/browser.ts';
import { closeAll, closeTab, openTab, ready, SCRATCH, textOf, type, until } from './testing/people.ts';
import { ScriptedServer } from './testing/scripted-server.ts';

// Real timers and real waiting: a busy machine takes its time.
vi.setConfig({ testTimeout: 20_000 });

afterEach(closeAll);

describe('the life of an edit', () => {
  test('is stored, pushed and acknowledged, and the pill says saved', async () => {
    const server = new ScriptedServer();
    const jin = await openTab(new Browser(server.net));
    await jin.handle.ready();
    await until(() => ready(jin).live);
    type(jin, '안녕하세요');
    // In the very turn of the edit: nobody who asks is told that it is saved.
    expect(jin.device.status.get()).toEqual({ state: 'saving', changes: 1 });
    expect(jin.device.status.get()).toBe(jin.device.status.get());
    await until(() => jin.device.status.get().state === 'saved');
    expect(server.document(SCRATCH).doc.getText('text').toString()).toBe('안녕하세요');
  });

  test('opened offline again, the words are there', async () => {
    const server = new ScriptedServer();
    const browser = new Browser(server.net);
    const jin = await openTab(browser);
    await jin.handle.ready();
    type(jin, 'one');
    await until(() => server.document(SCRATCH).rows.length === 1);
    browser.setOnline(false);
    type(jin, ' two');
    await until(() => jin.device.status.get().state === 'offline');
    await closeTab(jin);
    const again = await openTab(browser);
    await again.handle.ready();
    expect(textOf(again)).toBe('one two');
    await until(() => again.device.status.get().state === 'offline');
    expect(again.device.status.get()).toMatchObject({ changes: 1 });
    browser.setOnline(true);
    await until(() => again.device.status.get().state === 'saved');
    expect(server.document(SCRATCH).doc.getText('text').toString()).toBe('one two');
  });
});
