import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { ClapperError, type ApiNewCalendarFeed } from '@clapper/protocol';
import { secretHash } from '../storage/secret-hash.ts';
import type { AppEnv, HttpOptions } from './context.ts';
import { membership, signedIn } from './guards.ts';
import { peer, publicOrigin } from './request.ts';
import { iso } from './views.ts';

/** 32 random bytes and an end that calendars expect. */
const FILE = /^([A-Za-z0-9_-]{43})\.ics$/;

/**
 * Other programs read a calendar at an address of its own, which is a secret of one person in one project: they
 * can send no token. It is told once and kept as a hash; whoever has it reads this calendar and nothing else.
 */
export function calendarRoutes(options: HttpOptions): Hono<AppEnv> {
  const { config, storage, log, now } = options;
  const app = new Hono<AppEnv>().use('/:id/calendar/*', signedIn(options));

  app.get('/:id/calendar/feed', async (c) => {
    const { project, principal } = await membership(c, options, 'project.read');
    const feed = await storage.calendarFeeds.get(project.id, principal.user);
    return c.json({ feed: feed === null ? null : { created_at: iso(feed.createdAt) } });
  });

  app.post('/:id/calendar/feed', async (c) => {
    const { project, principal } = await membership(c, options, 'project.read');
    const { user } = principal;
    const secret = randomBytes(32).toString('base64url');
    const createdAt = now();
    await storage.calendarFeeds.set({ project: project.id, user, secretHash: secretHash(secret), createdAt });
    log.info({ project: project.id, user }, 'calendar.feedMade');
    const url = `${publicOrigin(c, config)}/calendar/${secret}.ics`;
    const feed: ApiNewCalendarFeed = { url, created_at: iso(createdAt) };
    return c.json(feed, 201);
  });

  app.delete('/:id/calendar/feed', async (c) => {
    const { project, principal } = await membership(c, options, 'project.read');
    await storage.calendarFeeds.remove(project.id, principal.user);
    log.info({ project: project.id, user: principal.user }, 'calendar.feedEnded');
    return c.body(null, 204);
  });

  return app;
}

/** `/calendar/<secret>.ics`. Nothing tells a secret that ended from one that never was. */
export function calendarAddress(options: HttpOptions): Hono<AppEnv> {
  const { config, storage, calendarFiles, limits } = options;
  const app = new Hono<AppEnv>();

  app.get('/:file', async (c) => {
    const { address } = peer(c, config.trustProxy);
    limits.mayGuess(address);
    const secret = FILE.exec(c.req.param('file'))?.[1];
    const hash = secret === undefined ? null : secretHash(secret);
    const feed = hash === null ? null : await storage.calendarFeeds.find(hash);
    const project = feed === null ? null : await storage.projects.get(feed.project);
    if (feed === null || project === null) {
      limits.guessedWrong(address);
      throw new ClapperError('NOT_FOUND', 'There is no calendar at this address.');
    }
    limits.readsCalendar(feed.secretHash);
    const file = await calendarFiles.of(project);
    c.header('ETag', file.etag);
    c.header('Cache-Control', 'private, no-cache');
    c.header('X-Robots-Tag', 'noindex');
    if (hasIt(c.req.header('if-none-match'), file.etag)) return c.body(null, 304);
    c.header('Content-Type', 'text/calendar; charset=utf-8');
    c.header('Content-Disposition', 'inline; filename="calendar.ics"');
    return c.body(await file.text());
  });

  return app;
}

/** Proxies that compress make a tag a weak one. */
function hasIt(ifNoneMatch: string | undefined, etag: string): boolean {
  const tags = ifNoneMatch?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  return tags.includes(etag) || tags.includes('*');
}
