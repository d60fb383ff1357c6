import 'fake-indexeddb/auto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { MAX_CATCH_UP_ROWS, MAX_UPDATE_BYTES } from '@clapper/protocol';
import type { Environment } from './environment.ts';
import { Browser } from './testing/browser.ts';
import { closeAll, edit, openTab, ready, SCRATCH, textOf, type, until } from './testing/people.ts';
import { CANNOT_SAVE_MS } from './status.ts';
import { ScriptedServer } from './testing/scripted-server.ts';

// Real timers and real waiting: a busy machine takes its time.
vi.setConfig({ testTimeout: 20_000 });

afterEach(closeAll);

const viewer = { read: true, write: false, role: 'viewer' } as const;

async function opened(environment: Partial<Environment> = {}) {
  const server = new ScriptedServer();
  const browser = new Browser(server.net);
  server.write(SCRATCH, (doc) => doc.getText('text').insert(0, 'committed. '));
  const jin = await openTab(browser, { environment });
  await jin.handle.ready();
  await until(() => ready(jin).live);
  return { server, browser, jin };
}

describe('repair', () => {
  test('[RP6] [RP7] a refused edit leaves the document, and its words are kept', async () => {
    const { server, jin } = await opened();
    server.judge = () => ({ code: 'REFUSED', retry: false });
    const before = ready(jin);
    type(jin, 'refused words');
    await until(() => jin.device.kept.get().length === 1);
    await until(() => ready(jin).generation > before.generation);
    expect(textOf(jin)).toBe('committed. ');
    expect(ready(jin).doc).not.toBe(before.doc);
    expect(ready(jin).doc.clientID).not.toBe(before.doc.clientID);
    const [kept] = jin.device.kept.get();
    expect(kept).toMatchObject({ document: SCRATCH, reason: 'REFUSED', roleThen: 'editor' });
    expect(kept!.text).toContain('refused words');
    server.judge = () => null;
    type(jin, 'accepted');
    await until(() => server.document(SCRATCH).doc.getText('text').toString() === 'committed. accepted');
    await until(() => jin.device.status.get().state === 'saved');
  });

  test('[RP7] edits made while the repair runs are kept as well', async () => {
    const { server, jin } = await opened();
    server.judge = () => ({ code: 'REFUSED', retry: false });
    const { generation } = ready(jin);
    for (const word of ['one ', 'two ', 'three ', 'four ']) {
      type(jin, word);
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (ready(jin).generation > generation) server.judge = () => null;
    }
    // On a busy machine nothing has been judged yet.
    await until(() => ready(jin).generation > generation);
    server.judge = () => null;
    await until(() => jin.device.status.get().state === 'saved');
    await until(() => {
      const kept = jin.device.kept.get().map((row) => row.text);
      const words = [textOf(jin), ...kept].join('\n');
      for (const word of ['one', 'two', 'three', 'four']) expect(words).toContain(word);
    });
    expect(server.document(SCRATCH).doc.getText('text').toString()).toBe(textOf(jin));
  });

  test('[RP6] [RP7] a person downgraded while typing finds the words, and the document cannot be written', async () => {
    const { server, jin } = await opened();
    server.judge = () => null;
    type(jin, 'the last words');
    server.setAccess(SCRATCH, viewer);
    await until(() => jin.device.kept.get().length === 1);
    expect(jin.device.kept.get()[0]).toMatchObject({ reason: 'FORBIDDEN', roleThen: 'editor' });
    expect(jin.device.kept.get()[0]!.text).toContain('the last words');
    await until(() => textOf(jin) === 'committed. ');
    expect(ready(jin).access.write).toBe(false);
    await until(() => jin.device.status.get().state === 'upToDate');
  });

  test('[RP6] what a person typed who lost the right to write for a moment does not wait for ever', async () => {
    const { server, jin } = await opened();
    server.setAccess(SCRATCH, viewer);
    await until(() => !ready(jin).access.write);
    type(jin, 'in between');
    await until(() => !jin.device.onlyInMemory());
    server.setAccess(SCRATCH, { read: true, write: true, role: 'editor' });
    await until(() => jin.device.status.get().state === 'saved');
    const kept = jin.device.kept.get().map(({ text }) => text);
    expect([textOf(jin), ...kept].join()).toContain('in between');
    expect(textOf(jin)).toBe(server.document(SCRATCH).doc.getText('text').toString());
  });

  test('[RP8] a transaction over the limit is taken back at once and never pushed', async () => {
    const { server, jin } = await opened();
    type(jin, 'small ');
    const large = 'x'.repeat(MAX_UPDATE_BYTES + 1);
    edit(jin, (doc) => doc.getText('text').insert(0, large));
    await until(() => jin.device.kept.get().length === 1);
    expect(jin.device.kept.get()[0]).toMatchObject({ reason: 'TOO_LARGE' });
    expect(jin.device.kept.get()[0]!.text).toContain(large);
    await until(() => textOf(jin) === 'committed. small ');
    type(jin, 'and on');
    await until(() => server.document(SCRATCH).doc.getText('text').toString() === 'committed. small and on');
    await until(() => jin.device.status.get().state === 'saved');
  });

  test('[RP10] a reason to join anew waits for the answer that is under way', async () => {
    const { server, jin } = await opened();
    const joins = () => server.said.filter((message) => message.type === 'join').length;
    const before = joins();
    server.waitingJoins = [];
    server.net.cut();
    await until(() => server.waitingJoins!.length === 1);
    // Taken back on the device: then the document is read anew, and joined.
    const { generation } = ready(jin);
    edit(jin, (doc) => doc.getText('text').insert(0, 'x'.repeat(MAX_UPDATE_BYTES + 1)));
    await until(() => ready(jin).generation > generation);
    type(jin, 'and on');
    await until(() => !jin.device.onlyInMemory());
    expect(joins()).toBe(before + 1);
    server.waitingJoins[0]!();
    await until(() => server.waitingJoins!.length === 2);
    // What it pushed now would be lost with the join that is replaced.
    expect(server.said.filter((message) => message.type === 'push')).toEqual([]);
    server.waitingJoins[1]!();
    await until(() => jin.device.status.get().state === 'saved');
    expect(joins()).toBe(before + 2);
    expect(server.document(SCRATCH).doc.getText('text').toString()).toBe('committed. and on');
  });

  test('[RP10] a join that replaced another took the answers with it: what waits for one is pushed again', async () => {
    const { server, jin } = await opened();
    server.loseAnswers = true;
    type(jin, 'unanswered ');
    await until(() => server.document(SCRATCH).rows.length === 2);
    server.judge = () => ({ code: 'UNAVAILABLE', retry: true });
    type(jin, 'later');
    await until(() => jin.device.ledger.get()[0]?.state === 'unavailable');
    server.judge = () => null;
    server.loseAnswers = false;
    // As when the document was closed and opened again while its first join was under way.
    const { epoch, base, schema, access, rows } = server.document(SCRATCH);
    const head = { firstSeq: 1, headSeq: rows.length, headTip: rows.at(-1)!.tip };
    server.broadcast({
      type: 'joined',
      documents: [{ result: 'joined', document: SCRATCH, epoch, base, schema, access, ...head }],
    });
    await until(() => jin.device.status.get().state === 'saved');
    expect(server.document(SCRATCH).doc.getText('text').toString()).toBe('committed. unanswered later');
  });

  test('a deleted document stays readable, and what was not sent is kept', async () => {
    const { server, browser, jin } = await opened();
    browser.setOnline(false);
    type(jin, 'offline words');
    server.refuseJoin = () => ({ code: 'NOT_FOUND', retryAfterMs: 0 });
    browser.setOnline(true);
    await until(() => ready(jin).refused === 'NOT_FOUND');
    await until(() => jin.device.kept.get().length === 1);
    expect(jin.device.kept.get()[0]!.text).toContain('offline words');
    await until(() => textOf(jin) === 'committed. ');
    await until(() => jin.device.ledger.get()[0]?.state === 'refused');
  });

  test('[RP11] who was refused and is let in again has the document when the page is looked at', async () => {
    const { server, jin } = await opened();
    server.refuseJoin = () => ({ code: 'NOT_FOUND', retryAfterMs: 0 });
    server.broadcast({ type: 'leave', document: SCRATCH, code: 'NOT_FOUND', reason: '', retryAfterMs: 0 });
    await until(() => ready(jin).refused === 'NOT_FOUND');
    const looks = () => [...jin.tab.visible].forEach((look) => look());
    const joins = () => server.said.filter((message) => message.type === 'join').length;
    const before = joins();
    looks();
    await until(() => joins() === before + 1);
    expect(ready(jin).refused).toBe('NOT_FOUND');
    server.refuseJoin = () => null;
    looks();
    await until(() => ready(jin).live);
    expect(ready(jin)).toMatchObject({ refused: null, access: { write: true } });
    type(jin, 'back');
    await until(() => jin.device.status.get().state === 'saved');
    // One that is joined has nothing to ask.
    const after = joins();
    looks();
    server.write(SCRATCH, (doc) => doc.getText('text').insert(0, 'theirs '));
    await until(() => textOf(jin).startsWith('theirs '));
    expect(joins()).toBe(after);
  });

  test('one that was never here fails with the reason', async () => {
    const server = new ScriptedServer();
    server.refuseJoin = () => ({ code: 'NOT_FOUND', retryAfterMs: 0 });
    const jin = await openTab(new Browser(server.net));
    await expect(jin.handle.ready()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(jin.handle.state.get()).toEqual({ phase: 'failed', code: 'NOT_FOUND' });
  });

  test('[EP4] [EP12] another history replaces the copy whole; unsent words and the copy are kept', async () => {
    const { server, browser, jin } = await opened();
    browser.setOnline(false);
    type(jin, 'unsent');
    server.replace(SCRATCH, 'epoch-2', (doc) => doc.getText('text').insert(0, 'restored'));
    browser.setOnline(true);
    await until(() => textOf(jin) === 'restored');
    await until(() => jin.device.kept.get().length === 2);
    const [copy, unsent] = jin.device.kept.get().toSorted((a, b) => b.text.length - a.text.length);
    expect([copy, unsent]).toMatchObject([
      { reason: 'EPOCH', text: 'committed. ', copy: { epoch: 'epoch-1', seq: 1 } },
      { reason: 'EPOCH', text: expect.stringContaining('unsent') },
    ]);
    expect(unsent!.copy).toBeUndefined();
    type(jin, ' and on');
    await until(() => server.document(SCRATCH).doc.getText('text').toString() === 'restored and on');
  });

  test('[EP1] [EP10] [EP11] an old database copied back, which keeps its epoch, is noticed, and own edits come again', async () => {
    const { server, browser, jin } = await opened();
    type(jin, 'acknowledged ');
    await until(() => server.document(SCRATCH).rows.length === 2);
    await until(() => jin.device.status.get().state === 'saved');
    browser.setOnline(false);
    type(jin, 'unsent');
    // As many rows as before, but others.
    server.replace(SCRATCH, 'epoch-1', (doc) => doc.getText('text').insert(0, 'another '));
    server.write(SCRATCH, (doc) => doc.getText('text').insert(8, 'history'));
    browser.setOnline(true);
    await until(() => /another history/.test(textOf(jin)) && textOf(jin).length === 34);
    expect(textOf(jin)).toContain('acknowledged unsent');
    await until(() => jin.device.status.get().state === 'saved');
    // What others had written is not pushed again.
    expect(jin.device.kept.get()).toMatchObject([
      { text: 'committed. ', copy: { epoch: 'epoch-1', seq: 2 } },
    ]);
    type(jin, '!');
    await until(() => server.document(SCRATCH).doc.getText('text').toString() === `${textOf(jin)}`);
    expect(textOf(jin)).toContain('!');
  });

  test('[J7] [J8] far behind is not another history: offline edits merge', async () => {
    const { server, browser, jin } = await opened();
    browser.setOnline(false);
    type(jin, 'mine');
    for (let i = 0; i < MAX_CATCH_UP_ROWS + 5; i++) {
      server.write(SCRATCH, (doc) => doc.getText('text').insert(0, '.'));
    }
    browser.setOnline(true);
    await until(() => jin.device.status.get().state === 'saved' && ready(jin).live);
    const text = `${'.'.repeat(MAX_CATCH_UP_ROWS + 5)}committed. mine`;
    await until(() => server.document(SCRATCH).doc.getText('text').toString() === text);
    expect(textOf(jin)).toBe(text);
    expect(jin.device.kept.get()).toEqual([]);
  });

  test('[RP9] an outage refuses nothing: the edit waits and the pill says so', async () => {
    let skipped = 0;
    const { server, jin } = await opened({ now: () => Date.now() + skipped });
    server.judge = () => ({ code: 'UNAVAILABLE', retry: true });
    type(jin, 'patience');
    await until(() => jin.device.ledger.get()[0]?.state === 'unavailable');
    expect(jin.device.status.get().state).toBe('saving');
    skipped = CANNOT_SAVE_MS;
    await until(() => jin.device.status.get().state === 'serverCannotSave');
    expect(jin.device.status.get()).toMatchObject({ changes: 1, code: 'UNAVAILABLE' });
    server.judge = () => null;
    await until(() => jin.device.status.get().state === 'saved', 8_000);
    expect(jin.device.kept.get()).toEqual([]);
    expect(server.document(SCRATCH).doc.getText('text').toString()).toBe('committed. patience');
  }, 10_000);
});
