import { ClapperError, newId } from '@clapper/protocol';
import type { Logger } from '../log.ts';
import type { Accounts, GuestGrant, Session, User } from '../storage/storage.ts';
import { secretHash } from '../storage/secret-hash.ts';
import { newRefreshToken } from './refresh-token.ts';
import type { GuestScope, Tokens } from './tokens.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Four weeks without a visit sign a device out; every refresh starts them anew. */
export const REFRESH_TTL_MS = 28 * DAY_MS;
/** How long a replaced refresh token stays good if its successor was never used. */
const GRACE_MS = 60_000;
const MAX_USER_AGENT = 255;

/** What somebody holds who has just signed in or refreshed. */
export interface SignedIn {
  user: User;
  /** Null: somebody with an account. */
  guest: GuestGrant | null;
  session: string;
  accessToken: string;
  expiresAt: number;
  refreshToken: string;
}

export interface Sessions {
  start(user: User, userAgent: string, guest?: GuestGrant): Promise<SignedIn>;
  /** `link`: of somebody without an account, the link they came through. @throws ClapperError UNAUTHENTICATED */
  refresh(refreshToken: string, link?: string): Promise<SignedIn>;
  /** Live sessions, oldest first. */
  list(user: string): Promise<Session[]>;
  end(session: string): Promise<boolean>;
  /** Signs out whoever holds this refresh token; unknown ones are nobody's. */
  endByRefreshToken(refreshToken: string): Promise<void>;
  /** Sets the password and ends every session but `keep`. */
  changePassword(user: string, passwordHash: string, keep: string | null): Promise<void>;
}

export interface SessionsOptions {
  accounts: Accounts;
  tokens: Tokens;
  log: Logger;
  now: () => number;
  /** Told at once of every session that ended, so that its requests and sockets end too. */
  onEnded: (session: string) => void;
}

export function createSessions({ accounts, tokens, log, now, onEnded }: SessionsOptions): Sessions {
  async function signedIn(
    { user, guest }: Pick<SignedIn, 'user' | 'guest'>,
    session: string,
    refreshToken: string,
  ): Promise<SignedIn> {
    const scope = guest === null ? undefined : scopeOf(guest, user.nickname);
    const { token, expiresAt } = await tokens.sign(user.id, session, scope);
    return { user, guest, session, accessToken: token, expiresAt, refreshToken };
  }

  async function end(session: string): Promise<boolean> {
    const wasLive = await accounts.revokeSession(session, now());
    onEnded(session);
    return wasLive;
  }

  /** Exchanges a refresh token; a reused one ends its session, because two hold it. */
  async function exchange(refreshToken: string, next: string) {
    const result = await accounts.rotate(secretHash(refreshToken), next, now(), GRACE_MS, REFRESH_TTL_MS);
    if (result.status === 'reused') {
      log.warn({ session: result.session }, 'auth.refreshReused');
      onEnded(result.session);
    }
    return result;
  }

  return {
    async start(user, userAgent, guest) {
      const at = now();
      const refresh = newRefreshToken();
      const session: Session = {
        id: newId(at),
        user: user.id,
        createdAt: at,
        lastUsedAt: at,
        expiresAt: at + REFRESH_TTL_MS,
        userAgent: userAgent.slice(0, MAX_USER_AGENT),
      };
      await accounts.createSession(session, refresh.hash);
      return signedIn({ user, guest: guest ?? null }, session.id, refresh.token);
    },

    async refresh(refreshToken, link) {
      const next = newRefreshToken();
      const result = await exchange(refreshToken, next.hash);
      // Security: what a guest holds renews their link's session, never a member's, and the other way round.
      if (result.status !== 'ok' || result.guest?.link !== link)
        throw new ClapperError('UNAUTHENTICATED', 'Sign in again.');
      return signedIn(result, result.session.id, next.token);
    },

    list: (user) => accounts.sessions(user, now()),
    end,

    async endByRefreshToken(refreshToken) {
      const result = await exchange(refreshToken, newRefreshToken().hash);
      if (result.status === 'ok') await end(result.session.id);
    },

    async changePassword(user, passwordHash, keep) {
      for (const session of await accounts.setPassword(user, passwordHash, keep, now())) onEnded(session);
    },
  };
}

function scopeOf({ video, role, expiresAt }: GuestGrant, name: string): GuestScope {
  return { video, role, name, expiresAt };
}
