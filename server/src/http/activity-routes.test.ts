import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DomainEvent } from '@clapper/documents';
import { api as schemas, newId, type ApiActivity } from '@clapper/protocol';
import { newActivity } from '../storage/new-activity.ts';
import { openApi, type Person, type TestApi } from './test-api.ts';

const START = Date.UTC(2026, 10, 21);

let api: TestApi;
let owner: Person;
let stranger: Person;
let project: string;
let url: string;

const EVENT: DomainEvent = {
  type: 'edited',
  target: { type: 'stage', id: 's2', name: '전개' },
  deviceAt: START - 1_000,
  more: 2,
  detail: { fields: ['content'] },
};

beforeAll(async () => {
  api = await openApi();
  owner = await api.person('owner');
  stranger = await api.person('stranger');
  project = (await api.call('POST', '/projects', { token: owner.token, body: { name: '골목' } })).body.id;
  url = `/projects/${project}/activity`;
  const document = `${project}/plan`;
  const epoch = newId();
  const { documents } = api.storage;
  await documents.create({
    id: document,
    project,
    kind: 'plan',
    epoch,
    schema: 1,
    seed: null,
    createdAt: START,
  });
  const activity = [
    newActivity(project, owner.id, EVENT, START),
    newActivity(
      project,
      owner.id,
      { ...EVENT, deviceAt: 1e18, target: { type: 'shot', id: 'c', name: '' } },
      START + 1,
    ),
    newActivity(project, newId(), EVENT, START + 2),
    newActivity(
      project,
      newId(),
      { ...EVENT, target: { type: 'thread', id: 'n', name: '', video: 'v' } },
      START - 1,
    ),
  ];
  await documents.append([{ document, epoch, rows: [], activity }]);
});
afterAll(() => api.close());

async function ask(query: string, token = owner.token): Promise<ApiActivity> {
  const answer = await api.call('GET', `${url}?${query}`, { token });
  expect(answer.status).toBe(200);
  return schemas.activitySchema.parse(answer.body);
}

describe('GET /projects/:id/activity', () => {
  it('tells who did what, where and when, the newest first', async () => {
    const { activity, next } = await ask('');
    expect(next).toBeNull();
    expect(activity.map(({ user, target, device_at }) => [user.name, target.type, device_at])).toEqual([
      ['', 'stage', '2026-11-20T23:59:59.000Z'],
      ['owner', 'shot', null],
      ['owner', 'stage', '2026-11-20T23:59:59.000Z'],
      ['', 'thread', '2026-11-20T23:59:59.000Z'],
    ]);
    expect(activity[3]?.target).toEqual({ type: 'thread', id: 'n', name: '', video: 'v' });
    expect(activity[2]).toEqual({
      id: expect.any(String),
      type: 'edited',
      user: { id: owner.id, name: 'owner' },
      target: { type: 'stage', id: 's2', name: '전개' },
      detail: { fields: ['content'] },
      device_at: '2026-11-20T23:59:59.000Z',
      at: '2026-11-21T00:00:00.000Z',
      until: '2026-11-21T00:00:00.000Z',
      count: 1,
      more: 2,
    });
  });

  it('goes back page by page, and by person and sort of thing', async () => {
    const { activity } = await ask('');
    const first = await ask('limit=2');
    const second = await ask(`limit=2&before=${first.next}`);
    expect([...first.activity, ...second.activity]).toEqual(activity);
    expect(second.next).toBeNull();
    expect((await ask(`user=${owner.id}`)).activity).toEqual(activity.slice(1, 3));
    expect((await ask('target_type=shot')).activity).toEqual([activity[1]]);
  });

  it.each([
    'limit=0',
    'limit=201',
    'limit=x',
    'before=yesterday',
    'before=1.x',
    'user=me',
    'target_type=words',
  ])('refuses %s', async (query) => {
    const answer = await api.call('GET', `${url}?${query}`, { token: owner.token });
    expect([answer.status, answer.body.error.details]).toEqual([
      422,
      [{ field: query.split('=')[0], code: 'invalid' }],
    ]);
  });

  it('is there for members, and for nobody else', async () => {
    expect((await api.call('GET', url)).status).toBe(401);
    expect((await api.call('GET', url, { token: stranger.token })).status).toBe(404);
  });
});
