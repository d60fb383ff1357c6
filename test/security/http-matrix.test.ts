import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@clapper/protocol';
import type { Role } from '@clapper/access';
import { openApi, type Answer, type Person, type TestApi } from '@clapper/server/src/http/test-api.ts';
import { startPostgres } from '../harness/postgres.ts';

/**
 * Who may call what. Every number was written down from the contract before any of it was run; the last test
 * fails when a route is added that has no line here.
 */
const CALLERS = ['owner', 'admin', 'editor', 'reviewer', 'viewer', 'stranger', 'anonymous'] as const;
type Caller = (typeof CALLERS)[number];
type Statuses = readonly [number, number, number, number, number, number, number];

/** Stands in paths for: the project, a plain member, a second owner, the caller, nobody, its plan, no version of it. */
type Line = readonly [method: string, path: string, body: object | undefined, statuses: Statuses];

//                                                            owner admin editor reviewer viewer stranger anonymous
const PROJECT: readonly Line[] = [
  ['GET', '/projects/:id', undefined, [200, 200, 200, 200, 200, 404, 401]],
  ['PUT', '/projects/:id', { name: 'new' }, [200, 200, 403, 403, 403, 404, 401]],
  ['DELETE', '/projects/:id', undefined, [204, 403, 403, 403, 403, 404, 401]],
  ['GET', '/projects/:id/documents', undefined, [200, 200, 200, 200, 200, 404, 401]],
  ['GET', '/projects/:id/documents/:kind/versions', undefined, [200, 200, 200, 200, 200, 404, 401]],
  // Nobody has opened the plan yet: there is nothing to keep.
  ['POST', '/projects/:id/documents/:kind/versions', { name: 'cut' }, [404, 404, 404, 403, 403, 404, 401]],
  ['GET', '/projects/:id/documents/:kind/versions/:version', undefined, [404, 404, 404, 404, 404, 404, 401]],
  [
    'GET',
    '/projects/:id/documents/:kind/versions/:version/state',
    undefined,
    [404, 404, 404, 404, 404, 404, 401],
  ],
  [
    'PATCH',
    '/projects/:id/documents/:kind/versions/:version',
    { name: 'cut' },
    [404, 404, 404, 403, 403, 404, 401],
  ],
  ['GET', '/projects/:id/documents/:kind/blame', undefined, [200, 200, 200, 200, 200, 404, 401]],
  ['GET', '/projects/:id/activity', undefined, [200, 200, 200, 200, 200, 404, 401]],
  ['GET', '/projects/:id/insights', undefined, [200, 200, 200, 200, 200, 404, 401]],
  ['GET', '/projects/:id/scenes', undefined, [200, 200, 200, 200, 200, 404, 401]],
  ['POST', '/projects/:id/scenes', { title: 'alley' }, [201, 201, 201, 403, 403, 404, 401]],
  ['GET', '/projects/:id/scenes/:scene', undefined, [404, 404, 404, 404, 404, 404, 401]],
  ['PUT', '/projects/:id/scenes/:scene', { title: 'alley' }, [404, 404, 404, 404, 404, 404, 401]],
  ['DELETE', '/projects/:id/scenes/:scene', undefined, [404, 404, 404, 404, 404, 404, 401]],
  ['GET', '/projects/:id/comments', undefined, [200, 200, 200, 200, 200, 404, 401]],
  ['POST', '/projects/:id/comments', { content: 'brighter' }, [201, 201, 201, 201, 403, 404, 401]],
  ['GET', '/projects/:id/calendar/feed', undefined, [200, 200, 200, 200, 200, 404, 401]],
  ['POST', '/projects/:id/calendar/feed', undefined, [201, 201, 201, 201, 201, 404, 401]],
  ['DELETE', '/projects/:id/calendar/feed', undefined, [204, 204, 204, 204, 204, 404, 401]],
  ['GET', '/projects/:id/invite', undefined, [200, 200, 403, 403, 403, 404, 401]],
  ['POST', '/projects/:id/invite', { role: 'editor' }, [201, 201, 403, 403, 403, 404, 401]],
  ['POST', '/projects/:id/invite', { role: 'admin' }, [422, 422, 403, 403, 403, 404, 401]],
  ['DELETE', '/projects/:id/invite', undefined, [204, 204, 403, 403, 403, 404, 401]],
  ['GET', '/projects/:id/invitations', undefined, [200, 200, 403, 403, 403, 404, 401]],
  ['DELETE', '/projects/:id/invitations/:invitation', undefined, [404, 404, 403, 403, 403, 404, 401]],
  // There is no such video; `http/guest-routes.test.ts` has one.
  ['GET', '/projects/:id/videos/:video/links', undefined, [200, 200, 403, 403, 403, 404, 401]],
  ['POST', '/projects/:id/videos/:video/links', {}, [404, 404, 403, 403, 403, 404, 401]],
  ['DELETE', '/projects/:id/videos/:video/links/:link', undefined, [404, 404, 403, 403, 403, 404, 401]],
  ['GET', '/projects/:id/participants', undefined, [200, 200, 200, 200, 200, 404, 401]],
  ['PATCH', '/projects/:id/participants/:member', { role: 'editor' }, [200, 200, 403, 403, 403, 404, 401]],
  ['PATCH', '/projects/:id/participants/:member', { role: 'admin' }, [200, 200, 403, 403, 403, 404, 401]],
  ['PATCH', '/projects/:id/participants/:member', { role: 'owner' }, [200, 403, 403, 403, 403, 404, 401]],
  ['PATCH', '/projects/:id/participants/:owner', { role: 'editor' }, [200, 403, 403, 403, 403, 404, 401]],
  ['PATCH', '/projects/:id/participants/:self', { role: 'owner' }, [200, 403, 403, 403, 403, 404, 401]],
  ['PATCH', '/projects/:id/participants/:self', { role: 'viewer' }, [200, 200, 200, 200, 200, 404, 401]],
  ['PATCH', '/projects/:id/participants/:nobody', { role: 'viewer' }, [404, 404, 404, 404, 404, 404, 401]],
  ['DELETE', '/projects/:id/participants/:member', undefined, [204, 204, 403, 403, 403, 404, 401]],
  ['DELETE', '/projects/:id/participants/:owner', undefined, [204, 403, 403, 403, 403, 404, 401]],
  ['DELETE', '/projects/:id/participants/:self', undefined, [204, 204, 204, 204, 204, 404, 401]],
  ['POST', '/projects/:id/access-requests', { role: 'editor' }, [422, 422, 422, 202, 202, 404, 401]],
  ['GET', '/projects/:id/access-requests', undefined, [200, 200, 403, 403, 403, 404, 401]],
  ['DELETE', '/projects/:id/access-requests/:member', undefined, [204, 204, 403, 403, 403, 404, 401]],
];

/** What has nothing to do with a project needs an account and nothing else. */
const ACCOUNT: readonly (readonly [
  method: string,
  path: string,
  body: object | undefined,
  status: number,
])[] = [
  ['GET', '/projects', undefined, 200],
  ['POST', '/projects', { name: 'mine' }, 201],
  ['POST', '/projects/join', { invite_code: 'unknown' }, 404],
  // Whose project it is decides; `http/invitation-routes.test.ts` asks as each role.
  ['POST', '/invitations', {}, 422],
  // To who is not the system admin they are not there; `http/admin-routes.test.ts` asks as one.
  ['GET', '/admin/users', undefined, 404],
  ['PATCH', '/admin/users/:nobody', { is_active: false }, 404],
  ['GET', '/admin/projects', undefined, 404],
  ['DELETE', '/admin/projects/:nobody', undefined, 404],
  ['GET', '/admin/stats', undefined, 404],
  ['GET', '/studios', undefined, 200],
  ['POST', '/studios', { name: 'mine' }, 201],
  ['GET', '/studios/:nobody', undefined, 404],
  ['PUT', '/studios/:nobody', { name: 'mine' }, 404],
  ['GET', '/users/profile', undefined, 200],
  ['PUT', '/users/profile', { nickname: 'Me' }, 200],
  // `http/portrait-routes.test.ts` sends some.
  ['POST', '/users/profile/image', {}, 400],
  ['DELETE', '/users/profile/image', undefined, 200],
  ['GET', '/notifications', undefined, 200],
  ['POST', '/notifications/marks', { state: 'read' }, 200],
  ['GET', '/users/mail', undefined, 200],
  ['PUT', '/users/mail', { stopped: false }, 200],
  ['GET', '/users/push', undefined, 200],
  ['PUT', '/users/push', {}, 422],
  ['DELETE', '/users/push', undefined, 204],
  ['GET', '/auth/session', undefined, 200],
  ['GET', '/auth/sessions', undefined, 200],
  ['DELETE', '/auth/sessions/:nobody', undefined, 404],
  ['PUT', '/auth/password', { current: 'not it', next: 'another password' }, 401],
  ['POST', '/sync/tickets', {}, 201],
  // Whose document it is decides; `http/sync-routes.test.ts` asks as each role.
  ['POST', '/sync', { document_id: 'nonsense' }, 404],
  // Whose project it is decides; `http/feedback-routes.test.ts` asks as each role.
  ['POST', '/feedbacks', {}, 422],
  ['GET', '/feedbacks', undefined, 422],
  ['GET', '/feedbacks/:nobody', undefined, 404],
  ['PATCH', '/feedbacks/:nobody', {}, 404],
  ['DELETE', '/feedbacks/:nobody', undefined, 404],
  ['POST', '/comments', {}, 422],
  ['PUT', '/comments/:nobody', { content: 'brighter' }, 404],
  ['DELETE', '/comments/:nobody', undefined, 404],
  ['POST', '/comments/:nobody/reactions', { emoji: '👍' }, 404],
  ['DELETE', '/comments/:nobody/reactions', { emoji: '👍' }, 404],
  // Whose scene it is decides; `http/{scene,image,comment}-routes.test.ts` ask as each role.
  ['GET', '/scenes/:scene/comments', undefined, 404],
  ['POST', '/scenes/:scene/comments', { content: 'brighter' }, 404],
  ['GET', '/scenes/:scene/images', undefined, 404],
  ['POST', '/scenes/:scene/images', {}, 404],
  ['GET', '/scenes/:scene/images/:image', undefined, 404],
  ['DELETE', '/scenes/:scene/images/:image', undefined, 404],
  ['GET', '/scenes/:scene/images/:image/history', undefined, 404],
  ['POST', '/scenes/:scene/images/:image/restore', undefined, 404],
  ['GET', '/images/:image/annotations', undefined, 404],
  ['POST', '/images/:image/annotations', {}, 404],
  ['PUT', '/annotations/:nobody', {}, 404],
  ['DELETE', '/annotations/:nobody', undefined, 404],
  // Whose document it is decides; `http/files.test.ts` asks as each role.
  ['POST', '/uploads', undefined, 400],
  ['GET', '/uploads/:nobody', undefined, 400],
  ['PATCH', '/uploads/:nobody', undefined, 400],
  ['DELETE', '/uploads/:nobody', undefined, 400],
  ['POST', '/upload', {}, 400],
  ['POST', '/blobs/links', { document: 'nonsense', hashes: ['0'.repeat(64)] }, 200],
  ['GET', '/blobs/:hash', undefined, 404],
  ['GET', '/blobs/:hash/about', undefined, 404],
];

/** Open to everybody. */
const PUBLIC = [
  'GET /api/health',
  'GET /ca',
  // Open to who has the operator's token; `http/metrics.test.ts` has one.
  'GET /metrics',
  'GET /ca.crt',
  'GET /calendar/:file',
  'OPTIONS /api/v1/uploads/*',
  'GET /api/v1/instance',
  'GET /api/v1/openapi.json',
  'GET /api/v1/invites/:code',
  'GET /api/v1/invitations/verify',
  'GET /api/v1/mail/unsubscribe/:token',
  'POST /api/v1/mail/unsubscribe/:token',
  // Open to who has a link; `http/guest-routes.test.ts` has some.
  'POST /api/v1/guest/:link/open',
  'POST /api/v1/guest/:link/enter',
  'POST /api/v1/guest/:link/refresh',
  'POST /api/v1/guest/:link/leave',
  'POST /api/v1/auth/register',
  'POST /api/v1/auth/login',
  'POST /api/v1/auth/refresh',
  'POST /api/v1/auth/logout',
];

let api: TestApi;
let people: Record<Exclude<Caller, 'anonymous'>, Person>;
let member: Person;
let secondOwner: Person;

const DRIVERS: Record<string, () => Promise<{ databaseUrl?: string; stop(): Promise<void> }>> = {
  SQLite: async () => ({ stop: async () => undefined }),
  Postgres: async () => {
    const { url, stop } = await startPostgres();
    return { databaseUrl: url, stop };
  },
};

/** A project in which each caller has the role of that name. */
async function newProject(): Promise<string> {
  const { projects } = api.storage;
  const made = await api.call('POST', '/projects', { token: people.owner.token, body: { name: 'matrix' } });
  const id: string = made.body.id;
  const code = newId();
  await projects.setInvite(id, {
    code,
    role: 'viewer',
    expiresAt: null,
    createdBy: people.owner.id,
    createdAt: 0,
  });
  const roles: [Person, Role][] = [
    [people.admin, 'admin'],
    [people.editor, 'editor'],
    [people.reviewer, 'reviewer'],
    [people.viewer, 'viewer'],
    [member, 'viewer'],
    [secondOwner, 'owner'],
  ];
  for (const [person, role] of roles) {
    await projects.join(code, person.id, Date.now());
    await projects.changeRole(id, people.owner.id, person.id, role, Date.now());
  }
  await projects.requestAccess(id, member.id, 'editor', Date.now());
  return id;
}

function call(caller: Caller, method: string, path: string, project: string, body?: object): Promise<Answer> {
  const token = caller === 'anonymous' ? undefined : people[caller].token;
  const self = caller === 'anonymous' ? newId() : people[caller].id;
  const filled = path
    .replace(':id', project)
    .replace(':member', member.id)
    .replace(':owner', secondOwner.id)
    .replace(':self', self)
    .replace(':nobody', newId())
    .replace(':video', newId())
    .replace(':link', newId())
    .replace(':invitation', newId())
    .replace(':kind', 'plan')
    .replace(':scene', newId())
    .replace(':image', newId())
    .replace(':version', newId());
  return api.call(method, filled, {
    ...(token === undefined ? {} : { token }),
    ...(body === undefined ? {} : { body }),
  });
}

describe.each(Object.keys(DRIVERS))('on %s', (name) => {
  let driver: { databaseUrl?: string; stop(): Promise<void> };
  beforeAll(async () => {
    driver = await DRIVERS[name]!();
    const { databaseUrl } = driver;
    api = await openApi(databaseUrl === undefined ? {} : { config: { databaseUrl } });
    const [owner, admin, editor, reviewer, viewer, stranger] = (await Promise.all(
      CALLERS.slice(0, 6).map((caller) => api.person(caller)),
    )) as [Person, Person, Person, Person, Person, Person];
    people = { owner, admin, editor, reviewer, viewer, stranger };
    member = await api.person('member');
    secondOwner = await api.person('second-owner');
  }, 60_000);
  afterAll(async () => {
    await api.close();
    await driver.stop();
  });

  describe('each role at each call', () => {
    it.each(PROJECT)('%s %s %j', async (method, path, body, statuses) => {
      const answered: Record<string, number> = {};
      // Who may change it has a project of their own: the others share one, which stays what it is.
      const unchanged = await newProject();
      for (const [i, caller] of CALLERS.entries()) {
        const changes = method !== 'GET' && statuses[i]! < 400;
        const project = changes ? await newProject() : unchanged;
        const { status, body: answer } = await call(caller, method, path, project, body);
        answered[caller] = status;
        if (status >= 400) expect(Object.keys(answer.error)).toContain('code');
      }
      expect(answered).toEqual(Object.fromEntries(CALLERS.map((caller, i) => [caller, statuses[i]])));
    });

    it.each(ACCOUNT)('%s %s %j needs an account', async (method, path, body, status) => {
      expect((await call('stranger', method, path, '', body)).status).toBe(status);
      const anonymous = await call('anonymous', method, path, '', body);
      expect([anonymous.status, anonymous.body.error.code]).toEqual([401, 'UNAUTHENTICATED']);
    });

    it('has a line here for every route there is', () => {
      const routes = api.server.app.routes
        .filter(({ method }) => method !== 'ALL')
        .map(({ method, path }) => `${method} ${path.replace(/:user\b/, ':member')}`);
      const general = (path: string) => path.replace(/:(owner|self)$/, ':member').replace(/:nobody\b/, ':id');
      const lines = [...PROJECT, ...ACCOUNT].map(([method, path]) => `${method} /api/v1${general(path)}`);
      const known = new Set([...lines, ...PUBLIC]);
      known.delete('PATCH /api/v1/projects/:id/participants/:id');
      expect([...new Set(routes)].toSorted()).toEqual([...known].toSorted());
    });

    it('is told to other programs: every route of the API stands in its OpenAPI document, and nothing else', async () => {
      const { body } = await api.call('GET', '/openapi.json');
      expect(body.openapi).toBe('3.1.0');
      const told = Object.entries<object>(body.paths).flatMap(([path, calls]) =>
        Object.keys(calls).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
      );
      const routes = api.server.app.routes
        .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/v1/'))
        .map(({ method, path }) => `${method} ${path.slice('/api/v1'.length)}`);
      const itself = 'GET /openapi.json';
      expect([...told, itself].toSorted()).toEqual([...new Set(routes)].toSorted());
    });

    it('is open in that document exactly where it is open to everybody', async () => {
      const { body } = await api.call('GET', '/openapi.json');
      const open = Object.entries<Record<string, { security?: [] }>>(body.paths).flatMap(([path, calls]) =>
        Object.entries(calls)
          .filter(([, { security }]) => security?.length === 0)
          .map(([method]) => `${method.toUpperCase()} /api/v1${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
      );
      const ours = PUBLIC.filter((line) => line.includes(' /api/v1/') && !line.endsWith('/openapi.json'));
      expect(open.toSorted()).toEqual(ours.toSorted());
    });
  });

  describe('a stranger', () => {
    let project: string;
    beforeAll(async () => {
      project = await newProject();
    });

    it.each(PROJECT.filter(([, path]) => path.startsWith('/projects/:id')))(
      'cannot tell a project from none: %s %s',
      async (method, path, body) => {
        const [there, nowhere, malformed] = await Promise.all(
          [project, newId(), '..%2f..%2fetc'].map((id) => call('stranger', method, path, id, body)),
        );
        expect([nowhere?.status, nowhere?.body.error.code]).toEqual([404, 'NOT_FOUND']);
        expect(there?.body).toEqual(nowhere?.body);
        expect(malformed?.status).toBe(404);
      },
    );

    it('sees no e-mail in anything a project answers to an editor', async () => {
      for (const path of ['', '/participants', '/documents']) {
        const { body } = await call('editor', 'GET', `/projects/:id${path}`, project);
        expect(JSON.stringify(body)).not.toContain('@example.org');
      }
    });
  });

  describe('a token', () => {
    it.each([
      ['absent', {}],
      ['empty', { authorization: '' }],
      ['of another scheme', { authorization: 'Basic a2ltOmtpbQ==' }],
      ['made up', { authorization: 'Bearer x.y.z' }],
      ['followed by another', { authorization: 'Bearer a, Bearer b' }],
    ])('that is %s opens nothing', async (_what, headers) => {
      expect((await api.call('GET', '/projects', { headers })).status).toBe(401);
    });

    it('is not taken from the cookie or the address', async () => {
      const { token, cookie } = people.owner;
      expect((await api.call('GET', '/projects', { headers: { cookie } })).status).toBe(401);
      expect((await api.call('GET', `/projects?access_token=${token}`)).status).toBe(401);
    });

    it('of one person never changes another', async () => {
      const before = await api.call('GET', '/users/profile', { token: people.owner.token });
      const body = {
        id: people.owner.id,
        user: people.owner.id,
        is_admin: true,
        email: 'x@example.org',
        nickname: 'N',
      };
      const changed = await api.call('PUT', '/users/profile', { token: people.stranger.token, body });
      expect(changed.body.user).toMatchObject({
        id: people.stranger.id,
        is_admin: false,
        email: people.stranger.email,
      });
      expect((await api.call('GET', '/users/profile', { token: people.owner.token })).body).toEqual(
        before.body,
      );
    });

    it('ends within a second when another process ended its session', async () => {
      const { token, id } = await api.person('ended');
      await api.storage.accounts.setPassword(id, 'x', null, Date.now());
      api.pass(1_001);
      expect((await api.call('GET', '/projects', { token })).status).toBe(401);
    });
  });
});
