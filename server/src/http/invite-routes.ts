import { randomInt } from 'node:crypto';
import { Hono } from 'hono';
import { canInvite } from '@clapper/access';
import { api, ClapperError } from '@clapper/protocol';
import type { Invite } from '../storage/storage.ts';
import type { AppContext, AppEnv, HttpOptions } from './context.ts';
import { membership, signedIn } from './guards.ts';
import { peer, publicOrigin, readBody } from './request.ts';
import { inviteView, joinedView } from './views.ts';

/** No 0/o, 1/l/i: codes are read from a wall and typed. 16 of 31 are 79 bits, and fit the seeds' 20 characters. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';
const CODE_LENGTH = 16;
const CODE = /^[0-9A-Za-z]{1,64}$/;

/** One link per project. Managed under `/projects/:id/invite`; mounted at the API's root for those who hold a code. */
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
    const invite: Invite = { code: newCode(), role, expiresAt, createdBy: principal.user, createdAt: now() };
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
    const { invite, project } = await lookUp(c, c.req.param('code'));
    return c.json({ project: { name: project.name }, role: invite.role });
  });

  app.post('/projects/join', needsUser, async (c) => {
    const { invite_code: code } = await readBody(c, api.joinBody);
    await lookUp(c, code);
    const { user } = c.get('principal');
    const joined = await storage.projects.join(code, user, now());
    if (joined === null) throw notFound();
    log.info({ project: joined.project.id, user, role: joined.role }, 'project.joined');
    options.changed();
    await sync.rightsChanged(joined.project.id, user);
    return c.json(joinedView(joined));
  });

  async function lookUp(c: AppContext, code: string) {
    const { address } = peer(c, config.trustProxy);
    limits.mayGuess(address);
    const found = CODE.test(code) ? await storage.projects.findInvite(code, now()) : null;
    if (found !== null) return found;
    limits.guessedWrong(address);
    throw notFound();
  }

  return app;
}

function newCode(): string {
  return Array.from({ length: CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

function notFound(): ClapperError {
  return new ClapperError('INVITE_NOT_FOUND', 'This invite link is not valid any more.');
}
