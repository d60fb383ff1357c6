import 'fake-indexeddb/auto';
import * as Y from 'yjs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  addShot,
  fragmentText,
  readBoard,
  readStages,
  renameStage,
  stageContent,
  appendContent,
} from '@clapper/documents';
import { ClapperError, projectDocument } from '@clapper/protocol';
import {
  closeAll,
  closeTab,
  edit,
  killTab,
  ready,
  textOf,
  type,
  until,
} from '../../packages/device/src/testing/people.ts';
import { createStage, type DeviceStage } from './device-stage.ts';

let stage: DeviceStage;
beforeEach(async () => {
  stage = await createStage();
});
afterEach(async () => {
  await closeAll();
  await stage.close();
});

const committed = (id = stage.document) => stage.world.sync.read(id, (doc) => doc.getText('text').toString());

describe('devices and the server', () => {
  test('[DU1] [RP9] two people offline both edit, come back and hold the same', async () => {
    const [ana, ben] = [await stage.person('ana', 'editor'), await stage.person('ben', 'editor')];
    const [here, there] = [stage.browser(), stage.browser()];
    const a = await stage.open(here, ana);
    const b = await stage.open(there, ben);
    await Promise.all([a.handle.ready(), b.handle.ready()]);
    type(a, 'start ');
    await until(() => textOf(b) === 'start ');
    here.setOnline(false);
    there.setOnline(false);
    type(a, 'A', 0);
    type(b, 'B');
    await until(() => expect(a.device.status.get()).toMatchObject({ state: 'offline', changes: 1 }));
    here.setOnline(true);
    there.setOnline(true);
    await until(() => textOf(a) === 'Astart B' && textOf(b) === 'Astart B');
    await until(() => a.device.status.get().state === 'saved' && b.device.status.get().state === 'saved');
    expect(await committed()).toBe('Astart B');
  });

  test('plan and board are seeded once and written by their own words', async () => {
    const [ana, ben] = [await stage.person('ana', 'editor'), await stage.person('ben', 'editor')];
    const plan = projectDocument(stage.world.project, 'plan');
    const board = projectDocument(stage.world.project, 'board');
    const a = await stage.open(stage.browser(), ana, { document: plan });
    const b = await stage.open(stage.browser(), ben, { document: plan });
    const shots = { a: a.device.open(board), b: b.device.open(board) };
    const boards = { a: await shots.a.ready(), b: await shots.b.ready() };
    await Promise.all([a.handle.ready(), b.handle.ready()]);
    const [stage1] = readStages(ready(a).doc).stages;
    renameStage(ready(a).doc, stage1!.id, '도입', 'typing');
    edit(b, (doc) =>
      appendContent(
        stageContent(doc, stage1!.id)!,
        [{ type: 'paragraph', content: [{ type: 'text', text: '골목의 아침' }] }],
        'typing',
      ),
    );
    addShot(boards.a.doc, { stage: stage1!.id, before: null, by: ana.id, at: 1 }, 'typing');
    await until(() => {
      expect(readStages(ready(b).doc).stages[0]!.title).toBe('도입');
      expect(fragmentText(stageContent(ready(a).doc, stage1!.id)!)).toContain('골목의 아침');
      const { stages } = readStages(ready(a).doc);
      expect(readBoard(boards.b.doc, stages).shots).toHaveLength(13);
    });
  });

  test('[DU4] an answer lost after the commit changes nothing twice', async () => {
    const ana = await stage.person('ana', 'editor');
    const a = await stage.open(stage.browser(), ana);
    await a.handle.ready();
    await until(() => ready(a).live);
    stage.net.deaf = true;
    type(a, 'once');
    await until(async () => (await committed()) === 'once');
    expect(a.device.status.get().state).toBe('saving');
    stage.net.deaf = false;
    stage.net.cut();
    await until(() => a.device.status.get().state === 'saved');
    expect(await committed()).toBe('once');
    expect((await stage.world.storage.documents.head(stage.document))!.headSeq).toBe(1);
  });

  test('[J5] 500 documents of which 3 changed reconnect with two frames', async () => {
    const ana = await stage.person('ana', 'editor');
    const a = await stage.open(stage.browser(), ana);
    const ids = Array.from({ length: 500 }, (_, i) =>
      projectDocument(stage.world.project, 'scratch', `d${i}`),
    );
    const handles = ids.map((id) => a.device.open(id));
    await Promise.all(handles.map((handle) => handle.ready()));
    const live = () =>
      handles.every((handle) => {
        const state = handle.state.get();
        return state.phase === 'ready' && state.live;
      });
    await until(live, 20_000);
    stage.net.cut();
    await until(() => !live());
    stage.net.sent = 0;
    for (const i of [7, 77, 377]) {
      await stage.world.sync.write(ids[i]!, null, (doc) => doc.getText('text').insert(0, `changed ${i}`));
    }
    await until(live, 20_000);
    // The provider's step 1 and one JOIN.
    expect(stage.net.sent).toBe(2);
    const state = handles[77]!.state.get();
    expect(state.phase === 'ready' && state.doc.getText('text').toString()).toBe('changed 77');
  }, 60_000);

  test('opening every kind as editor and as viewer writes nothing', async () => {
    const people = [await stage.person('ana', 'editor'), await stage.person('vic', 'viewer')];
    const ids = ['info', 'plan', 'board', 'talk'].map((kind) => projectDocument(stage.world.project, kind));
    const heads: number[] = [];
    for (const person of people) {
      const tab = await stage.open(stage.browser(), person, { document: ids[0]! });
      const handles = ids.map((id) => tab.device.open(id));
      await Promise.all(handles.map((handle) => handle.ready()));
      await closeTab(tab);
      const now = await Promise.all(
        ids.map(async (id) => (await stage.world.storage.documents.head(id))!.headSeq),
      );
      heads.push(now.reduce((sum, seq) => sum + seq, 0));
    }
    // What stands there is the server's: seeds and projections, written before anybody looked.
    expect(heads[1]).toBe(heads[0]);
  });

  test('[HS14] a restart of the server in the middle of typing loses nothing', async () => {
    const ana = await stage.person('ana', 'editor');
    const a = await stage.open(stage.browser(), ana);
    await a.handle.ready();
    const words = Array.from({ length: 40 }, (_, i) => `w${i} `);
    const restarted = stage.world.restart();
    for (const word of words) {
      type(a, word);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await restarted;
    await until(() => a.device.status.get().state === 'saved', 15_000);
    expect(await committed()).toBe(words.join(''));
    expect(a.device.kept.get()).toEqual([]);
  }, 30_000);
});

test('[DU7] [RP9] a server that cannot store refuses nothing: the edits wait, and the pill says so', async () => {
  let broken = false;
  const fails = async (): Promise<never> => {
    throw new ClapperError('DISK_FULL', 'The disk is full.');
  };
  const failing = await createStage({
    wrap: (storage) => ({
      ...storage,
      documents: {
        ...storage.documents,
        append: (batch) => (broken ? fails() : storage.documents.append(batch)),
      },
    }),
    limits: { retryAfterMs: 100 },
  });
  try {
    let skipped = 0;
    const ana = await failing.person('ana', 'editor');
    const a = await failing.open(failing.browser(), ana, {
      environment: { now: () => Date.now() + skipped },
    });
    await a.handle.ready();
    await until(() => ready(a).live);
    broken = true;
    type(a, 'kept here');
    await until(() => a.device.ledger.get()[0]?.state === 'unavailable');
    skipped = 5_000;
    await until(() => expect(a.device.status.get()).toMatchObject({ state: 'serverCannotSave', changes: 1 }));
    broken = false;
    await until(() => a.device.status.get().state === 'saved', 10_000);
    expect(a.device.kept.get()).toEqual([]);
    expect(await failing.world.sync.read(failing.document, (doc) => doc.getText('text').toString())).toBe(
      'kept here',
    );
    await closeTab(a);
  } finally {
    await failing.close();
  }
});

describe('rights', () => {
  test('[RP6] [RP7] [RP12] downgraded while typing: the document is repaired and the words are kept', async () => {
    const ana = await stage.person('ana', 'editor');
    const a = await stage.open(stage.browser(), ana);
    await a.handle.ready();
    type(a, 'acknowledged. ');
    await until(async () => (await committed()) === 'acknowledged. ');
    const { generation } = ready(a);
    const change = stage.world.setRole(ana, 'viewer');
    let typed = '';
    for (let i = 0; ready(a).access.write && i < 2_000; i++) {
      typed += `${i} `;
      type(a, `${i} `);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await change;
    type(a, 'too late ');
    await until(() => a.device.kept.get().length > 0 && a.device.status.get().state === 'upToDate');
    await until(() => ready(a).generation > generation);
    const kept = a.device.kept.get();
    expect(kept[0]).toMatchObject({ reason: 'FORBIDDEN', roleThen: 'editor', document: stage.document });
    const text = await committed();
    await until(() => textOf(a) === text);
    const everything = text + kept.map((row) => row.text).join('\n');
    for (const word of [...typed.trim().split(' '), 'too late']) expect(everything).toContain(word);
    expect(ready(a).access).toEqual({ read: true, write: false, role: 'viewer' });
  });

  test('[HS10] removed from the project: the copy stays readable, unsent words are kept', async () => {
    const ana = await stage.person('ana', 'editor');
    const browser = stage.browser();
    const a = await stage.open(browser, ana);
    await a.handle.ready();
    type(a, 'mine. ');
    await until(async () => (await committed()) === 'mine. ');
    await until(() => a.device.ledger.get()[0]?.state === 'saved');
    browser.setOnline(false);
    type(a, 'unsent');
    await stage.world.setRole(ana, null);
    browser.setOnline(true);
    await until(() => ready(a).refused === 'NOT_FOUND' && a.device.kept.get().length === 1);
    expect(a.device.kept.get()[0]!.text).toContain('unsent');
    await until(() => textOf(a) === 'mine. ');
  });

  test('[J2] a stranger finds nothing', async () => {
    const sue = await stage.world.person('sue', null);
    const a = await stage.open(stage.browser(), sue, {
      document: projectDocument(stage.world.project, 'plan'),
    });
    await expect(a.handle.ready()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('[HS9] a session that ended is signed out', async () => {
    const ana = await stage.person('ana', 'editor');
    const a = await stage.open(stage.browser(), ana);
    await a.handle.ready();
    await until(() => a.device.connection.get().state === 'connected');
    stage.world.endSession(ana);
    await until(() => a.device.connection.get().state === 'signedOut', 5_000);
    type(a, 'still here');
    await until(() => expect(a.device.status.get()).toMatchObject({ state: 'offline', changes: 1 }));
  });
});

describe.each([
  ['with locks and a channel', {}],
  ['as on plain http, without locks', { locks: true }],
])('tabs %s', (_name, without) => {
  test('two tabs offline both edit: both hold everything, one copy each, and a reload keeps it', async () => {
    const ana = await stage.person('ana', 'editor');
    const browser = stage.browser(without);
    const a = await stage.open(browser, ana);
    await a.handle.ready();
    const b = await stage.open(browser, ana);
    await b.handle.ready();
    browser.setOnline(false);
    type(a, 'from a. ');
    await until(() => textOf(b) === 'from a. ');
    type(b, 'from b. ');
    await until(() => textOf(a) === 'from a. from b. ');
    await until(() => !a.device.onlyInMemory() && !b.device.onlyInMemory());
    await closeTab(a);
    await closeTab(b);
    const c = await stage.open(browser, ana);
    await c.handle.ready();
    expect(textOf(c)).toBe('from a. from b. ');
    browser.setOnline(true);
    await until(() => c.device.status.get().state === 'saved');
    expect(await committed()).toBe('from a. from b. ');
  });

  test('a tab that dies with pending rows: another pushes them', async () => {
    const ana = await stage.person('ana', 'editor');
    const browser = stage.browser(without);
    const a = await stage.open(browser, ana);
    await a.handle.ready();
    browser.setOnline(false);
    type(a, 'last words');
    await until(() => !a.device.onlyInMemory());
    await killTab(a);
    const b = await stage.open(browser, ana);
    await b.handle.ready();
    browser.setOnline(true);
    await until(() => b.device.status.get().state === 'saved' && textOf(b) === 'last words');
    await until(async () => (await committed()) === 'last words');
  });
});

test('[PR2] [PR6] people see each other, by the name the server knows', async () => {
  const [ana, ben] = [await stage.person('ana', 'editor'), await stage.person('ben', 'viewer')];
  const here = stage.browser();
  const a = await stage.open(here, ana);
  await a.handle.ready();
  ready(a).awareness.setLocalStateField('cursor', { at: 1 });
  ready(a).awareness.setLocalStateField('user', { id: 'forged', name: 'Somebody else' });
  const b = await stage.open(stage.browser(), ben);
  await b.handle.ready();
  const seen = () => [...ready(b).awareness.getStates()].find(([id]) => id === ready(a).doc.clientID)?.[1];
  await until(() => expect(seen()).toEqual({ cursor: { at: 1 }, user: { id: ana.id, name: 'ana' } }));
  here.setOnline(false);
  await until(() => seen() === undefined);
  here.setOnline(true);
  await until(() => expect(seen()).toMatchObject({ cursor: { at: 1 } }));
  ready(b).awareness.setLocalStateField('viewing', true);
  await until(() => ready(a).awareness.getStates().get(ready(b).doc.clientID)?.viewing === true);
  expect(Y.encodeStateVector(ready(a).doc)).toEqual(Y.encodeStateVector(ready(b).doc));
});
