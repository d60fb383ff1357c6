/**
 * The one ladder of project roles, strongest first. A *guest* is a kind of session, not a role, and
 * *system admin* is another axis altogether (the instance's console): neither stands here.
 */
export const ROLES = ['owner', 'admin', 'editor', 'reviewer', 'viewer'] as const;

export type Role = (typeof ROLES)[number];

/** Roles an invite link may carry: a link can be passed on, so it never makes an admin. */
export const INVITE_ROLES = ['editor', 'reviewer', 'viewer'] as const satisfies readonly Role[];

export type InviteRole = (typeof INVITE_ROLES)[number];

/** Roles that a link to one video may carry. */
export const GUEST_ROLES = ['reviewer', 'viewer'] as const satisfies readonly Role[];

export type GuestRole = (typeof GUEST_ROLES)[number];

/** Role names of other systems, read on import; always the least that does what the name says. */
export const ROLE_ALIASES: Readonly<Record<string, Role>> = { member: 'reviewer' };

export function isRole(value: unknown): value is Role {
  return typeof value === 'string' && (ROLES as readonly string[]).includes(value);
}

/** Higher is stronger: viewer 1 … owner 5. */
export function rank(role: Role): number {
  return ROLES.length - ROLES.indexOf(role);
}

export function atLeast(role: Role, needed: Role): boolean {
  return rank(role) >= rank(needed);
}
