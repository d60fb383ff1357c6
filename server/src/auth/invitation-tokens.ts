import { jwtVerify, SignJWT } from 'jose';
import { JOSEError } from 'jose/errors';
import type { InviteRole } from '@clapper/access';
import { isUuid } from '@clapper/protocol';

export interface ShownInvitation {
  invitation: string;
  project: string;
  role: InviteRole;
  expiresAt: number;
}

/** What stands for an invitation whose token was shown, for a program that must not carry the token itself any further. */
export interface InvitationTokens {
  sign(shown: ShownInvitation): Promise<string>;
  /** The invitation; null when it was not made here, or has run out. Whether it still opens anything is looked up. */
  read(token: string): Promise<string | null>;
}

const ALGORITHM = 'HS256';
/** Security: no access token is one of these, and none of these is an access token. */
const AUDIENCE = 'clapper invitation';
const LIFE_MS = 60 * 60_000;

export function invitationTokens(secret: Uint8Array, now: () => number): InvitationTokens {
  return {
    sign({ invitation, project, role, expiresAt }) {
      const until = Math.min(now() + LIFE_MS, expiresAt);
      return new SignJWT({ project, role })
        .setProtectedHeader({ alg: ALGORITHM })
        .setSubject(invitation)
        .setAudience(AUDIENCE)
        .setExpirationTime(Math.ceil(until / 1000))
        .sign(secret);
    },
    async read(token) {
      try {
        const { payload } = await jwtVerify(token, secret, {
          algorithms: [ALGORITHM],
          audience: AUDIENCE,
          currentDate: new Date(now()),
        });
        return isUuid(payload.sub) ? payload.sub : null;
      } catch (error) {
        if (error instanceof JOSEError) return null;
        throw error;
      }
    },
  };
}
