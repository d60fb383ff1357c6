import { ClapperError } from '@clapper/protocol/errors';
import type { FoundInvite } from './storage.ts';

/** Whether it lets somebody in who is no member yet. */
export function isUnused(found: FoundInvite | null): found is FoundInvite {
  return found !== null && (found.invitation === null || found.invitation.acceptedBy === null);
}

/** Somebody came through it at the same moment. */
export function usedUp(): ClapperError {
  return new ClapperError('INVITE_NOT_FOUND', 'Somebody else has used this invitation.');
}
