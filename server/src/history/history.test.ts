import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plan, renameStage, readStages } from '@clapper/documents';
import { newId, projectDocument } from '@clapper/protocol';
import * as Y from 'yjs';
import { SILENT } from '../log.ts';
import { FoldThreads } from '../sync/fold-threads.ts';
import { openStorage } from '../storage/open.ts';
import type { Storage } from '../storage/storage.ts';
import { createHistory, SETTLED_MS, WAITED_MS, type History } from './history.ts';
import { RETENTION } from './retention.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let storage: Storage;
let history: History;
let dir: string;
let now = 1_800_000_000_000;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'clapper-history-'));
  storage = await openStorage(`file:${join(dir, 'clapper.db')}`, { log: SILENT });
  const { documents, versions } = storage;
  history = createHistory({
    documents,
    versions,
    folder: new FoldThreads(SILENT),
    log: SILENT,
    now: () => now,
  });
});
afterAll(async () => {
  await storage.close();
  rmSync(dir, { recursive: true });
});

/** A plan as the server makes it, and a device that writes in it. */
async function givenPlan() {
  const project = newId();
  const id = projectDocument(project, 'plan');
  const epoch = newId();
  const seed = plan.seed({ project, template: 'four-acts', language: 'en' })!;
  await storage.documents.create({ id, project, kind: 'plan', epoch, schema: 1, seed, createdAt: now });
  const doc = new Y.Doc();
  Y.applyUpdate(doc, seed);
  const stage = readStages(doc).stages[0]!.id;
  async function write(user: string, title: string): Promise<void> {
    const before = Y.encodeStateVector(doc);
    renameStage(doc, stage, title, 'test');
    const update = Y.encodeStateAsUpdate(doc, before);
    const who = { user, device: null, n: null, clientId: doc.clientID, clockFrom: null, clockTo: null };
    await storage.documents.append([
      { document: id, epoch, rows: [{ update, ...who, schema: 1, receivedAt: now }] },
    ]);
  }
  const titles = async () => {
    const kept = (await storage.versions.list(id)).toReversed();
    return Promise.all(kept.map(async (version) => titleIn((await history.load(id, version.id))!.update)));
  };
  return { id, write, titles };
}

function titleIn(update: Uint8Array): string {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  return readStages(doc).stages[0]!.title;
}

describe('automatic points', () => {
  it('[HI1] are made when the work has come to rest, once, with who did it', async () => {
    const { id, write, titles } = await givenPlan();
    await history.keepSettled();
    expect(await storage.versions.list(id)).toEqual([]);
    await write('ada', 'one');
    now += SETTLED_MS;
    await history.keepSettled();
    expect(await titles()).toEqual([]);
    await write('bo', 'two');
    now += SETTLED_MS + 1;
    await history.keepSettled();
    await history.keepSettled();
    expect(await titles()).toEqual(['two']);
    expect(await storage.versions.list(id)).toMatchObject([
      { reason: 'settled', name: null, user: null, authors: ['ada', 'bo'], createdAt: now },
    ]);
  });

  it('[HI1] do not wait longer than ten minutes for rest', async () => {
    const { write, titles } = await givenPlan();
    for (let minute = 0; minute * MINUTE <= WAITED_MS + MINUTE; minute++) {
      await write('ada', `${minute}`);
      now += MINUTE;
      await history.keepSettled();
    }
    expect(await titles()).toEqual(['10']);
  });

  it('[HI1] of other documents are made although one cannot be read', async () => {
    // What other tests left.
    now += WAITED_MS;
    await history.keepSettled();
    const [bad, good] = [await givenPlan(), await givenPlan()];
    const { epoch } = (await storage.documents.head(bad.id))!;
    const row = { user: 'ada', device: null, n: null, clientId: null, clockFrom: null, clockTo: null };
    await storage.documents.append([
      {
        document: bad.id,
        epoch,
        rows: [{ update: new Uint8Array([9, 9, 9]), ...row, schema: 1, receivedAt: now }],
      },
    ]);
    await good.write('bo', 'fine');
    now += SETTLED_MS + 1;
    expect(await history.keepSettled()).toBe(1);
    expect(await good.titles()).toEqual(['fine']);
    expect(await storage.versions.list(bad.id)).toEqual([]);
    await storage.documents.remove(bad.id.split('/')[0]!, now);
  });
});

describe('a version', () => {
  it('[HI3] holds all that was on disk when it was made, whether as rows, a snapshot or both', async () => {
    const { id, write, titles } = await givenPlan();
    await write('ada', 'rows');
    await history.keep(id, { reason: 'named', name: 'a', user: 'ada' });
    await write('ada', 'snapshot');
    const loaded = (await storage.documents.load(id))!;
    const doc = new Y.Doc();
    for (const { update } of loaded.rows) Y.applyUpdate(doc, update);
    const { epoch, headSeq } = loaded.head;
    await storage.documents.compact(id, epoch, headSeq, Y.encodeStateAsUpdate(doc), now);
    now += 1;
    await history.keep(id, { reason: 'named', name: 'b', user: 'ada' });
    await write('bo', 'both');
    now += 1;
    await history.keep(id, { reason: 'restore', user: 'bo' });
    expect(await titles()).toEqual(['rows', 'snapshot', 'both']);
  });

  it('[HI3] holds all of a large document, which a thread puts together', async () => {
    const { id, write, titles } = await givenPlan();
    await write('ada', 'before');
    const { epoch, headSeq } = (await storage.documents.head(id))!;
    const large = new Y.Doc();
    large.getMap('later').set('x', 'x'.repeat(300_000));
    const nobody = { user: null, device: null, n: null, clientId: null, clockFrom: null, clockTo: null };
    const row = { ...nobody, update: Y.encodeStateAsUpdate(large), schema: 1, receivedAt: now };
    await storage.documents.append([{ document: id, epoch, rows: [row] }]);
    const version = await history.keep(id, { reason: 'named', name: 'large', user: 'ada' });
    expect(version.seq).toBe(headSeq + 1);
    expect(version.bytes).toBeGreaterThan(300_000);
    expect(await titles()).toEqual(['before']);
  });

  it('is refused of a document that is not there, and when there are too many names', async () => {
    const named = { reason: 'named', name: 'n', user: 'ada' } as const;
    await expect(history.keep(`${newId()}/plan`, named)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { id, write } = await givenPlan();
    await write('ada', 'x');
    await Promise.all(Array.from({ length: RETENTION.maxNamed }, () => history.keep(id, named)));
    await expect(history.keep(id, named)).rejects.toMatchObject({ code: 'TOO_LARGE' });
    await history.keep(id, { reason: 'restore', user: 'ada' });
  });

  it('[HI11] is given a name later, within the same number of names', async () => {
    const named = { reason: 'named', name: 'n', user: 'ada' } as const;
    const { id, write } = await givenPlan();
    await write('ada', 'x');
    const nameless = await history.keep(id, { reason: 'restore', user: 'ada' });
    await write('ada', 'y');
    const [first] = await Promise.all(
      Array.from({ length: RETENTION.maxNamed }, () => history.keep(id, named)),
    );
    await expect(history.rename(id, nameless.id, 'one too many', 'bo')).rejects.toMatchObject({
      code: 'TOO_LARGE',
    });
    expect(await history.rename(id, first!.id, 'another', 'bo')).toMatchObject({
      name: 'another',
      user: 'bo',
    });
    expect(await history.rename(id, first!.id, null, 'bo')).toMatchObject({ name: null });
    expect(await history.rename(id, nameless.id, 'the last', 'bo')).toMatchObject({ name: 'the last' });
  });
});

it('[HI2] thins out the versions of every document, and says who wrote in what stays', async () => {
  const plans = [await givenPlan(), await givenPlan(), await givenPlan()];
  for (const [index, name] of ['first', 'second', 'third'].entries()) {
    for (const { id, write } of plans) {
      await write(`user ${index}`, name);
      await history.keep(id, { reason: 'restore', user: 'ada' });
    }
    now += 60_000;
  }
  now += 3 * DAY;
  expect(await history.thinOut()).toBeGreaterThanOrEqual(3);
  for (const { id, titles } of plans) {
    expect(await titles()).toEqual(['third']);
    expect((await storage.versions.list(id))[0]!.authors).toEqual(['user 0', 'user 1', 'user 2']);
  }
  expect(await history.thinOut()).toBe(0);
});
