import { createHash } from 'node:crypto';
import { ClapperError } from '@clapper/protocol/errors';
import type { FoundInvite } from './storage.ts';

/** How a token is kept: whoever reads the database cannot use it. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Whether it lets somebody in who is no member yet. */
export function isUnused(found: FoundInvite | null): found is FoundInvite {
  return found !== null && (found.invitation === null || found.invitation.acceptedBy === null);
}

/** Somebody came through it at the same moment. */
export function usedUp(): ClapperError {
  return new ClapperError('INVITE_NOT_FOUND', 'Somebody else has used this invitation.');
}
