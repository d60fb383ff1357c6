import { Hono } from 'hono';
import { kindOf } from '@clapper/documents';
import { api, ClapperError } from '@clapper/protocol';
import { pollBody } from '@clapper/protocol/api-sync';
import * as Y from 'yjs';
import type { AppEnv, HttpOptions } from './context.ts';
import { signedInOrGuest } from './guards.ts';
import { invalidField, readBody } from './request.ts';
import { iso } from './views.ts';

/**
 * Tickets for programs that cannot set a WebSocket's subprotocol (what one opens is judged when it is used), and documents
 * for those that can open none.
 */
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

  /**
   * One step of keeping a document equal without a socket, where networks let none through: what the caller made is judged
   * and committed as through one, then what they do not have comes back.
   */
  app.post('/', async (c) => {
    const principal = c.get('principal');
    const body = await readBody(c, pollBody, MOST_BYTES);
    options.limits.polls(principal.user);
    const known = bytesOf(body.state_vector);
    if (known !== null && !isStateVector(known)) throw invalidField('state_vector');
    const update = bytesOf(body.update);
    const { document_id: document } = body;
    // Also brings into being what comes into being when it is opened.
    await options.sync.readAs(document, principal, () => undefined);
    if (update !== null) await options.sync.pushAs(document, principal, update);
    const answer = await options.sync.readAs(document, principal, (doc) => ({
      update: base64Of(Y.encodeStateAsUpdate(doc, known ?? undefined)),
      state_vector: base64Of(Y.encodeStateVector(doc)),
    }));
    return c.json(answer);
  });

  return app;
}

/** An update of the size that a frame may have, and a state vector, in base64. */
const MOST_BYTES = 2 * 1024 * 1024;

function bytesOf(base64: string | undefined): Uint8Array | null {
  return base64 === undefined ? null : Uint8Array.from(Buffer.from(base64, 'base64'));
}

function base64Of(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

function isStateVector(bytes: Uint8Array): boolean {
  try {
    Y.decodeStateVector(bytes);
    return true;
  } catch {
    return false;
  }
}
