import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { addThread, type DomainEvent } from '@clapper/documents';
import { projectDocument } from '@clapper/protocol';
import { until } from '../harness/wait.ts';
import { RawDevice, RawDocument } from './raw-device.ts';
import { StockClient } from './stock-client.ts';
import { createWorld, type Person, type World } from './world.ts';

let world: World;
let ana: Person;
let ben: Person;
let board: string;
let talk: string;
const stocks: StockClient[] = [];

beforeAll(async () => {
  world = await createWorld();
  ana = await world.person('ana', 'editor');
  ben = await world.person('ben', 'reviewer');
  board = projectDocument(world.project, 'board');
  talk = projectDocument(world.project, 'talk');
});
afterEach(() => {
  for (const one of stocks.splice(0)) one.close();
  RawDevice.closeAll();
});
afterAll(() => world.close());

const open = async (person: Person, document: string): Promise<RawDocument> =>
  RawDocument.join(await RawDevice.open(world.url, person.token), document);

const shots = (doc: Y.Doc): [string, Y.Map<unknown>][] => [...doc.getMap<Y.Map<unknown>>('shots').entries()];

/** What stands in the database of everything but who joined, oldest first. */
async function told(): Promise<
  { user: string; type: string; target: string; event: DomainEvent; count: number }[]
> {
  const rows = await world.storage.activity.list(world.project, {}, 1_000);
  return rows
    .filter(({ targetType }) => targetType !== 'member')
    .toReversed()
    .map(({ user, type, target, event, count }) => ({
      user,
      type,
      target,
      event: JSON.parse(event) as DomainEvent,
      count,
    }));
}

test('[AC1] what a device and a stock client write is told under the names of those whom the server let in', async () => {
  const editor = await open(ana, board);
  const [shot] = shots(editor.doc)[0]!;
  expect(await editor.write((doc) => shots(doc)[0]![1].set('status', 'review'))).toMatchObject({
    type: 'ack',
  });
  const [first] = await told();
  expect(first).toMatchObject({
    user: ana.id,
    type: 'statusChanged',
    target: shot,
    event: { detail: { from: 'draft', to: 'review' } },
    count: 1,
  });

  const stock = new StockClient(world, talk, { person: ben });
  stocks.push(stock);
  await stock.synced();
  const thread = addThread(
    stock.doc,
    { anchor: { type: 'shot', shot }, words: 'Wider?', by: ben.id, at: 5 },
    'test',
  );
  await until(async () => (await told()).length === 2, { what: 'the comment in the activity' });
  const [, second] = await told();
  expect(second).toMatchObject({
    user: ben.id,
    type: 'commented',
    target: thread,
    event: { deviceAt: 5, detail: { place: { type: 'shot', id: shot }, mentions: [] } },
  });
  expect(JSON.stringify(second)).not.toContain('Wider');
});

test('[AC1] what was refused, came before or is the server’s own tells nothing', async () => {
  const before = await told();
  const editor = await open(ana, board);
  const update = editor.change((doc) => shots(doc)[1]![1].set('size', 'CU'));
  const n = editor.push(update);
  expect(await editor.answer(n)).toMatchObject({ type: 'ack' });
  const after = await told();
  expect(after).toHaveLength(before.length + 1);
  editor.device.messages.length = 0;
  editor.rewind();
  editor.push(update, { n });
  expect(await editor.answer(n)).toMatchObject({ type: 'ack' });
  expect(await editor.write((doc) => shots(doc)[2]![1].set('size', 'huge'))).toMatchObject({ type: 'nack' });
  const reviewer = await open(ben, board);
  expect(await reviewer.write((doc) => shots(doc)[3]![1].set('size', 'CU'))).toMatchObject({ type: 'nack' });
  await world.sync.write(board, null, (doc) => shots(doc)[4]![1].set('size', 'LS'));
  expect(await told()).toEqual(after);
});

test('[AC3] names that a database takes as no text cost no edit and are told', async () => {
  const editor = await open(ana, board);
  const [id, shot] = shots(editor.doc)[5]!;
  const title = (doc: Y.Doc) => doc.getMap<Y.Map<unknown>>('shots').get(id)!.get('title') as Y.Text;
  expect(shot.get('title')).toBeDefined();
  expect(await editor.write((doc) => title(doc).insert(0, 'a\0b'))).toMatchObject({ type: 'ack' });
  expect((await told()).at(-1)).toMatchObject({
    type: 'renamed',
    target: id,
    event: { target: { name: 'a\0b' } },
  });
});
