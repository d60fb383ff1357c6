import { Hono } from 'hono';
import { can, rank, type Role } from '@clapper/access';
import { api, ClapperError } from '@clapper/protocol';
import type { AppContext, AppEnv, HttpOptions } from './context.ts';
import { membership, signedIn } from './guards.ts';
import { idParam, readBody } from './request.ts';
import { iso, participantView } from './views.ts';

/** Who is in a project, with which role, and who asks for more. Mounted under `/projects/:id`. */
export function memberRoutes(options: HttpOptions): Hono<AppEnv> {
  const { storage, sync, log, now } = options;
  const app = new Hono<AppEnv>().use(signedIn(options));

  app.get('/:id/participants', async (c) => {
    const { project, role } = await membership(c, options, 'members.read');
    const members = await storage.projects.members(project.id);
    const withEmail = can({ role }, 'members.readEmails');
    return c.json({ participants: members.map((member) => participantView(member, withEmail)) });
  });

  app.patch('/:id/participants/:user', async (c) => {
    const { project } = await membership(c, options, 'project.read');
    const { role } = await readBody(c, api.participantPatch);
    const member = await changeRole(c, project.id, role);
    const members = await storage.projects.members(project.id);
    const changed = members.find(({ user }) => user === member);
    if (changed === undefined) throw new ClapperError('NOT_FOUND', 'There is no such member.');
    const mine = await storage.projects.role(project.id, c.get('principal').user);
    return c.json(participantView(changed, can({ role: mine }, 'members.readEmails')));
  });

  app.delete('/:id/participants/:user', async (c) => {
    const { project } = await membership(c, options, 'project.read');
    await changeRole(c, project.id, null);
    return c.body(null, 204);
  });

  async function changeRole(c: AppContext, project: string, to: Role | null): Promise<string> {
    const member = idParam(c, 'user');
    const actor = c.get('principal').user;
    const result = await storage.projects.changeRole(project, actor, member, to, now());
    if (!result.ok) throw new ClapperError(result.code, refusals[result.code]);
    log.info({ project, actor, member, from: result.from, to }, 'project.roleChanged');
    options.changed();
    await sync.rightsChanged(project, member);
    return member;
  }

  app.post('/:id/access-requests', async (c) => {
    const { project, role: held, principal } = await membership(c, options, 'access.request');
    const { role } = await readBody(c, api.accessRequestBody);
    if (rank(role) <= rank(held)) {
      const details = [{ field: 'role', code: 'invalid' }];
      throw new ClapperError('INVALID_FIELDS', `A ${held} may already do what a ${role} may.`, { details });
    }
    options.limits.asksForRole(principal.user);
    await storage.projects.requestAccess(project.id, principal.user, role, now());
    return c.json({}, 202);
  });

  app.get('/:id/access-requests', async (c) => {
    const { project } = await membership(c, options, 'members.manage');
    const requests = await storage.projects.accessRequests(project.id);
    return c.json({
      requests: requests.map(({ user, name, role, requestedAt }) => ({
        user: { id: user, name },
        role,
        requested_at: iso(requestedAt),
      })),
    });
  });

  app.delete('/:id/access-requests/:user', async (c) => {
    const { project } = await membership(c, options, 'members.manage');
    await storage.projects.dismissAccessRequest(project.id, idParam(c, 'user'));
    return c.body(null, 204);
  });

  return app;
}

const refusals = {
  NOT_FOUND: 'There is no such member.',
  FORBIDDEN: 'Your role does not allow this change.',
  LAST_OWNER: 'A project keeps one owner: make somebody else an owner first.',
} as const;
