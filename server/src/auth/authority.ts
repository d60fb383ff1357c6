import { ClapperError } from '@clapper/protocol';
import type { Accounts, GuestGrant, User } from '../storage/storage.ts';
import type { Authority, Principal } from './principal.ts';
import type { Tickets } from './tickets.ts';
import type { Tokens } from './tokens.ts';

export interface AuthorityOptions {
  accounts: Accounts;
  tokens: Tokens;
  tickets: Tickets;
  /** Life of a socket opened by a ticket: as long as with a fresh token. */
  accessTtlMs: number;
  /** Whether what a guest's link opens is still there. */
  stands(grant: GuestGrant): Promise<boolean>;
  now: () => number;
}

/** Told here, an end or a new name holds from the next request on. */
export interface LiveAuthority extends Authority {
  /**
   * Who stands behind a session, for what was signed for it. Checks that it is live.
   * @throws ClapperError UNAUTHENTICATED | UNAVAILABLE
   */
  ofSession(session: string): Promise<Principal>;
  sessionEnded(session: string): void;
  userChanged(user: string): void;
}

/**
 * A page asks for twenty things in its first second: they share one look. Ends are told to us at once;
 * this bounds what we may miss when another process made the change.
 */
const LOOK_MS = 1_000;
/** Sessions looked at lately; the oldest look goes first. */
const MAX_LOOKS = 20_000;
const MAX_ENDED = 20_000;

interface Look {
  found: Promise<Found | null>;
  at: number;
}

interface Found {
  user: User;
  guest: GuestGrant | null;
}

export function createAuthority({
  accounts,
  tokens,
  tickets,
  accessTtlMs,
  stands,
  now,
}: AuthorityOptions): LiveAuthority {
  const looks = new Map<string, Look>();
  /** A look that began before a session ended must not bring it back. */
  const ended = new Set<string>();

  function look(session: string): Promise<Found | null> {
    const known = looks.get(session);
    if (known !== undefined && now() - known.at < LOOK_MS) return known.found;
    const found = accounts.session(session, now());
    looks.delete(session);
    looks.set(session, { found, at: now() });
    for (const oldest of looks.keys()) {
      if (looks.size <= MAX_LOOKS) break;
      looks.delete(oldest);
    }
    // A failed look says nothing about the session: the next request looks again.
    found.catch(() => {
      if (looks.get(session)?.found === found) looks.delete(session);
    });
    return found;
  }

  async function principal(session: string, expected: string | null, expiresAt: number): Promise<Principal> {
    const found = ended.has(session) ? null : await look(session);
    if (found === null || ended.has(session) || (expected !== null && found.user.id !== expected)) {
      throw new ClapperError('UNAUTHENTICATED', 'The session has ended; sign in again.');
    }
    const { user, guest } = found;
    const until = Math.min(expiresAt, guest?.expiresAt ?? expiresAt);
    if (until <= now()) throw new ClapperError('UNAUTHENTICATED', 'The link has run out.');
    if (guest !== null && !(await stands(guest)))
      throw new ClapperError('UNAUTHENTICATED', 'What the link opens is gone.');
    const { id, nickname: name, isAdmin: isSystemAdmin } = user;
    return { user: id, name, session, expiresAt: until, isSystemAdmin, guest };
  }

  return {
    async authenticate(token) {
      const { user, session, expiresAt } = await tokens.verify(token);
      return principal(session, user, expiresAt);
    },

    redeemTicket(ticket, document) {
      const { session } = tickets.redeem(ticket, document);
      return principal(session, null, now() + accessTtlMs);
    },

    ofSession: (session) => principal(session, null, now() + accessTtlMs),

    sessionEnded(session) {
      looks.delete(session);
      ended.add(session);
      for (const oldest of ended) {
        if (ended.size <= MAX_ENDED) break;
        ended.delete(oldest);
      }
    },

    userChanged() {
      looks.clear();
    },
  };
}
