import { jwtVerify, SignJWT } from 'jose';
import { JOSEError } from 'jose/errors';
import type { GuestRole } from '@clapper/access';
import { ClapperError, isUuid } from '@clapper/protocol';

/** What an access token says. That its session still lives is looked up, never believed. */
export interface TokenClaims {
  user: string;
  session: string;
  expiresAt: number;
}

/** For programs that hold the token: what counts is looked up. */
export interface GuestScope {
  video: string;
  role: GuestRole;
  name: string;
  expiresAt: number | null;
}

export interface Tokens {
  /** `guest`: whose token says what it is for, and ends with the link. */
  sign(user: string, session: string, guest?: GuestScope): Promise<{ token: string; expiresAt: number }>;
  /** @throws ClapperError UNAUTHENTICATED */
  verify(token: string): Promise<TokenClaims>;
}

export interface TokensOptions {
  secret: Uint8Array;
  ttlMs: number;
  now: () => number;
}

const ALGORITHM = 'HS256';
/** So that another program's token, signed with a shared secret, is no access token here. */
const AUDIENCE = 'clapper';
/** Ours are 300 bytes; nobody's kilobytes are worth hashing. */
const MAX_TOKEN_LENGTH = 2_048;
/**
 * Tokens that were verified lately, the oldest goes first: to look at a signature takes another thread, and who comes with a
 * token comes again with it a hundred times.
 */
const MAX_VERIFIED = 5_000;

export async function createTokens({ secret, ttlMs, now }: TokensOptions): Promise<Tokens> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', Uint8Array.from(secret), algorithm, false, [
    'sign',
    'verify',
  ]);
  const verified = new Map<string, TokenClaims>();

  function remember(token: string, claims: TokenClaims): TokenClaims {
    verified.set(token, claims);
    for (const oldest of verified.keys()) {
      if (verified.size <= MAX_VERIFIED) break;
      verified.delete(oldest);
    }
    return claims;
  }

  return {
    async sign(user, session, guest) {
      const issuedAt = Math.floor(now() / 1000);
      const usual = issuedAt + Math.ceil(ttlMs / 1000);
      const { expiresAt: ends = null, ...scope } = guest ?? {};
      const expiresAt = ends === null ? usual : Math.min(usual, Math.ceil(ends / 1000));
      const token = await new SignJWT({ sid: session, ...scope })
        .setProtectedHeader({ alg: ALGORITHM })
        .setSubject(user)
        .setAudience(AUDIENCE)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiresAt)
        .sign(key);
      return { token, expiresAt: expiresAt * 1000 };
    },
    async verify(token) {
      if (token.length > MAX_TOKEN_LENGTH) throw unauthenticated();
      const known = verified.get(token);
      if (known !== undefined && known.expiresAt > now()) return known;
      verified.delete(token);
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: [ALGORITHM],
          audience: AUDIENCE,
          currentDate: new Date(now()),
        });
        const { sub, sid, exp } = payload;
        if (!isUuid(sub) || !isUuid(sid) || exp === undefined) throw unauthenticated();
        return remember(token, { user: sub, session: sid, expiresAt: exp * 1000 });
      } catch (error) {
        // Why a token is no good is its bearer's to find out, not to be told.
        throw error instanceof JOSEError ? unauthenticated(error) : error;
      }
    },
  };
}

function unauthenticated(cause?: unknown): ClapperError {
  return new ClapperError('UNAUTHENTICATED', 'The access token is not valid or has run out.', { cause });
}
