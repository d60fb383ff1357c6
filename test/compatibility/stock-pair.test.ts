import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import { projectDocument } from '@clapper/protocol';
import { readStages, stageContent } from '@clapper/documents';
import { count } from '../harness/counts.ts';
import { until } from '../harness/wait.ts';
import { RawDevice, RawDocument } from '../protocol/raw-device.ts';
import { StockClient } from '../protocol/stock-client.ts';
import { createWorld, type Person, type World } from '../protocol/world.ts';

/** y-websocket and y-indexeddb as they come from npm: the pair that other Yjs programs use. */
let world: World;
let ana: Person;
let ben: Person;
let viewer: Person;
const open: { client: StockClient; kept: IndexeddbPersistence }[] = [];

beforeAll(async () => {
  world = await createWorld();
  ana = await world.person('ana', 'editor');
  ben = await world.person('ben', 'editor');
  viewer = await world.person('vera', 'viewer');
});
afterEach(() => {
  for (const pair of open.splice(0)) leave(pair);
  RawDevice.closeAll();
});
afterAll(() => world.close());

async function pair(document: string, person: Person, database = `${person.id} ${document}`) {
  const doc = new Y.Doc();
  const kept = new IndexeddbPersistence(database, doc);
  await kept.whenSynced;
  const made = { client: new StockClient(world, document, { person, doc }), kept };
  open.push(made);
  return made;
}

function leave({ client, kept }: (typeof open)[number]): void {
  client.close();
  void kept.destroy();
}

const scratch = (name: string): string => projectDocument(world.project, 'scratch', name);

test('[PL2] offline edits that outlived a reload reach a device, and its own reach them', async () => {
  const id = scratch('pair');
  const a = await RawDocument.join(await RawDevice.open(world.url, ana.token), id);
  await a.type('from the device ');
  const first = await pair(id, ben);
  await first.client.synced();
  first.client.provider.disconnect();
  first.client.type('written offline ');
  await a.type('meanwhile ');
  // A row of its own for every edit: when it can be read back, it is stored.
  await first.kept.set('stored', 'yes');
  await until(async () => (await first.kept.get('stored')) === 'yes', { what: 'the edit to be stored' });
  leave(first);
  const second = await pair(id, ben);
  expect(second.client.text()).toContain('written offline ');
  await second.client.synced();
  await until(() => a.text() === second.client.text() && a.text().includes('written offline '), {
    what: 'both to converge',
  });
  expect(a.text()).toContain('meanwhile ');
  expect(await world.sync.read(id, (doc) => doc.getText('text').toJSON())).toBe(a.text());
});

test('[PL2] the same with the plan', async () => {
  const id = projectDocument(world.project, 'plan');
  const a = await RawDocument.join(await RawDevice.open(world.url, ana.token), id);
  const { client } = await pair(id, ben);
  await client.synced();
  const [stage] = readStages(client.doc).stages;
  const words = (doc: Y.Doc): string => stageContent(doc, stage!.id)!.toJSON();
  client.provider.disconnect();
  stageContent(client.doc, stage!.id)!.insert(0, [new Y.XmlText('offline')]);
  await a.write((doc) => stageContent(doc, stage!.id)!.insert(0, [new Y.XmlText('online')]));
  client.provider.connect();
  await until(() => words(a.read().doc) === words(client.doc) && words(client.doc).includes('offline'), {
    what: 'both to converge',
  });
  expect(words(a.doc)).toContain('online');
});

const SECONDS = count(40, 600);

test(
  `[HS12] [PL3] after ${SECONDS} s of silence everybody is still connected, a viewer too`,
  async () => {
    const id = scratch('silence');
    await (await RawDocument.join(await RawDevice.open(world.url, ana.token), id)).type('x');
    const editor = await pair(id, ben);
    const quiet = await pair(id, viewer);
    for (const { client } of [editor, quiet]) {
      await client.synced();
      // Without a state of its own a provider says nothing by itself, and hears nothing back.
      client.provider.awareness.setLocalState(null);
    }
    const device = await RawDevice.open(world.url, ben.token);
    const until_ = Date.now() + SECONDS * 1_000;
    await until(() => Date.now() > until_, { what: 'the silence to end', timeout: SECONDS * 1_000 + 5_000 });
    expect([editor, quiet].map(({ client }) => client.closes)).toEqual([[], []]);
    expect(device.closed).toBeNull();
    editor.client.type('y');
    await until(() => quiet.client.text() === 'xy', { what: 'the next edit' });
  },
  (SECONDS + 30) * 1_000,
);
