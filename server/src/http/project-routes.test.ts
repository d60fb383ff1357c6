import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, api as schemas } from '@clapper/protocol';
import { openApi, type Person, type TestApi } from './test-api.ts';

let api: TestApi;
let owner: Person;
let other: Person;
beforeAll(async () => {
  api = await openApi();
  owner = await api.person('owner');
  other = await api.person('other');
});
afterAll(() => api.close());

async function newProject(body: object = {}): Promise<{ id: string }> {
  const answer = await api.call('POST', '/projects', {
    token: owner.token,
    body: { name: '골목 커피', ...body },
  });
  expect(answer.status).toBe(201);
  return answer.body;
}

async function join(person: Person, project: string, role: string): Promise<void> {
  const invite = await api.call('POST', `/projects/${project}/invite`, {
    token: owner.token,
    body: { role },
  });
  const body = { invite_code: invite.body.invite_code };
  expect((await api.call('POST', '/projects/join', { token: person.token, body })).status).toBe(200);
}

describe('projects', () => {
  it('are made with what was said, or what is usual', async () => {
    const plain = schemas.projectSchema.parse(await newProject());
    expect(plain).toEqual({
      id: plain.id,
      studio_id: plain.studio_id,
      name: '골목 커피',
      description: '',
      deadline: null,
      tag: null,
      status: 'active',
      template: 'four-acts',
      language: 'en',
      role: 'owner',
      created_at: expect.any(String),
      updated_at: expect.any(String),
    });
    const full = {
      description: '30초',
      deadline: '2026-12-24',
      tag: 'storyboard',
      template: 'pipeline',
      language: 'ko',
    };
    expect(await newProject(full)).toMatchObject(full);
  });

  it('speak the language of who made them', async () => {
    const headers = { 'accept-language': 'fr, ko-KR;q=0.8, en;q=0.5' };
    const answer = await api.call('POST', '/projects', { token: owner.token, body: { name: 'x' }, headers });
    expect(answer.body.language).toBe('ko');
  });

  it('are made once, however often the same request comes', async () => {
    const id = newId();
    const make = (name: string, token = owner.token) =>
      api.call('POST', '/projects', { token, body: { id, name } });
    expect((await make('first')).status).toBe(201);
    const again = await make('second');
    expect([again.status, again.body.name]).toEqual([200, 'first']);
    const stranger = await make('mine', other.token);
    expect([stranger.status, stranger.body.error]).toEqual([
      409,
      { code: 'TAKEN', message: expect.any(String), details: [{ field: 'id', code: 'taken' }] },
    ]);
  });

  it('change only what was said', async () => {
    const { id } = await newProject({ description: 'keep' });
    const body = { name: '새 이름', deadline: '2027-01-01', status: 'completed' };
    const answer = await api.call('PUT', `/projects/${id}`, { token: owner.token, body });
    expect(answer.body).toMatchObject({ ...body, description: 'keep' });
    const cleared = await api.call('PUT', `/projects/${id}`, {
      token: owner.token,
      body: { deadline: null },
    });
    expect(cleared.body).toMatchObject({ name: '새 이름', deadline: null });
    const told = await api.call('GET', `/projects/${id}/activity?target_type=project`, {
      token: owner.token,
    });
    expect(told.body.activity[0]).toMatchObject({
      type: 'deadlineMoved',
      user: { id: owner.id },
      target: { type: 'project', id, name: '새 이름' },
      detail: { to: null },
    });
  });

  it.each([
    [{}, [{ field: 'name', code: 'required' }]],
    [{ name: '  ' }, [{ field: 'name', code: 'required' }]],
    [{ name: 'x'.repeat(256) }, [{ field: 'name', code: 'too_long' }]],
    [{ name: 'x', deadline: '2026-02-30' }, [{ field: 'deadline', code: 'invalid' }]],
    [{ name: 'x', template: 'opera' }, [{ field: 'template', code: 'invalid' }]],
    [{ name: 'x', id: 'not-an-id' }, [{ field: 'id', code: 'invalid' }]],
    [{ name: 'x', description: 'x'.repeat(5_001) }, [{ field: 'description', code: 'too_long' }]],
    [{ name: 7 }, [{ field: 'name', code: 'invalid' }]],
  ])('refuse %j', async (body, details) => {
    const answer = await api.call('POST', '/projects', { token: owner.token, body });
    expect([answer.status, answer.body.error.details]).toEqual([422, details]);
  });

  it('list their documents with what each may do', async () => {
    const { id } = await newProject();
    const reviewer = await api.person('doc-reviewer');
    await join(reviewer, id, 'reviewer');
    const list = async (token: string) => {
      const answer = await api.call('GET', `/projects/${id}/documents`, { token });
      const { documents } = schemas.documentsSchema.parse(answer.body);
      return documents.map(({ id: document, access }) => [document.slice(37), access.read, access.write]);
    };
    expect(await list(owner.token)).toEqual([
      ['info', true, false],
      ['plan', true, true],
      ['board', true, true],
      ['calendar', true, true],
      ['media', true, true],
      ['talk', true, true],
      ['feed', true, false],
    ]);
    expect(await list(reviewer.token)).toEqual([
      ['info', true, false],
      ['plan', true, false],
      ['board', true, false],
      ['calendar', true, false],
      ['media', true, false],
      ['talk', true, true],
      ['feed', true, false],
    ]);
  });

  it('are gone for everybody once the owner deleted them', async () => {
    const { id } = await newProject();
    await join(other, id, 'editor');
    expect((await api.call('DELETE', `/projects/${id}`, { token: owner.token })).status).toBe(204);
    for (const { token } of [owner, other]) {
      expect((await api.call('GET', `/projects/${id}`, { token })).status).toBe(404);
      const list = await api.call('GET', '/projects', { token });
      expect(list.body.projects.some((project: { id: string }) => project.id === id)).toBe(false);
    }
  });
});

describe('invites', () => {
  it('carry a role, are replaced by a new one, and can be turned off', async () => {
    const { id } = await newProject();
    const path = `/projects/${id}/invite`;
    const first = await api.call('POST', path, { token: owner.token });
    expect(schemas.inviteSchema.parse(first.body)).toEqual({
      invite_code: expect.stringMatching(/^[2-9a-hjkmnp-z]{16}$/),
      role: 'reviewer',
      url: `http://localhost/join/${first.body.invite_code}`,
      expires_at: null,
    });
    const second = await api.call('POST', path, { token: owner.token, body: { role: 'editor' } });
    expect((await api.call('GET', path, { token: owner.token })).body).toEqual({ invite: second.body });
    const preview = (code: string) => api.call('GET', `/invites/${code}`);
    expect((await preview(first.body.invite_code)).body.error.code).toBe('INVITE_NOT_FOUND');
    expect((await preview(second.body.invite_code)).body).toEqual({
      project: { name: '골목 커피' },
      role: 'editor',
    });
    expect((await api.call('DELETE', path, { token: owner.token })).status).toBe(204);
    expect((await preview(second.body.invite_code)).status).toBe(404);
    expect((await api.call('GET', path, { token: owner.token })).body).toEqual({ invite: null });
  });

  it('run out when they were told to', async () => {
    const { id } = await newProject();
    const expires = new Date(Date.now() + 3_600_000).toISOString();
    const path = `/projects/${id}/invite`;
    const invite = await api.call('POST', path, { token: owner.token, body: { expires_at: expires } });
    expect(invite.body.expires_at).toBe(expires);
    const past = await api.call('POST', path, {
      token: owner.token,
      body: { expires_at: '2020-01-01T00:00:00Z' },
    });
    expect([past.status, past.body.error.details]).toEqual([422, [{ field: 'expires_at', code: 'invalid' }]]);
    const body = { invite_code: invite.body.invite_code };
    expect((await api.call('POST', '/projects/join', { token: other.token, body })).status).toBe(200);
    api.pass(3_600_001);
    const fresh = await api.call('POST', '/auth/login', {
      body: { login: 'other', password: 'correct horse battery' },
    });
    other = { ...other, token: fresh.body.access_token };
    const again = await api.call('POST', '/auth/login', {
      body: { login: 'owner', password: 'correct horse battery' },
    });
    owner = { ...owner, token: again.body.access_token };
    expect((await api.call('POST', '/projects/join', { token: other.token, body })).status).toBe(404);
    expect((await api.call('GET', path, { token: owner.token })).body).toEqual({ invite: null });
  });

  it('never make anybody weaker', async () => {
    const { id } = await newProject();
    await join(other, id, 'editor');
    await join(other, id, 'viewer');
    expect((await api.call('GET', `/projects/${id}`, { token: other.token })).body.role).toBe('editor');
  });

  it('cannot be guessed at leisure', async () => {
    const guess = (i: number) => api.call('GET', `/invites/aaaaaaaaaaaa${i}`, { address: '203.0.113.77' });
    const answers = await Promise.all(Array.from({ length: 200 }, (_, i) => guess(i)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
    expect((await guess(0)).status).toBe(429);
  });
});

describe('members', () => {
  it('are shown with e-mails to owner and admin only', async () => {
    const { id } = await newProject();
    await join(other, id, 'editor');
    const list = async (token: string) => {
      const answer = await api.call('GET', `/projects/${id}/participants`, { token });
      return schemas.participantsSchema
        .parse(answer.body)
        .participants.map(({ user, role, email }) => [user.name, role, email]);
    };
    expect(await list(owner.token)).toEqual([
      ['owner', 'owner', 'owner@example.org'],
      ['other', 'editor', 'other@example.org'],
    ]);
    expect(await list(other.token)).toEqual([
      ['owner', 'owner', undefined],
      ['other', 'editor', undefined],
    ]);
  });

  it('get another role, `member` being a reviewer, and lose it again', async () => {
    const { id } = await newProject();
    await join(other, id, 'viewer');
    const path = `/projects/${id}/participants/${other.id}`;
    const patch = (role: string) => api.call('PATCH', path, { token: owner.token, body: { role } });
    expect((await patch('admin')).body).toMatchObject({ role: 'admin', user: { id: other.id } });
    expect((await patch('member')).body.role).toBe('reviewer');
    expect((await patch('king')).body.error.details).toEqual([{ field: 'role', code: 'invalid' }]);
    expect((await api.call('DELETE', path, { token: owner.token })).status).toBe(204);
    expect((await api.call('GET', `/projects/${id}`, { token: other.token })).status).toBe(404);
    expect((await api.call('DELETE', path, { token: owner.token })).status).toBe(404);
  });

  it('may leave by themselves; the last owner may not', async () => {
    const { id } = await newProject();
    await join(other, id, 'viewer');
    const leave = (person: Person) =>
      api.call('DELETE', `/projects/${id}/participants/${person.id}`, { token: person.token });
    expect((await leave(other)).status).toBe(204);
    const last = await leave(owner);
    expect([last.status, last.body.error.code]).toEqual([409, 'LAST_OWNER']);
  });

  it('ask for more, and are heard or dismissed by who manages', async () => {
    const { id } = await newProject();
    await join(other, id, 'viewer');
    const path = `/projects/${id}/access-requests`;
    const ask = (role: string) => api.call('POST', path, { token: other.token, body: { role } });
    expect((await ask('viewer')).status).toBe(422);
    expect([(await ask('reviewer')).status, (await ask('editor')).status]).toEqual([202, 202]);
    const requests = async () =>
      schemas.accessRequestsSchema.parse((await api.call('GET', path, { token: owner.token })).body).requests;
    expect(await requests()).toEqual([
      { user: { id: other.id, name: 'other' }, role: 'editor', requested_at: expect.any(String) },
    ]);
    expect((await api.call('GET', path, { token: other.token })).status).toBe(403);
    expect((await api.call('DELETE', `${path}/${other.id}`, { token: owner.token })).status).toBe(204);
    expect(await requests()).toEqual([]);
    await ask('editor');
    const promote = { token: owner.token, body: { role: 'editor' } };
    await api.call('PATCH', `/projects/${id}/participants/${other.id}`, promote);
    expect(await requests()).toEqual([]);
  });
});

describe('studios', () => {
  it('are made, renamed, and seen by their owner alone', async () => {
    const made = await api.call('POST', '/studios', { token: owner.token, body: { name: '둘째 스튜디오' } });
    expect(schemas.studioSchema.parse(made.body)).toMatchObject({ name: '둘째 스튜디오', description: '' });
    const path = `/studios/${made.body.id}`;
    const renamed = await api.call('PUT', path, { token: owner.token, body: { description: '광고' } });
    expect(renamed.body).toMatchObject({ name: '둘째 스튜디오', description: '광고' });
    expect((await api.call('GET', path, { token: owner.token })).body).toEqual(renamed.body);
    expect((await api.call('GET', path, { token: other.token })).status).toBe(404);
    expect((await api.call('PUT', path, { token: other.token, body: { name: 'mine' } })).status).toBe(404);
  });
});

describe('tickets', () => {
  it('are given for any document, or one', async () => {
    const { id } = await newProject();
    const ticket = async (body?: object) => api.call('POST', '/sync/tickets', { token: owner.token, body });
    const any = schemas.ticketSchema.parse((await ticket()).body);
    expect(any.ticket).toMatch(/^[\w-]{32}$/);
    expect((await ticket({ document_id: `${id}/scratch/notes` })).status).toBe(201);
    const wrong = await ticket({ document_id: `${id}/nonsense` });
    expect([wrong.status, wrong.body.error.details]).toEqual([
      422,
      [{ field: 'document_id', code: 'invalid' }],
    ]);
  });
});
