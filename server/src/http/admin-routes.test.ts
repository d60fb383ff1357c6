import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@clapper/protocol';
import { openApi, PASSWORD, type Person, type TestApi } from './test-api.ts';

let api: TestApi;
let root: Person;
let mina: Person;
beforeAll(async () => {
  api = await openApi();
  // The first account is the system admin's.
  root = await api.person('root');
  mina = await api.person('mina');
});
afterAll(() => api.close());

const asRoot = (method: string, path: string, body?: object) =>
  api.call(method, `/admin${path}`, { token: root.token, ...(body === undefined ? {} : { body }) });

it('lists accounts and projects page by page, without a word of what is in them', async () => {
  const made = await api.call('POST', '/projects', {
    token: mina.token,
    body: { name: '밤 촬영', description: 'secret' },
  });
  const first = await asRoot('GET', '/users?limit=1');
  expect([first.status, first.body.users.length]).toEqual([200, 1]);
  const second = await asRoot('GET', `/users?limit=1&after=${first.body.next}`);
  const { email, id, name } = mina;
  expect(second.body.users[0]).toMatchObject({
    id,
    email,
    username: name,
    is_admin: false,
    is_active: true,
    projects: 1,
  });
  const { body } = await asRoot('GET', '/projects');
  expect(body.next).toBeNull();
  expect(body.projects).toEqual([
    {
      ...{ id: made.body.id, name: '밤 촬영', status: 'active', creator: { id, name } },
      ...{ members: 1, bytes: 0, created_at: made.body.created_at, updated_at: made.body.updated_at },
    },
  ]);
  for (const path of ['/users?after=x', '/users?limit=0', '/projects?limit=1000'])
    expect((await asRoot('GET', path)).status).toBe(422);
});

it('is not a key to projects: the system admin reads none without a role in it', async () => {
  const { body } = await asRoot('GET', '/projects');
  for (const path of ['', '/documents', '/participants', '/activity'])
    expect(
      (await api.call('GET', `/projects/${body.projects[0].id}${path}`, { token: root.token })).status,
    ).toBe(404);
});

it('is not there for anybody else', async () => {
  for (const path of ['users', 'projects', 'stats', 'nothing'])
    expect((await api.call('GET', `/admin/${path}`, { token: mina.token })).body.error.code).toBe(
      'NOT_FOUND',
    );
  expect((await api.call('GET', '/admin/stats')).status).toBe(401);
});

it('closes an account: its sessions end at once, nobody signs in, and it is opened again', async () => {
  const jun = await api.person('jun');
  expect((await asRoot('PATCH', `/users/${jun.id}`, { is_active: false })).status).toBe(204);
  const { token, cookie } = jun;
  expect((await api.call('GET', '/projects', { token })).status).toBe(401);
  expect((await api.call('POST', '/auth/refresh', { headers: { cookie } })).status).toBe(401);
  const login = () => api.call('POST', '/auth/login', { body: { login: 'jun', password: PASSWORD } });
  expect((await login()).body.error.code).toBe('BAD_CREDENTIALS');
  expect((await asRoot('PATCH', `/users/${jun.id}`, { is_active: true })).status).toBe(204);
  expect((await api.call('GET', '/projects', { token })).status).toBe(401);
  expect((await login()).status).toBe(200);
});

it('leaves the system admin’s own account open, and says what is not there', async () => {
  expect((await asRoot('PATCH', `/users/${root.id}`, { is_active: false })).status).toBe(403);
  expect((await asRoot('PATCH', `/users/${newId()}`, { is_active: false })).status).toBe(404);
  expect((await asRoot('PATCH', `/users/${mina.id}`, { is_admin: true })).status).toBe(422);
  expect((await asRoot('DELETE', `/projects/${newId()}`)).status).toBe(404);
});

it('removes a project for good, whoever owns it', async () => {
  const { id } = (await api.call('POST', '/projects', { token: mina.token, body: { name: 'gone' } })).body;
  expect((await asRoot('DELETE', `/projects/${id}`)).status).toBe(204);
  expect((await api.call('GET', `/projects/${id}`, { token: mina.token })).status).toBe(404);
  const again = { id, name: 'gone' };
  expect((await api.call('POST', '/projects', { token: mina.token, body: again })).status).toBe(409);
});

it('tells how much there is', async () => {
  const { status, body } = await asRoot('GET', '/stats');
  expect([status, body]).toEqual([
    200,
    {
      ...{ version: '1.2.3', users: 3, closed_users: 0, guests: 0, projects: 1, bytes: 0 },
      ...{
        documents: expect.any(Number),
        resident_bytes: expect.any(Number),
        open_documents: expect.any(Number),
      },
      ...{ active_connections: 0, refused_updates: 0, messages_per_second: null, average_response_ms: null },
    },
  ]);
});
