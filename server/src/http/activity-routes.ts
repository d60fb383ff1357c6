import { Hono } from 'hono';
import { TARGET_TYPES, type DomainEvent, type TargetType } from '@clapper/documents';
import { api, isUuid, type ApiActivity } from '@clapper/protocol';
import type { ActivityRow } from '../storage/storage.ts';
import type { AppContext, AppEnv, HttpOptions } from './context.ts';
import { membership, signedIn } from './guards.ts';
import { cursorOf, invalidField, limitOf } from './request.ts';
import { iso } from './views.ts';

const LIMIT = { usual: 50, most: 200 };

/** All of what happened in a project, as far back as it is kept: the newest is in its `feed`, offline too. */
export function activityRoutes(options: HttpOptions): Hono<AppEnv> {
  const { storage } = options;
  const app = new Hono<AppEnv>().use('/:id/activity', signedIn(options));

  app.get('/:id/activity', async (c) => {
    const { project } = await membership(c, options, 'project.read');
    const limit = limitOf(c, LIMIT);
    const before = cursorOf(c);
    const after = before === null ? undefined : { until: before.at, id: before.id };
    const filter = { after, user: userOf(c), targetType: targetTypeOf(c) };
    const rows = await storage.activity.list(project.id, filter, limit + 1);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const body: ApiActivity = {
      activity: page.map(view),
      next: rows.length > limit && last !== undefined ? api.activityCursor(last) : null,
    };
    return c.json(body);
  });

  return app;
}

function view({ id, user, userName, event, at, until, count }: ActivityRow): ApiActivity['activity'][number] {
  const { type, target, detail, deviceAt, more } = JSON.parse(event) as DomainEvent;
  return {
    id,
    type,
    user: { id: user, name: userName },
    target: {
      type: target.type,
      id: target.id,
      name: target.name,
      ...(target.video === undefined ? {} : { video: target.video }),
    },
    detail: { ...detail },
    device_at: deviceAt === null ? null : deviceTime(deviceAt),
    at: iso(at),
    until: iso(until),
    count,
    more,
  };
}

/** A device's clock may say anything; a time beyond what dates hold is none. */
function deviceTime(ms: number): string | null {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

function userOf(c: AppContext): string | undefined {
  const user = c.req.query('user');
  if (user !== undefined && !isUuid(user)) throw invalidField('user');
  return user;
}

function targetTypeOf(c: AppContext): TargetType | undefined {
  const wanted = c.req.query('target_type');
  const type = TARGET_TYPES.find((one) => one === wanted);
  if (wanted !== undefined && type === undefined) throw invalidField('target_type');
  return type;
}
