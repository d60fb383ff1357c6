import { Hono } from 'hono';
import { kindOf } from '@clapper/documents';
import { api, ClapperError } from '@clapper/protocol';
import type { AppEnv, HttpOptions } from './context.ts';
import { signedInOrGuest } from './guards.ts';
import { readBody } from './request.ts';
import { iso } from './views.ts';

/** Tickets for programs that cannot set a WebSocket's subprotocol. What a ticket opens is judged when it is used. */
export function syncRoutes(options: HttpOptions): Hono<AppEnv> {
  const app = new Hono<AppEnv>().use(signedInOrGuest(options));

  app.post('/tickets', async (c) => {
    const { document_id: document } = await readBody(c, api.ticketBody);
    if (document !== undefined && kindOf(document) === null) {
      const details = [{ field: 'document_id', code: 'invalid' }];
      throw new ClapperError('INVALID_FIELDS', 'That is no document id.', { details });
    }
    const { user, session } = c.get('principal');
    const { ticket, expiresAt } = options.tickets.issue(user, { session, document: document ?? null });
    return c.json({ ticket, expires_at: iso(expiresAt) }, 201);
  });

  return app;
}
