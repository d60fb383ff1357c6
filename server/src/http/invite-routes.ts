import { Hono } from 'hono';
import { canInvite } from '@clapper/access';
import { api, ClapperError } from '@clapper/protocol';
import type { Invite } from '../storage/storage.ts';
import type { AppContext, AppEnv, HttpOptions } from './context.ts';
import { membership, signedIn } from './guards.ts';
import { inviteKey, newCode } from './invite-key.ts';
import { peer, publicOrigin, readBody } from './request.ts';
import { inviteView, joinedView } from './views.ts';

/** 79 bits, which fit the seeds' 20 characters. */
const CODE_LENGTH = 16;

/** One link per project; what it opens, and joining by it or by an invitation. Managed under `/projects/:id/invite`; mounted at the API's root for those who hold a code. */
export function inviteRoutes(options: HttpOptions): Hono<AppEnv> {
  const { config, storage, sync, limits, log, now } = options;
  const app = new Hono<AppEnv>();
  const needsUser = signedIn(options);

  app.get('/projects/:id/invite', needsUser, async (c) => {
    const { project } = await membership(c, options, 'invites.manage');
    const invite = await storage.projects.invite(project.id);
    const live = invite !== null && (invite.expiresAt === null || invite.expiresAt > now());
    return c.json({ invite: live ? inviteView(invite, publicOrigin(c, config)) : null });
  });

  app.post('/projects/:id/invite', needsUser, async (c) => {
    const { project, role: held, principal } = await membership(c, options, 'invites.manage');
    const { role, expires_at: expires } = await readBody(c, api.inviteBody);
    if (!canInvite({ role: held }, role)) {
      throw new ClapperError('FORBIDDEN', `A ${held} may not invite a ${role}.`);
    }
    const expiresAt = expires == null ? null : Date.parse(expires);
    if (expiresAt !== null && expiresAt <= now()) {
      const details = [{ field: 'expires_at', code: 'invalid' }];
      throw new ClapperError('INVALID_FIELDS', 'The link would have run out already.', { details });
    }
    const invite: Invite = {
      code: newCode(CODE_LENGTH),
      role,
      expiresAt,
      createdBy: principal.user,
      createdAt: now(),
    };
    await storage.projects.setInvite(project.id, invite);
    log.info({ project: project.id, user: principal.user, role }, 'project.inviteMade');
    return c.json(inviteView(invite, publicOrigin(c, config)), 201);
  });

  app.delete('/projects/:id/invite', needsUser, async (c) => {
    const { project } = await membership(c, options, 'invites.manage');
    await storage.projects.setInvite(project.id, null);
    return c.body(null, 204);
  });

  /** Shown to anybody who holds the link, before they sign up. */
  app.get('/invites/:code', async (c) => {
    const { project, role } = (await lookUp(c, c.req.param('code'))).found;
    return c.json({ project: { name: project.name }, role });
  });

  app.post('/projects/join', needsUser, async (c) => {
    const { invite_code: code } = await readBody(c, api.joinBody);
    const { key } = await lookUp(c, code);
    const { user } = c.get('principal');
    const joined = await storage.projects.join(key, user, now());
    if (joined === null) throw notFound();
    log.info({ project: joined.project.id, user, role: joined.role }, 'project.joined');
    options.changed();
    await sync.rightsChanged(joined.project.id, user);
    return c.json(joinedView(joined));
  });

  async function lookUp(c: AppContext, code: string) {
    const { address } = peer(c, config.trustProxy);
    limits.mayGuess(address);
    const key = await inviteKey(code, options.invitationTokens);
    const found = key === null ? null : await storage.projects.findInvite(key, now());
    if (key !== null && found !== null) return { key, found };
    limits.guessedWrong(address);
    throw notFound();
  }

  return app;
}

function notFound(): ClapperError {
  return new ClapperError('INVITE_NOT_FOUND', 'This invite link is not valid any more.');
}
