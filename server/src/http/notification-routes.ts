import { Hono } from 'hono';
import { notificationLink, type InboxItem } from '@clapper/documents';
import { api, type ApiNotifications } from '@clapper/protocol';
import type { AppContext, AppEnv, HttpOptions } from './context.ts';
import { signedIn } from './guards.ts';
import { cursorOf, invalidField, limitOf, readBody } from './request.ts';
import { iso } from './views.ts';

const LIMIT = { usual: 50, most: 200 };

/** What concerns whoever asks: the newest is in their `home`, offline too. */
export function notificationRoutes(options: HttpOptions): Hono<AppEnv> {
  const { inboxes } = options;
  const app = new Hono<AppEnv>().use(signedIn(options));

  app.get('/', async (c) => {
    const wanted = { before: cursorOf(c), unreadOnly: unreadOnlyOf(c), limit: limitOf(c, LIMIT) };
    const { items, next, unread } = await inboxes.page(c.get('principal').user, wanted);
    const body: ApiNotifications = {
      notifications: items.map(view),
      unread_count: unread,
      next: next === null ? null : `${next.at}.${next.id}`,
    };
    return c.json(body);
  });

  app.post('/marks', async (c) => {
    const { ids = null, state } = await readBody(c, api.notificationMarksBody);
    const principal = c.get('principal');
    await inboxes.mark(principal, ids, state);
    const { unread } = await inboxes.page(principal.user, { before: null, unreadOnly: true, limit: 1 });
    return c.json({ unread_count: unread });
  });

  return app;
}

function view(item: InboxItem): ApiNotifications['notifications'][number] {
  const { id, type, project, by, count, place, thread, picture, label, detail, state, at } = item;
  return {
    ...{ id, type, project_id: project, by, count, place, thread_id: thread, picture, label, detail },
    link: notificationLink(item),
    state,
    at: iso(at),
  };
}

function unreadOnlyOf(c: AppContext): boolean {
  const state = c.req.query('state');
  if (state !== undefined && state !== 'unread') throw invalidField('state');
  return state !== undefined;
}
