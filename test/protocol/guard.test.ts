import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { addThread, KINDS, readStages, stageContent, touchPath } from '@clapper/documents';
import { projectDocument } from '@clapper/protocol';
import { encodeUpdate } from '../../server/src/sync/frames.ts';
import { until } from '../harness/wait.ts';
import { RawDevice, RawDocument } from './raw-device.ts';
import { canonical } from './replicas.ts';
import { StockClient } from './stock-client.ts';
import { createWorld, type Person, type World } from './world.ts';

let world: World;
let ana: Person;
let ben: Person;
let board: string;
let plan: string;
let talk: string;
const stocks: StockClient[] = [];
const written: [document: string, user: string, path: string][] = [];

beforeAll(async () => {
  world = await createWorld({
    onWritten(document, writes) {
      for (const { user, touches } of writes) {
        written.push(...touches.map((touch): [string, string, string] => [document, user, touchPath(touch)]));
      }
      throw new Error('whoever listens may fail');
    },
  });
  ana = await world.person('ana', 'editor');
  ben = await world.person('ben', 'reviewer');
  board = projectDocument(world.project, 'board');
  plan = projectDocument(world.project, 'plan');
  talk = projectDocument(world.project, 'talk');
});
afterEach(() => {
  for (const one of stocks.splice(0)) one.close();
  RawDevice.closeAll();
});
afterAll(() => world.close());

const open = async (person: Person, document: string): Promise<RawDocument> =>
  RawDocument.join(await RawDevice.open(world.url, person.token), document);

async function stock(person: Person, document: string): Promise<StockClient> {
  const client = new StockClient(world, document, { person });
  stocks.push(client);
  return client.synced();
}

const shot = (doc: Y.Doc): [string, Y.Map<unknown>] => [...doc.getMap<Y.Map<unknown>>('shots').entries()][0]!;

const server = (document: string): Promise<unknown> => world.sync.read(document, canonical);

test('[GD4] [GD7] a device is told where: nothing of the update is applied, and its next edit passes', async () => {
  const a = await open(ana, board);
  const [id] = shot(a.doc);
  const before = await server(board);
  const answer = await a.write((doc) => {
    shot(doc)[1].set('status', 'review');
    shot(doc)[1].set('size', 'huge');
    doc.getMap('notes').set('x', 1);
  });
  expect(answer).toMatchObject({
    type: 'nack',
    code: 'REFUSED',
    retry: false,
    paths: [`shots/${id}/size`, 'notes/x'],
  });
  expect(await server(board)).toEqual(before);
  const again = await open(ana, board);
  expect(await again.write((doc) => shot(doc)[1].set('size', 'CU'))).toMatchObject({ type: 'ack' });
});

test('[GD4] [GD7] a stock client is closed with 4400 and why, and nobody else notices', async () => {
  const bystander = await stock(ana, plan);
  const { id } = readStages(bystander.doc).stages[0]!;
  const before = await server(plan);
  const client = await stock(ana, plan);
  client.doc.transact(() =>
    stageContent(client.doc, id)!.insert(0, [new Y.XmlElement('iframe'), new Y.XmlElement('paragraph')]),
  );
  expect(await client.whenClosed()).toEqual({
    code: 4400,
    reason: `REFUSED: unknown_content stages/${id}/content`,
  });
  expect(await server(plan)).toEqual(before);
  expect(bystander.closes).toEqual([]);
});

test('[GD5] on both endpoints nobody writes in another’s record or name', async () => {
  const author = await open(ana, talk);
  let id = '';
  const thread = { anchor: { type: 'project' as const }, words: 'Look!', at: 1 };
  expect(
    await author.write((doc) => void (id = addThread(doc, { ...thread, by: ana.id }, 'test'))),
  ).toMatchObject({ type: 'ack' });
  const before = await server(talk);
  const other = await open(ben, talk);
  expect(
    await other.write((doc) => doc.getMap<Y.Map<unknown>>('threads').get(id)!.set('words', 'mine')),
  ).toMatchObject({ code: 'REFUSED', paths: [`threads/${id}/words`] });
  const forger = await stock(ben, talk);
  addThread(forger.doc, { ...thread, by: ana.id }, 'test');
  expect((await forger.whenClosed()).reason).toMatch(/^REFUSED: forged threads\/.*\/authorId$/);
  expect(await server(talk)).toEqual(before);
  const own = await stock(ben, talk);
  addThread(own.doc, { ...thread, by: ben.id }, 'test');
  await until(async () => JSON.stringify(await server(talk)).includes(ben.id), { what: 'ben’s thread' });
});

test('[GD1] what was touched is found once, and told when it is on disk; who listens may fail', async () => {
  const a = await open(ana, board);
  const [id] = shot(a.doc);
  written.length = 0;
  expect(await a.write((doc) => shot(doc)[1].set('angle', 'low'))).toMatchObject({ type: 'ack' });
  await until(() => written.length > 0, { what: 'the touch' });
  expect(written).toEqual([[board, ana.id, `shots/${id}/angle`]]);
  expect(await a.write((doc) => doc.getMap('notes').set('x', 1))).toMatchObject({ type: 'nack' });
  expect(written).toHaveLength(1);
});

test('[GD7] what the guard refused is kept for the operator', async () => {
  const a = await open(ana, board);
  await a.write((doc) => doc.getMap('notes').set('x', 'kept for the operator'));
  const row = { document: board, user: ana.id, device: null, code: 'REFUSED', receivedAt: 1 } as const;
  const fits = (bytes: number): Promise<boolean> =>
    world.storage.documents.reject({ ...row, update: Uint8Array.of(1) }, bytes);
  // Within one person's allowance a second one does not fit beside the first.
  await until(async () => !(await fits(10)), { what: 'the refused bytes to be kept' });
});

test('[LE6] a stock client writes with nobody else’s id', async () => {
  const scratch = projectDocument(world.project, 'scratch', 'leases');
  const a = await open(ana, scratch);
  await a.type('mine');
  const editor = await world.person('eve', 'editor');
  const thief = await stock(editor, scratch);
  // What ana would write next.
  const forged = a.change((doc) => doc.getText('text').insert(4, ' not'));
  Y.applyUpdate(thief.doc, forged, 'as if it were its own');
  expect(await thief.whenClosed()).toMatchObject({ code: 4400 });
  expect(await world.sync.read(scratch, (doc) => doc.getText('text').toJSON())).toBe('mine');
});

/** Under which id the server wrote what a board begins with. */
function seedId(): number {
  const facts = { project: world.project, template: 'four-acts', language: 'en' } as const;
  const seed = Y.encodeStateVectorFromUpdate(KINDS.board.seed(facts)!);
  return [...Y.decodeStateVector(seed).keys()][0]!;
}

test('[LE7] nobody writes with an id that the server wrote with', async () => {
  const a = await open(ana, board);
  a.doc.clientID = seedId();
  const update = a.change((doc) => shot(doc)[1].set('size', 'MS'));
  expect(await a.answer(a.push(update, { clientId: seedId() }))).toMatchObject({ code: 'REFUSED' });
});

test('[LE6] [LE7] what is sent again leases nothing: neither with words of one’s own nor with a deletion', async () => {
  const project = await world.newProject(await world.person('owner', 'owner'));
  const own = projectDocument(project, 'board');
  const owner = await world.person('owner', 'owner');
  const a = await open(owner, own);
  const client = await stock(owner, own);
  const everything = (change: (doc: Y.Doc) => void): void => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(a.read().doc));
    const before = Y.encodeStateVector(doc);
    change(doc);
    const more = Y.encodeStateAsUpdate(doc, before);
    client.provider.ws!.send(
      new Uint8Array(encodeUpdate(Y.mergeUpdates([Y.encodeStateAsUpdate(a.doc), more]))),
    );
  };
  const title = (doc: Y.Doc): Y.Text => shot(doc)[1].get('title') as Y.Text;
  const titled = (words: string): Promise<unknown> =>
    until(() => title(a.read().doc).toJSON() === words, { what: `the title ${words}` });
  everything((doc) => title(doc).insert(0, 'ab'));
  await titled('ab');
  everything((doc) => title(doc).delete(0, 1));
  await titled('b');
  const { leases } = (await world.storage.documents.load(own))!;
  expect(leases.map(({ user }) => user)).toEqual([owner.id]);
  expect(leases[0]!.clientId).not.toBe(seedId());
});
