import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INBOX_SIZE, markNotifications, readInbox } from '@clapper/documents';
import { api as schemas, newId, userDocument, type ApiNotifications } from '@clapper/protocol';
import type { NotificationBody } from '../notify/notification.ts';
import type { NotificationRow } from '../storage/storage.ts';
import { openApi, type Person, type TestApi } from './test-api.ts';

const START = Date.UTC(2026, 10, 21);

let api: TestApi;
let owner: Person;
let other: Person;
let project: string;

beforeAll(async () => {
  api = await openApi();
  owner = await api.person('owner');
  other = await api.person('other');
  project = (await api.call('POST', '/projects', { token: owner.token, body: { name: '골목' } })).body.id;
  const code = (await api.call('POST', `/projects/${project}/invite`, { token: owner.token, body: {} })).body;
  await api.call('POST', '/projects/join', { token: other.token, body: { invite_code: code.invite_code } });
});
afterAll(() => api.close());

/** What somebody is told; the later in the list, the older. */
async function given(person: Person, count: number, rest: Partial<NotificationRow> = {}): Promise<string[]> {
  const body: NotificationBody = {
    ...{ type: 'reply', by: { id: other.id, name: 'other' }, count: 2, detail: '', label: '기획' },
    ...{ place: { type: 'stage', id: 's1' }, thread: 't1' },
  };
  const rows = Array.from({ length: count }, (_, index): NotificationRow => ({
    ...{ user: person.id, id: newId(), project, subject: '', body: JSON.stringify(body) },
    ...{ at: START - Math.floor(index / 2), cancelledAt: null },
    ...rest,
  }));
  await api.storage.notifications.put(rows);
  return rows.map(({ id }) => id);
}

async function ask(query = '', person = owner): Promise<ApiNotifications> {
  const answer = await api.call('GET', `/notifications?${query}`, { token: person.token });
  expect(answer.status).toBe(200);
  return schemas.notificationsSchema.parse(answer.body);
}

const mark = (body: object, person = owner) =>
  api.call('POST', '/notifications/marks', { token: person.token, body });

/** A person of their own for each test: what one is told stays. */
async function newcomer(): Promise<Person> {
  const person = await api.person(`p${newId().slice(-10)}`, { address: `192.0.2.${count++}` });
  const { storage } = api;
  const invite = await storage.projects.invite(project);
  await storage.projects.join(invite!.code, person.id, Date.now());
  return person;
}
let count = 1;

describe('GET /notifications', () => {
  it('tells what happened where, and where in the app that is', async () => {
    const person = await newcomer();
    const [id] = await given(person, 1);
    expect(await ask('', person)).toEqual({
      notifications: [
        {
          ...{ id, type: 'reply', project_id: project, by: { id: other.id, name: 'other' }, count: 2 },
          ...{
            place: { type: 'stage', id: 's1' },
            thread_id: 't1',
            picture: false,
            label: '기획',
            detail: '',
          },
          link: `/p/${project}/plan?stage=s1&thread=t1`,
          state: 'unread',
          at: '2026-11-21T00:00:00.000Z',
        },
      ],
      unread_count: 1,
      next: null,
    });
  });

  it('goes back page by page, past things of one moment, and through what is unread alone', async () => {
    const person = await newcomer();
    await given(person, 7);
    const { notifications } = await ask('', person);
    const pages: string[] = [];
    for (let before: string | null = ''; before !== null;) {
      const query: string = `limit=3${before === '' ? '' : `&before=${before}`}`;
      const page = await ask(query, person);
      pages.push(...page.notifications.map(({ id }) => id));
      before = page.next;
    }
    expect(pages).toEqual(notifications.map(({ id }) => id));
    expect(pages).toHaveLength(7);
    await mark({ ids: pages.slice(1, 4), state: 'read' }, person);
    const first = await ask('state=unread&limit=2', person);
    const second = await ask(`state=unread&limit=2&before=${first.next}`, person);
    expect([...first.notifications, ...second.notifications].map(({ id }) => id)).toEqual([
      pages[0],
      ...pages.slice(4),
    ]);
    expect([first.unread_count, second.next]).toEqual([4, null]);
  });

  it('[NT6] tells what the app shows: marks made there count, and what was taken back unread is not there', async () => {
    const person = await newcomer();
    const ids = await given(person, 3);
    const home = userDocument(person.id, 'home');
    await api.server.sync.refresh(home);
    await api.server.sync.write(home, null, (doc) =>
      markNotifications(doc, person.id, [{ id: ids[0]!, at: START }], 'archived', 'test'),
    );
    await given(person, 1, { cancelledAt: START + 1 });
    await api.server.sync.refresh(home);
    const told = await ask('', person);
    const shown = await api.server.sync.read(home, readInbox);
    expect(told.notifications.map(({ id, state }) => [id, state])).toEqual(
      shown.map(({ id, state }) => [id, state]),
    );
    expect([told.unread_count, shown.length]).toEqual([2, 3]);
  });

  it('counts what the inbox shows, and has what left it as read', async () => {
    const person = await newcomer();
    await given(person, INBOX_SIZE + 4);
    const { unread_count, next } = await ask('limit=200', person);
    expect(unread_count).toBe(INBOX_SIZE);
    const { notifications } = await ask(`before=${next}`, person);
    expect(notifications.map(({ state }) => state)).toEqual(['read', 'read', 'read', 'read']);
  });

  it.each(['limit=0', 'limit=201', 'before=yesterday', 'before=1.x', 'state=new'])(
    'refuses %s',
    async (query) => {
      const answer = await api.call('GET', `/notifications?${query}`, { token: owner.token });
      expect([answer.status, answer.body.error.details]).toEqual([
        422,
        [{ field: query.split('=')[0], code: 'invalid' }],
      ]);
    },
  );
});

describe('POST /notifications/marks', () => {
  it('marks these or all that are unread, in the app too', async () => {
    const person = await newcomer();
    const ids = await given(person, 3);
    expect((await mark({ ids: [ids[0]], state: 'archived' }, person)).body).toEqual({ unread_count: 2 });
    expect((await mark({ state: 'read' }, person)).body).toEqual({ unread_count: 0 });
    const home = userDocument(person.id, 'home');
    await api.server.sync.refresh(home);
    const shown = await api.server.sync.read(home, readInbox);
    expect(shown.map(({ id, state }) => [id, state])).toEqual(
      shown.map(({ id }) => [id, id === ids[0] ? 'archived' : 'read']),
    );
    expect(shown).toHaveLength(3);
    expect((await mark({ ids: [ids[1]], state: 'unread' }, person)).body).toEqual({ unread_count: 1 });
  });

  it('[NT6] leaves what concerns others alone', async () => {
    const [id] = await given(owner, 1);
    expect((await mark({ ids: [id], state: 'read' }, other)).status).toBe(200);
    expect((await ask()).notifications.map(({ state }) => state)).toEqual(['unread']);
    const home = userDocument(other.id, 'home');
    expect((await mark({ ids: [id, newId()], state: 'archived' }, other)).status).toBe(200);
    await api.server.sync.refresh(home);
    const marks = await api.server.sync.read(home, (doc) => [...doc.getMap('marks').keys()]);
    expect(marks).toEqual([]);
  });

  it.each([[{ state: 'gone' }], [{ ids: [], state: 'read' }], [{ ids: ['x'], state: 'read' }], [{}]])(
    'refuses %j',
    async (body) => {
      expect((await mark(body)).status).toBe(422);
    },
  );
});
