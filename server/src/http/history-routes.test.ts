import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readStages, renameStage } from '@clapper/documents';
import { api as schemas, newId, projectDocument } from '@clapper/protocol';
import * as Y from 'yjs';
import { openApi, type Answer, type Person, type TestApi } from './test-api.ts';

let api: TestApi;
const people = new Map<string, Person>();
const who = (name: string): Person => people.get(name)!;
let project: string;
let plan: string;

beforeAll(async () => {
  api = await openApi();
  for (const name of ['owner', 'editor', 'reviewer', 'viewer', 'stranger']) {
    people.set(name, await api.person(name));
  }
  const { token } = who('owner');
  project = (await api.call('POST', '/projects', { token, body: { name: '골목 커피', language: 'en' } })).body
    .id;
  plan = projectDocument(project, 'plan');
  for (const role of ['editor', 'reviewer', 'viewer']) {
    const invite = await api.call('POST', `/projects/${project}/invite`, { token, body: { role } });
    const body = { invite_code: invite.body.invite_code };
    await api.call('POST', '/projects/join', { token: who(role).token, body });
  }
  await rename('owner', 'Opening');
});
afterAll(() => api.close());

/** Writes as a person, through the room like everybody's. */
async function rename(name: string, title: string): Promise<void> {
  const { id, name: nickname } = who(name);
  const principal = {
    user: id,
    name: nickname,
    session: newId(),
    expiresAt: Infinity,
    isSystemAdmin: false,
    guest: null,
  };
  await api.server.sync.write(plan, principal, (doc) => {
    renameStage(doc, readStages(doc).stages[0]!.id, title, 'test');
  });
}

function ask(name: string, method: string, path: string, body?: object): Promise<Answer> {
  const at = path.startsWith('/') ? path : `/projects/${project}/documents/${path}`;
  return api.call(method, at, { token: who(name).token, ...(body === undefined ? {} : { body }) });
}

const person = (name: string) => ({ id: who(name).id, name });

describe('versions', () => {
  it('are named by who writes, and listed with who wrote since the one before', async () => {
    const first = await ask('owner', 'POST', 'plan/versions', { name: '  First cut ' });
    expect(first.status).toBe(201);
    expect(schemas.versionSchema.parse(first.body)).toMatchObject({
      name: 'First cut',
      reason: 'named',
      user: person('owner'),
      authors: [person('owner')],
    });
    await rename('editor', 'Cold open');
    await rename('owner', 'Cold open, night');
    const second = await ask('editor', 'POST', 'plan/versions', { name: 'Night' });
    expect(second.body.authors).toEqual([person('editor'), person('owner')]);
    const list = schemas.versionsSchema.parse((await ask('viewer', 'GET', 'plan/versions')).body);
    expect(list.versions).toEqual([second.body, first.body]);
  });

  it('are read as words and as a Yjs update', async () => {
    const { body } = await ask('owner', 'POST', 'plan/versions', { name: 'To read' });
    await rename('owner', 'Something else');
    const told = schemas.versionTextSchema.parse(
      (await ask('viewer', 'GET', `plan/versions/${body.id}`)).body,
    );
    expect(told.text).toContain('Cold open, night');
    const response = await api.server.app.request(
      `/api/v1/projects/${project}/documents/plan/versions/${body.id}/state`,
      { headers: { authorization: `Bearer ${who('viewer').token}` } },
    );
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'application/octet-stream',
    ]);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, new Uint8Array(await response.arrayBuffer()));
    expect(readStages(doc).stages[0]!.title).toBe('Cold open, night');
  });

  it('[HI8] are kept before a restore, the present once', async () => {
    await rename('editor', 'Before the restore');
    const kept = await ask('editor', 'POST', 'plan/versions', { reason: 'restore' });
    expect(kept.body).toMatchObject({ reason: 'restore', name: null, user: person('editor') });
    expect((await ask('owner', 'POST', 'plan/versions', { reason: 'restore' })).body).toEqual(kept.body);
    const named = await ask('owner', 'POST', 'plan/versions', { name: 'Kept' });
    expect(named.body).toEqual({ ...kept.body, name: 'Kept', user: person('owner') });
  });

  it('[HI11] get another name, or none, and are taken away by nobody', async () => {
    const { body } = await ask('owner', 'POST', 'plan/versions', { name: 'Wrong' });
    const at = `plan/versions/${body.id}`;
    expect((await ask('editor', 'PATCH', at, { name: '촬영본' })).body).toEqual({
      ...body,
      name: '촬영본',
      user: person('editor'),
    });
    expect((await ask('editor', 'PATCH', at, { name: null })).body.name).toBeNull();
    expect((await ask('owner', 'DELETE', at)).status).toBe(404);
    expect((await ask('owner', 'GET', at)).body).toMatchObject({ id: body.id, name: null });
    expect((await ask('editor', 'PATCH', at, { name: ' ' })).status).toBe(422);
    expect((await ask('editor', 'PATCH', `plan/versions/${newId()}`, { name: 'x' })).status).toBe(404);
  });

  it.each([
    {},
    { name: '' },
    { name: 'x'.repeat(101) },
    { reason: 'settled' },
    { name: 'x', reason: 'restore' },
  ])('are not made of %j', async (body) => {
    expect((await ask('owner', 'POST', 'plan/versions', body)).status).toBe(422);
  });
});

describe('[HI4] rights', () => {
  let version: string;
  beforeAll(async () => {
    await rename('owner', 'Rights');
    version = (await ask('owner', 'POST', 'plan/versions', { name: 'Rights' })).body.id;
  });

  const READS = ['plan/versions', 'plan/versions/:id', 'plan/versions/:id/state', 'plan/blame'] as const;
  const WRITES = [
    ['POST', 'plan/versions', { name: 'Mine' }],
    ['POST', 'plan/versions', { reason: 'restore' }],
    ['PATCH', 'plan/versions/:id', { name: 'Mine' }],
  ] as const;
  const expected = {
    owner: [200, 2],
    editor: [200, 2],
    reviewer: [200, 403],
    viewer: [200, 403],
    stranger: [404, 404],
  };

  it.each(Object.entries(expected))('%s', async (name, [read, write]) => {
    for (const path of READS) {
      expect([path, (await ask(name, 'GET', path.replace(':id', version))).status]).toEqual([path, read]);
    }
    const before = (await api.storage.versions.list(plan)).length;
    for (const [method, path, body] of WRITES) {
      const { status } = await ask(name, method, path.replace(':id', version), body);
      expect([path, write === 2 ? Math.floor(status / 100) : status]).toEqual([path, write]);
    }
    if (write !== 2) expect((await api.storage.versions.list(plan)).length).toBe(before);
  });

  it('nobody reads a version through another document, or without a token', async () => {
    const other = (await ask('stranger', 'POST', '/projects', { name: 'Other' })).body.id;
    const theirs = `/projects/${other}/documents/plan/versions/${version}`;
    expect((await ask('stranger', 'GET', theirs)).status).toBe(404);
    expect((await ask('stranger', 'GET', `${theirs}/state`)).status).toBe(404);
    expect((await ask('owner', 'GET', `board/versions/${version}/state`)).status).toBe(404);
    expect((await api.call('GET', `/projects/${project}/documents/plan/versions`)).status).toBe(401);
  });

  it.each(['info', 'talk', 'scratch', 'home', 'nothing', '__proto__'])('%s has no versions', async (kind) => {
    expect((await ask('owner', 'GET', `${kind}/versions`)).status).toBe(404);
    expect((await ask('owner', 'POST', `${kind}/versions`, { name: 'x' })).status).toBe(404);
  });

  it('a document that nobody opened has none yet, and none to name', async () => {
    expect((await ask('owner', 'GET', 'board/versions')).body).toEqual({ versions: [] });
    expect((await ask('owner', 'POST', 'board/versions', { name: 'x' })).status).toBe(404);
  });
});

it('[HI9] blame says whose Yjs client ids they are, also of somebody who has left', async () => {
  const { epoch } = (await api.storage.documents.head(plan))!;
  const leases = [
    { clientId: 7, user: who('editor').id, device: null, lastN: 0 },
    { clientId: 2 ** 32 - 1, user: who('viewer').id, device: 'phone', lastN: 3 },
    { clientId: 9, user: who('editor').id, device: 'phone', lastN: 3 },
  ];
  await api.storage.documents.append([{ document: plan, epoch, rows: [], leases }]);
  await ask('owner', 'DELETE', `/projects/${project}/participants/${who('viewer').id}`);
  const blame = schemas.blameSchema.parse((await ask('owner', 'GET', 'plan/blame')).body);
  expect(blame).toEqual({
    clients: [
      { client_id: 7, user_id: who('editor').id },
      { client_id: 9, user_id: who('editor').id },
      { client_id: 2 ** 32 - 1, user_id: who('viewer').id },
    ],
    users: [person('editor'), person('viewer')],
  });
});
