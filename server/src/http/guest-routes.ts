import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { readMedia } from '@clapper/documents/review';
import { api, ClapperError, newId, projectDocument, type ApiGuestSignedIn } from '@clapper/protocol';
import type { SignedIn } from '../auth/sessions.ts';
import { secretHash } from '../storage/secret-hash.ts';
import type { GuestGrant, GuestLink } from '../storage/storage.ts';
import { unlessMissing } from '../sync/unless-missing.ts';
import type { AppContext, AppEnv, HttpOptions } from './context.ts';
import { membership, sameSite, signedIn } from './guards.ts';
import { refreshCookie, type RefreshCookie } from './refresh-cookie.ts';
import { idParam, invalidField, peer, publicOrigin, readBody } from './request.ts';
import { iso } from './views.ts';

/** As the page behind it is addressed; the secret stands behind a #, which no browser sends and no server logs. */
const PAGE = '/feedback/public';

/** Links to one video: managed under `/projects/:id/videos/:video/links`, opened under `/guest/:link`. */
export function guestRoutes(options: HttpOptions): Hono<AppEnv> {
  const { config, storage, sync, sessions, limits, log, now } = options;
  const app = new Hono<AppEnv>();
  const needsUser = signedIn(options);
  const site = sameSite(options);

  // ── Who gives them ─────────────────────────────────────────────────────────────────────────────

  app.get('/projects/:id/videos/:video/links', needsUser, async (c) => {
    const { project } = await membership(c, options, 'invites.manage');
    const links = await storage.guests.links(project.id, idParam(c, 'video'), now());
    return c.json({ links: links.map(linkView) });
  });

  app.post('/projects/:id/videos/:video/links', needsUser, async (c) => {
    const { project, principal } = await membership(c, options, 'invites.manage');
    const video = idParam(c, 'video');
    const { name, role, approves, expires_at: expires } = await readBody(c, api.guestLinkBody);
    if ((await videoOf(project.id, video)) === null) throw noVideo();
    const expiresAt = expires == null ? null : Date.parse(expires);
    if (expiresAt !== null && expiresAt <= now()) throw invalidField('expires_at');
    const secret = randomBytes(24).toString('base64url');
    const at = now();
    const link = {
      ...{ id: newId(at), project: project.id, video, name, role, approves: approves && role !== 'viewer' },
      ...{ secretHash: secretHash(secret), expiresAt, createdBy: principal.user, createdAt: at },
    };
    await storage.guests.addLink(link);
    log.info({ project: project.id, user: principal.user, link: link.id, role }, 'guest.linkMade');
    const url = `${publicOrigin(c, config)}${PAGE}/${link.id}#${secret}`;
    const view = linkView({ ...link, createdByName: principal.name, lastUsedAt: null, guests: 0 });
    return c.json({ ...view, url }, 201);
  });

  app.delete('/projects/:id/videos/:video/links/:link', needsUser, async (c) => {
    const { project, principal } = await membership(c, options, 'invites.manage');
    const id = idParam(c, 'link');
    const links = await storage.guests.links(project.id, idParam(c, 'video'), now());
    if (!links.some((link) => link.id === id)) throw new ClapperError('NOT_FOUND', 'There is no such link.');
    for (const session of (await storage.guests.revoke(id, now())) ?? []) options.sessionEnded(session);
    log.info({ project: project.id, user: principal.user, link: id }, 'guest.linkRevoked');
    return c.body(null, 204);
  });

  // ── Who has one ────────────────────────────────────────────────────────────────────────────────

  /** What it opens, before anybody says who they are. */
  app.post('/guest/:link/open', site, async (c) => {
    const { secret } = await readBody(c, api.guestOpenBody);
    const { project, title, grant } = await lookUp(c, secret);
    return c.json({
      project: { name: project.name },
      video: { title },
      role: grant.role,
      approves: grant.approves,
    });
  });

  app.post('/guest/:link/enter', site, async (c) => {
    const { secret, name } = await readBody(c, api.guestEnterBody);
    const { grant } = await lookUp(c, secret);
    limits.register(peer(c, config.trustProxy).address);
    const at = now();
    const id = newId(at);
    await storage.guests.enter({ id, name, link: grant.link, createdAt: at });
    const user = await storage.accounts.get(id);
    if (user === null) throw new ClapperError('INTERNAL', `The guest ${id} is not where they were kept.`);
    const signed = await sessions.start(user, c.req.header('user-agent') ?? '', grant);
    log.info({ user: id, link: grant.link }, 'guest.entered');
    return answer(c, signed, 201);
  });

  app.post('/guest/:link/refresh', site, async (c) => {
    const token = cookieOf(c).read(c);
    if (token === undefined) throw new ClapperError('UNAUTHENTICATED', 'Nobody came in here.');
    return answer(c, await sessions.refresh(token, idParam(c, 'link')), 200);
  });

  app.post('/guest/:link/leave', site, async (c) => {
    const cookie = cookieOf(c);
    const token = cookie.read(c);
    if (token !== undefined) await sessions.endByRefreshToken(token);
    cookie.drop(c);
    return c.body(null, 204);
  });

  async function answer(c: AppContext, signed: SignedIn, status: 200 | 201): Promise<Response> {
    const { guest } = signed;
    // The old one is used up: whose video was deleted comes back with this one when it is restored.
    cookieOf(c).keep(c, signed.refreshToken);
    const found = guest === null ? null : await placeOf(guest);
    if (guest === null || found === null) throw noLink();
    const { id, nickname: name } = signed.user;
    const body: ApiGuestSignedIn = {
      guest: { id, name },
      project: { id: guest.project, name: found.project.name },
      video: { id: guest.video, title: found.title },
      document: projectDocument(guest.project, 'review', guest.video),
      role: guest.role,
      approves: guest.approves,
      access_token: signed.accessToken,
      expires_at: iso(signed.expiresAt),
    };
    return c.json(body, status);
  }

  /** One answer for what was revoked, has run out, was removed or never was: guessing tells nothing. */
  async function lookUp(c: AppContext, secret: string) {
    const { address } = peer(c, config.trustProxy);
    limits.mayGuess(address);
    const grant = await storage.guests.open(c.req.param('link') ?? '', secretHash(secret), now());
    const found = grant === null ? null : await placeOf(grant);
    if (grant !== null && found !== null) return { grant, ...found };
    limits.guessedWrong(address);
    throw noLink();
  }

  async function placeOf({ project: id, video }: GuestGrant) {
    const [project, title] = await Promise.all([storage.projects.get(id), videoOf(id, video)]);
    return project === null || title === null ? null : { project, title };
  }

  /** Its title; null: the project has no such video, or has it no more. */
  async function videoOf(project: string, video: string): Promise<string | null> {
    const media = await unlessMissing(sync.read(projectDocument(project, 'media'), readMedia), null);
    return media?.videos.find(({ id }) => id === video)?.title ?? null;
  }

  /** Each link has its own: a browser may be a guest of several. */
  function cookieOf(c: AppContext): RefreshCookie {
    return refreshCookie(options, {
      name: 'clapper_guest',
      path: `/api/v1/guest/${idParam(c, 'link')}`,
    });
  }

  return app;
}

function linkView(link: Omit<GuestLink, 'project' | 'video'>) {
  return {
    id: link.id,
    name: link.name,
    role: link.role,
    approves: link.approves,
    expires_at: link.expiresAt === null ? null : iso(link.expiresAt),
    created_at: iso(link.createdAt),
    created_by: { id: link.createdBy, name: link.createdByName },
    last_used_at: link.lastUsedAt === null ? null : iso(link.lastUsedAt),
    guests: link.guests,
  };
}

function noVideo(): ClapperError {
  return new ClapperError('NOT_FOUND', 'There is no such video.');
}

function noLink(): ClapperError {
  return new ClapperError('INVITE_NOT_FOUND', 'This link does not open anything any more.');
}
