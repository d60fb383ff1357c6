import { randomInt } from 'node:crypto';
import type { InvitationTokens } from '../auth/invitation-tokens.ts';
import type { InviteKey } from '../storage/storage.ts';

/**
 * What somebody sent as `invite_code`: the code of a project's link, the token of an invitation, or the short-lived one that
 * was given for it. Null when it can be none of them.
 */
export async function inviteKey(code: string, tokens: InvitationTokens): Promise<InviteKey | null> {
  if (/^[0-9A-Za-z]{1,64}$/.test(code)) return code;
  const invitation = code.includes('.') ? await tokens.read(code) : null;
  return invitation === null ? null : { invitation };
}

/** No 0/o, 1/l/i: codes are read from a wall and typed. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';

export function newCode(length: number): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}
