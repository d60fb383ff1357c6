import type { GuestRole } from '@clapper/access';
import type { GuestGrant } from './storage.ts';

interface LinkRow {
  id: string;
  project: string;
  video: string;
  role: GuestRole;
  approves: boolean;
  expiresAt: number | null;
  revokedAt: number | null;
}

/** What a link opens at this moment; null: nothing any more. */
export function grantOf(link: LinkRow | null, now: number): GuestGrant | null {
  if (link === null || link.revokedAt !== null) return null;
  const { id, project, video, role, approves, expiresAt } = link;
  if (expiresAt !== null && expiresAt <= now) return null;
  return { link: id, project, video, role, approves, expiresAt };
}

/** Whether somebody is let in, and as what: people with an account are no guests, whichever way they once came. */
export function judgeGuest(
  { isGuest }: { isGuest: boolean },
  link: LinkRow | null,
  now: number,
): { in: boolean; guest: GuestGrant | null } {
  if (!isGuest) return { in: true, guest: null };
  const guest = grantOf(link, now);
  return { in: guest !== null, guest };
}

/** Where accounts have a name and an address guests have these, which nobody can register. */
export function namelessAccount(id: string) {
  const key = `@${id}`;
  return { username: key, usernameKey: key, email: key, emailKey: key, passwordHash: '' };
}
