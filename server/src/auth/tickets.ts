import { randomBytes } from 'node:crypto';
import { ClapperError, TICKET_TTL_MS } from '@clapper/protocol';

/** What a ticket stands for. It lives in memory alone: after a restart it counts as used. */
export interface TicketGrant {
  session: string;
  /** The one document it opens; null opens any that its user may. */
  document: string | null;
}

export interface Tickets {
  /** @throws ClapperError RATE_LIMITED */
  issue(user: string, grant: TicketGrant): { ticket: string; expiresAt: number };
  /** Takes it out, whatever comes of it. @throws ClapperError TICKET_USED | UNAUTHENTICATED */
  redeem(ticket: string, document: string | null): TicketGrant;
  /** Forgets what has run out. */
  sweep(): void;
}

const FORM = /^[A-Za-z0-9_-]{32}$/;
/** A browser of 200 tabs asks for 200; more in one minute is a loop. */
const MAX_PER_USER = 1_000;

export function createTickets(now: () => number): Tickets {
  const open = new Map<string, TicketGrant & { user: string; expiresAt: number }>();
  const held = new Map<string, number>();

  function drop(ticket: string, user: string): void {
    open.delete(ticket);
    const left = (held.get(user) ?? 1) - 1;
    if (left > 0) held.set(user, left);
    else held.delete(user);
  }

  function sweep(): void {
    // In order of issue, which is the order in which they run out.
    for (const [ticket, { user, expiresAt }] of open) {
      if (expiresAt > now()) return;
      drop(ticket, user);
    }
  }

  return {
    sweep,

    issue(user, grant) {
      sweep();
      const mine = held.get(user) ?? 0;
      if (mine >= MAX_PER_USER) {
        const message = 'Too many tickets are waiting to be used.';
        throw new ClapperError('RATE_LIMITED', message, { retryAfterMs: TICKET_TTL_MS });
      }
      const ticket = randomBytes(24).toString('base64url');
      const expiresAt = now() + TICKET_TTL_MS;
      held.set(user, mine + 1);
      open.set(ticket, { ...grant, user, expiresAt });
      return { ticket, expiresAt };
    },

    redeem(ticket, document) {
      if (!FORM.test(ticket)) throw new ClapperError('UNAUTHENTICATED', 'That is no ticket.');
      const found = open.get(ticket);
      if (found !== undefined) drop(ticket, found.user);
      if (found === undefined || found.expiresAt <= now()) {
        throw new ClapperError('TICKET_USED', 'The ticket was used or has run out; ask for a new one.');
      }
      if (found.document !== null && found.document !== document) {
        throw new ClapperError('UNAUTHENTICATED', 'The ticket is for another document.');
      }
      return { session: found.session, document: found.document };
    },
  };
}
