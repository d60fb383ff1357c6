import { Hono } from 'hono';
import { canInvite, type InviteRole } from '@clapper/access';
import { api, ClapperError, newId } from '@clapper/protocol';
import { composeInvitation } from '../notify/mail/invitation.ts';
import { foldKey } from '../storage/fold.ts';
import { isUnused } from '../storage/invitations.ts';
import { secretHash } from '../storage/secret-hash.ts';
import type { NewInvitation } from '../storage/storage.ts';
import type { AppEnv, HttpOptions } from './context.ts';
import { membership, membershipIn, signedIn, type Membership } from './guards.ts';
import { inviteKey, newCode } from './invite-key.ts';
import { idParam, invalidField, peer, readBody } from './request.ts';
import { iso } from './views.ts';

/** 158 bits: it goes by mail, and nobody types it off. */
const TOKEN_LENGTH = 32;
const DAY_MS = 24 * 60 * 60_000;
const USUAL_LIFE_MS = 14 * DAY_MS;
/** Who was asked in today is not asked again: a request that is sent twice sends one mail. */
const AGAIN_MS = DAY_MS;

type Failure = { email: string; reason: api.InvitationFailure };

interface Wish {
  role: InviteRole;
  message: string;
  expiresAt: number;
}

/** Asking people into a project by mail, each by a link for them alone. Mounted at the API's root. */
export function invitationRoutes(options: HttpOptions): Hono<AppEnv> {
  const { config, storage, limits, log, now } = options;
  const app = new Hono<AppEnv>();
  const needsUser = signedIn(options);

  app.post('/invitations', needsUser, async (c) => {
    const body = await readBody(c, api.invitationsBody);
    const where = await membershipIn(body.project_id, c.get('principal'), options, 'invites.manage');
    const { project, principal, role: held } = where;
    if (!canInvite({ role: held }, body.role))
      throw new ClapperError('FORBIDDEN', `A ${held} may not invite a ${body.role}.`);
    const expiresAt = body.expires_at == null ? now() + USUAL_LIFE_MS : Date.parse(body.expires_at);
    if (expiresAt <= now()) throw invalidField('expires_at');
    const { role, message } = body;
    const { failed, invitations } = judged(body.emails, where, { role, message, expiresAt });
    const outcomes = await storage.invitations.add(project.id, invitations, now() - AGAIN_MS);
    for (const [i, outcome] of outcomes.entries())
      if (outcome !== 'queued') failed.push({ email: invitations[i]!.email, reason: outcome });
    const batch = newId(now());
    const [total, queued] = [body.emails.length, body.emails.length - failed.length];
    const facts = { project: project.id, user: principal.user, batch, role, total, queued };
    log.info(facts, 'project.invited');
    return c.json({ batch_id: batch, total, queued, failed }, 202);
  });

  /** Which of the addresses can be mailed at all, and what each is sent. */
  function judged(emails: readonly string[], { project, principal }: Membership, wish: Wish) {
    const failed: Failure[] = [];
    const invitations: NewInvitation[] = [];
    const seen = new Set<string>();
    for (const given of emails) {
      const parsed = api.emailSchema.safeParse(given);
      const key = parsed.success ? foldKey(parsed.data) : null;
      const reason: api.InvitationFailure | null =
        key === null ? 'invalid' : seen.has(key) ? 'duplicate' : config.mail === null ? 'mail_off' : null;
      if (key !== null) seen.add(key);
      if (!parsed.success || reason !== null || config.mail === null) {
        failed.push({ email: given, reason: reason ?? 'invalid' });
      } else if (!limits.mayInvite(principal.user, foldKey(parsed.data))) {
        failed.push({ email: given, reason: 'limited' });
      } else {
        invitations.push(invitation(parsed.data));
      }
    }
    return { failed, invitations };

    function invitation(email: string): NewInvitation {
      const { publicUrl, from } = config.mail!;
      const at = now();
      const token = newCode(TOKEN_LENGTH);
      const mail = newId(at);
      const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
      const letter = composeInvitation({
        ...{ who: principal.name, project: project.name, language: project.language, publicUrl },
        ...{ ...wish, url: `${publicUrl}/join/${token}` },
      });
      return {
        ...{ id: newId(at), email, role: wish.role, tokenHash: secretHash(token) },
        ...{ invitedBy: principal.user, createdAt: at, expiresAt: wish.expiresAt },
        mail: { id: mail, messageId: `<${mail}@${domain}>`, ...letter },
      };
    }
  }

  /** For programs that take over from the mail: what its token opens. Looking uses nothing up. */
  app.get('/invitations/verify', async (c) => {
    const { address } = peer(c, config.trustProxy);
    limits.mayGuess(address);
    const key = await inviteKey(c.req.query('token') ?? '', options.invitationTokens);
    // Only the token itself: what is given for it would else be given for ever.
    const found = typeof key === 'string' ? await storage.projects.findInvite(key, now()) : null;
    if (!isUnused(found) || found.invitation === null || found.expiresAt === null) {
      limits.guessedWrong(address);
      return c.json({ valid: false, project: null, role: null, guest_token: null, expires_at: null });
    }
    const { project, role, expiresAt, invitation } = found;
    const shown = { invitation: invitation.id, project: project.id, role, expiresAt };
    return c.json({
      valid: true,
      project: { id: project.id, name: project.name },
      role,
      guest_token: await options.invitationTokens.sign(shown),
      expires_at: iso(expiresAt),
    });
  });

  app.get('/projects/:id/invitations', needsUser, async (c) => {
    const { project } = await membership(c, options, 'invites.manage');
    const open = await storage.invitations.open(project.id, now());
    return c.json({
      invitations: open.map(({ id, email, role, invitedBy, createdAt, expiresAt }) => ({
        ...{ id, email, role, invited_by: invitedBy },
        ...{ created_at: iso(createdAt), expires_at: iso(expiresAt) },
      })),
    });
  });

  app.delete('/projects/:id/invitations/:invitation', needsUser, async (c) => {
    const { project, principal } = await membership(c, options, 'invites.manage');
    const id = idParam(c, 'invitation');
    if (!(await storage.invitations.withdraw(project.id, id)))
      throw new ClapperError('NOT_FOUND', 'There is no such invitation.');
    log.info({ project: project.id, user: principal.user, invitation: id }, 'project.invitationWithdrawn');
    return c.body(null, 204);
  });

  return app;
}
