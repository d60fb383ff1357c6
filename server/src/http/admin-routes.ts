import { Hono, type MiddlewareHandler } from 'hono';
import { ClapperError, isUuid } from '@clapper/protocol';
import { adminUserPatch } from '@clapper/protocol/api-admin';
import type { AccountLine, ProjectLine } from '../storage/storage.ts';
import type { AppContext, AppEnv, HttpOptions } from './context.ts';
import { signedIn } from './guards.ts';
import { idParam, invalidField, limitOf, readBody } from './request.ts';
import { iso } from './views.ts';

const LIMIT = { usual: 50, most: 200 };

/**
 * The instance's console. Security: to everybody but the system admin it is not there; it shows who and how much, never
 * what is in a project, which takes a role in it.
 */
export function adminRoutes(options: HttpOptions): Hono<AppEnv> {
  const { storage, sync, traffic, log, now } = options;
  const app = new Hono<AppEnv>().use(signedIn(options), forTheSystemAdmin);

  app.get('/users', async (c) => {
    const limit = limitOf(c, LIMIT);
    const users = await storage.console.accounts(afterOf(c), limit);
    return c.json({ users: users.map(userLine), next: nextOf(users, limit) });
  });

  app.patch('/users/:id', async (c) => {
    const { is_active: active } = await readBody(c, adminUserPatch);
    const { user: actor } = c.get('principal');
    const id = idParam(c, 'id');
    // Somebody has to be left who can open it again.
    if (id === actor) throw new ClapperError('FORBIDDEN', 'Nobody closes their own account here.');
    const ended = await storage.accounts.setActive(id, active, now());
    if (ended === null) throw new ClapperError('NOT_FOUND', 'There is no such account.');
    for (const session of ended) options.sessionEnded(session);
    log.warn({ user: id, actor, active, sessions: ended.length }, 'admin.accountChanged');
    return c.body(null, 204);
  });

  app.get('/projects', async (c) => {
    const limit = limitOf(c, LIMIT);
    const projects = await storage.console.projects(afterOf(c), limit);
    return c.json({ projects: projects.map(projectLine), next: nextOf(projects, limit) });
  });

  app.delete('/projects/:id', async (c) => {
    const id = idParam(c, 'id');
    if ((await storage.projects.get(id)) === null)
      throw new ClapperError('NOT_FOUND', 'There is no such project.');
    const members = await storage.projects.remove(id, now());
    log.warn(
      { project: id, actor: c.get('principal').user, members: members.length },
      'admin.projectRemoved',
    );
    options.changed();
    await sync.projectRemoved(id);
    return c.body(null, 204);
  });

  app.get('/stats', async (c) => {
    const totals = await storage.console.totals();
    const { rooms, connections, residentBytes, refusedUpdates } = sync.stats();
    const minute = traffic.last();
    return c.json({
      version: options.version,
      ...{ users: totals.accounts, closed_users: totals.closed, guests: totals.guests },
      ...{ projects: totals.projects, documents: totals.documents, bytes: totals.bytes },
      ...{ resident_bytes: residentBytes, open_documents: rooms },
      ...{ active_connections: connections, refused_updates: refusedUpdates },
      messages_per_second: minute?.messagesPerSecond ?? null,
      average_response_ms: minute?.averageResponseMs ?? null,
    });
  });

  return app;
}

const forTheSystemAdmin: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (!c.get('principal').isSystemAdmin)
    throw new ClapperError('NOT_FOUND', 'There is nothing at this address.');
  await next();
};

/** Where a list goes on: `after`, the id of the last one of the page in front of it. */
function afterOf(c: AppContext): string {
  const after = c.req.query('after');
  if (after !== undefined && !isUuid(after)) throw invalidField('after');
  return after ?? '';
}

function nextOf(rows: readonly { id: string }[], limit: number): string | null {
  return rows.length < limit ? null : (rows.at(-1)?.id ?? null);
}

function userLine({ id, username, email, nickname, ...user }: AccountLine) {
  return {
    ...{ id, username, email, nickname, is_admin: user.isAdmin, is_active: user.isActive },
    projects: user.projects,
    created_at: iso(user.createdAt),
    last_login_at: user.lastLoginAt === null ? null : iso(user.lastLoginAt),
  };
}

function projectLine({ id, name, status, creator, members, bytes, createdAt, updatedAt }: ProjectLine) {
  return {
    ...{ id, name, status, creator, members, bytes },
    ...{ created_at: iso(createdAt), updated_at: iso(updatedAt) },
  };
}
