import { foldKey } from './fold.ts';
import type { NewUserRules } from './storage.ts';

export interface RegistrationFacts {
  accounts: number;
  email: string;
  /** Whether the invite code is live; null when none was given. */
  invited: boolean | null;
}

export type RegistrationRuling =
  | { ok: true; isAdmin: boolean }
  | { ok: false; code: 'REGISTRATION_CLOSED' | 'INVITE_NOT_FOUND' };

/** Who may have an account, and who becomes the system admin. A code that opens nothing is told, not ignored. */
export function judgeRegistration(facts: RegistrationFacts, rules: NewUserRules): RegistrationRuling {
  const first = facts.accounts === 0;
  if (rules.registration === 'closed' && !first) return { ok: false, code: 'REGISTRATION_CLOSED' };
  if (facts.invited === false) return { ok: false, code: 'INVITE_NOT_FOUND' };
  if (rules.registration === 'invited' && !first && facts.invited === null) {
    return { ok: false, code: 'REGISTRATION_CLOSED' };
  }
  const isAdmin = rules.adminEmail === null ? first : foldKey(rules.adminEmail) === foldKey(facts.email);
  return { ok: true, isAdmin };
}
