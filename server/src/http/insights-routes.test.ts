import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DomainEvent } from '@clapper/documents';
import { api as schemas, newId, type ApiInsights } from '@clapper/protocol';
import { newActivity } from '../storage/new-activity.ts';
import { openApi, type Person, type TestApi } from './test-api.ts';

/** Just after midnight of the 22nd in Seoul. */
const MIDNIGHT = Date.UTC(2026, 10, 21, 15);
const SHOT = newId();

let api: TestApi;
let owner: Person;
let stranger: Person;
let url: string;

beforeAll(async () => {
  api = await openApi();
  owner = await api.person('owner');
  stranger = await api.person('stranger');
  const { token } = owner;
  const project = (await api.call('POST', '/projects', { token, body: { name: '골목', language: 'ko' } }))
    .body.id;
  url = `/projects/${project}/insights`;
  const document = `${project}/board`;
  const epoch = newId();
  const { documents } = api.storage;
  const createdAt = MIDNIGHT;
  await documents.create({ id: document, project, kind: 'board', epoch, schema: 1, seed: null, createdAt });
  const event: DomainEvent = {
    type: 'edited',
    target: { type: 'shot', id: SHOT, name: '' },
    deviceAt: null,
    more: 0,
    detail: { fields: ['action'] },
  };
  const activity = [MIDNIGHT - 1, MIDNIGHT, MIDNIGHT + 1].map((at) =>
    newActivity(project, owner.id, event, at),
  );
  await documents.append([{ document, epoch, rows: [], activity }]);
});
afterAll(() => api.close());

async function ask(query: string): Promise<ApiInsights> {
  const answer = await api.call('GET', `${url}?${query}`, { token: owner.token });
  expect(answer.status).toBe(200);
  return schemas.insightsSchema.parse(answer.body);
}

describe('GET /projects/:id/insights', () => {
  it('counts by the days of the project, by person and by what it was done to', async () => {
    expect(await ask('from=2026-11-21&to=2026-11-23')).toEqual({
      time_zone: 'Asia/Seoul',
      from: '2026-11-21',
      to: '2026-11-23',
      days: [
        { date: '2026-11-21', edits: 1, comments: 0, resolved: 0, people: 1 },
        { date: '2026-11-22', edits: 2, comments: 0, resolved: 0, people: 1 },
        { date: '2026-11-23', edits: 0, comments: 0, resolved: 0, people: 0 },
      ],
      people: [
        {
          user: { id: owner.id, name: 'owner' },
          active_days: 2,
          targets: [{ type: 'shot', id: SHOT, edits: 3, comments: 0, resolved: 0 }],
        },
      ],
      resolved: [],
      reviewers: [0],
      guests: { came: 0, joined: 0 },
    });
  });

  it('goes back so many days from today, or from a day', async () => {
    const usual = await ask('');
    expect(usual.days).toHaveLength(30);
    expect(usual.days.at(-1)?.date).toBe(usual.to);
    const week = await ask('days=7&to=2026-11-22');
    expect(week.days.map(({ date }) => date.slice(-2))).toEqual(['16', '17', '18', '19', '20', '21', '22']);
  });

  it.each([
    ['days=0', 'days'],
    ['days=93', 'days'],
    ['to=yesterday', 'to'],
    ['from=2026-13-01&to=2026-11-21', 'from'],
    ['from=2026-11-22&to=2026-11-21', 'from'],
    ['from=2026-01-01&to=2026-11-21', 'from'],
  ])('refuses %s', async (query, field) => {
    const answer = await api.call('GET', `${url}?${query}`, { token: owner.token });
    expect([answer.status, answer.body.error.details]).toEqual([422, [{ field, code: 'invalid' }]]);
  });

  it('is there for members, and for nobody else', async () => {
    expect((await api.call('GET', url)).status).toBe(401);
    expect((await api.call('GET', url, { token: stranger.token })).status).toBe(404);
  });
});
