import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { addEvent, moveEvent, readCalendar, type When } from '@clapper/documents';
import { projectDocument } from '@clapper/protocol';
import { until } from '../harness/wait.ts';
import { StockClient } from './stock-client.ts';
import { createWorld, type Person, type World } from './world.ts';

let world: World;
const stocks: StockClient[] = [];

beforeAll(async () => {
  world = await createWorld();
});
afterEach(() => {
  for (const one of stocks.splice(0)) one.close();
});
afterAll(() => world.close());

async function stock(person: Person): Promise<StockClient> {
  const client = new StockClient(world, projectDocument(world.project, 'calendar'), { person });
  stocks.push(client);
  return client.synced();
}

function on(day: string): When {
  return { allDay: false, start: `${day}T06:00`, end: `${day}T18:00`, zone: 'Asia/Seoul' };
}

test('[GD4] stock clients share a calendar; what one writes in another’s name nobody sees', async () => {
  const ana = await world.person('ana', 'editor');
  const ben = await world.person('ben', 'editor');
  const [a, b] = [await stock(ana), await stock(ben)];
  const id = addEvent(
    a.doc,
    { when: on('2026-11-12'), fields: { title: '촬영' }, by: ana.id, at: 1 },
    'test',
  );
  await until(() => readCalendar(b.doc).events.length === 1, { what: 'the event' });
  moveEvent(b.doc, id, on('2026-11-13'), { by: ben.id, at: 2 }, 'test');
  const first = () => readCalendar(a.doc).events[0]!;
  await until(() => first().when.start === '2026-11-13T06:00', { what: 'the move' });
  expect(first()).toMatchObject({ title: '촬영', proposals: [], sequence: 1 });

  moveEvent(b.doc, id, on('2026-11-14'), { by: ana.id, at: 3 }, 'test');
  expect(await b.whenClosed()).toMatchObject({ code: 4400 });
  expect(first().when).toEqual(on('2026-11-13'));
});

test('[GD4] a viewer reads the calendar and writes nothing', async () => {
  const vera = await stock(await world.person('vera', 'viewer'));
  addEvent(vera.doc, { when: on('2026-11-12'), by: 'vera', at: 1 }, 'test');
  expect(await vera.whenClosed()).toMatchObject({ code: 4403 });
});
