import { addEvent, deleteEvents, moveEvent, readInbox, restoreEvents, type When } from '@clapper/documents';
import { instantOf } from '@clapper/documents/calendar';
import { projectDocument, userDocument } from '@clapper/protocol';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openApi, type TestApi } from '../http/test-api.ts';
import { SILENT } from '../log.ts';
import { givenMember, givenProject, givenUser } from '../storage/conformance/given.ts';
import type { User } from '../storage/storage.ts';
import { FoldThreads } from '../sync/fold-threads.ts';
import { createDeadlines, type Deadlines } from './deadlines.ts';
import type { Notice } from './delivery.ts';
import { createProjectFacts } from './project-facts.ts';

let api: TestApi;
let owner: User;
let rae: User;
let project: string;
let calendar: string;
let notices: Notice[];
let now: number;
const folder = new FoldThreads(SILENT);

const seoul = (wall: string) => instantOf(wall, 'Asia/Seoul');
const day = (start: string, end: string): When => ({ allDay: true, start, end });

beforeAll(async () => (api = await openApi()));
afterAll(() => api.close());
beforeEach(async () => {
  notices = [];
  owner = await givenUser(api.storage, { nickname: 'owner' });
  const row = await givenProject(api.storage, owner.id, { deadline: '2026-12-18', name: '골목' });
  rae = await givenMember(api.storage, row, 'reviewer');
  project = row.id;
  calendar = projectDocument(project, 'calendar');
});

/** A server that starts: it knows nothing but what is on disk. */
function start(): Deadlines {
  const { storage, server } = api;
  return createDeadlines({
    storage,
    folder,
    facts: createProjectFacts({
      projects: storage.projects,
      read: (document, read) => server.sync.read(document, read),
      people: (document) => server.sync.people(document),
    }),
    delivery: {
      tell: async (all) => void notices.push(...all.filter((one) => one.project.id === project)),
    },
    changed: () => {},
    log: SILENT,
    now: () => now,
  });
}

async function inboxOf(person: User): Promise<[string, string][]> {
  const home = userDocument(person.id, 'home');
  await api.server.sync.refresh(home);
  const items = await api.server.sync.read(home, readInbox);
  return items.filter(({ type }) => type === 'deadline').map(({ label, detail }) => [label, detail]);
}

const change = (write: Parameters<typeof api.server.sync.write>[2]) =>
  api.server.sync.write(calendar, null, write);
const ACT = { by: 'owner', at: 1_000 };

it('[NT5] tells everybody of the project’s own day, once, a week and a day ahead, over restarts', async () => {
  const first = start();
  now = seoul('2026-12-11T08:59');
  await first.look();
  expect([await inboxOf(owner), await inboxOf(rae)]).toEqual([[], []]);
  now = seoul('2026-12-11T09:00');
  await first.look();
  await first.look();
  expect([await inboxOf(owner), await inboxOf(rae)]).toEqual([[['', '2026-12-18']], [['', '2026-12-18']]]);
  expect(notices.map(({ user, type, who, what, link, at }) => ({ user, type, who, what, link, at }))).toEqual(
    [owner, rae].map(({ id }) => {
      return { user: id, type: 'deadline', who: null, what: '', link: `/p/${project}/overview`, at: now };
    }),
  );
  const [told] = notices;
  now += 3 * 60 * 60_000;
  await start().look();
  // Handed over once more, for a process that ended in between: the same, by id and time.
  expect(notices.slice(2).find(({ user }) => user === told!.user)).toEqual(told);
  expect(notices).toHaveLength(4);
  expect(await inboxOf(rae)).toHaveLength(1);
  // It was down at nine of the day before.
  now = seoul('2026-12-17T22:00');
  await start().look();
  expect(await inboxOf(rae)).toEqual([
    ['', '2026-12-18'],
    ['', '2026-12-18'],
  ]);
});

it('[NT5] takes back a day that was moved, and tells the new one', async () => {
  const deadlines = start();
  now = seoul('2026-12-11T09:00');
  await deadlines.look();
  expect(await inboxOf(rae)).toEqual([['', '2026-12-18']]);
  now = seoul('2026-12-11T15:00');
  await api.storage.projects.update(project, owner.id, { deadline: '2026-12-12' }, now);
  await deadlines.look();
  expect(await inboxOf(rae)).toEqual([['', '2026-12-12']]);
  await api.storage.projects.update(project, owner.id, { deadline: null }, now + 1);
  await deadlines.look();
  expect(await inboxOf(rae)).toEqual([]);
});

it('[NT5] tells of a delivery whom it names, and takes it back with the event', async () => {
  let delivery = '';
  await change((doc) => {
    const people = [
      { user: rae.id, name: 'rae' },
      { user: 'somebody else', name: 'stranger' },
    ];
    const fields = { title: '마스터', type: 'delivery' as const, people };
    delivery = addEvent(doc, { ...ACT, when: day('2026-12-12', '2026-12-13'), fields }, 'test');
  });
  const deadlines = start();
  now = seoul('2026-12-11T12:00');
  await deadlines.look();
  expect(await inboxOf(owner)).toEqual([['', '2026-12-18']]);
  expect(await inboxOf(rae)).toContainEqual(['마스터', '2026-12-12']);
  expect(notices.find(({ what }) => what === '마스터')).toMatchObject({
    user: rae.id,
    link: `/p/${project}/calendar?event=${delivery}`,
  });
  const has = async () => (await inboxOf(rae)).filter(([label]) => label !== '').map(([, date]) => date);

  await change((doc) => deleteEvents(doc, [delivery], { ...ACT, at: 2_000 }, 'test'));
  await deadlines.look();
  expect(await has()).toEqual([]);
  now += 60_000;
  await change((doc) => restoreEvents(doc, [delivery], { ...ACT, at: 3_000 }, 'test'));
  await deadlines.look();
  expect(await has()).toEqual(['2026-12-12']);
  await change((doc) =>
    moveEvent(doc, delivery, day('2026-12-18', '2026-12-19'), { ...ACT, at: 4_000 }, 'test'),
  );
  await deadlines.look();
  expect(await has()).toEqual(['2026-12-18']);
});

it('[NT5] holds no project up for another, and leaves alone what nobody works on', async () => {
  const storage = api.storage;
  await storage.projects.update(project, owner.id, { status: 'completed' }, 1);
  const other = await givenProject(storage, owner.id, { deadline: '2026-12-18' });
  now = seoul('2026-12-11T09:00');
  const failing = createDeadlines({
    ...{ storage, folder, changed: () => {}, log: SILENT, now: () => now },
    facts: {
      of: (id) =>
        id === other.id
          ? Promise.reject(new Error('cannot be read'))
          : createProjectFacts({
              projects: storage.projects,
              read: (document, read) => api.server.sync.read(document, read),
              people: () => [],
            }).of(id),
    },
    delivery: { tell: async () => undefined },
  });
  const last = await givenProject(storage, owner.id, { deadline: '2026-12-12', name: 'last' });
  await failing.look();
  expect((await inboxOf(owner)).map(([, date]) => date)).toEqual([last.deadline]);
});
