import { atLeast, rank, type Role } from './roles.ts';

/** What one may do to a project as a whole. Rights inside documents stand in each kind's `rules`. */
export const ACTIONS = [
  'project.read',
  'project.edit',
  'project.delete',
  'project.leave',
  'members.read',
  'members.readEmails',
  'members.manage',
  'invites.manage',
  'access.request',
] as const;

export type Action = (typeof ACTIONS)[number];

/** The facts a decision needs: the role on the project, or null for a stranger. */
export interface Access {
  role: Role | null;
}

const NEEDED: Readonly<Record<Action, Role>> = {
  'project.read': 'viewer',
  'project.edit': 'admin',
  'project.delete': 'owner',
  'project.leave': 'viewer',
  'members.read': 'viewer',
  'members.readEmails': 'admin',
  'members.manage': 'admin',
  'invites.manage': 'admin',
  'access.request': 'viewer',
};

export function can(access: Access, action: Action): boolean {
  return access.role !== null && atLeast(access.role, NEEDED[action]);
}

/** Nobody hands out more than they hold. */
export function canInvite(access: Access, invited: Role): boolean {
  return (
    can(access, 'invites.manage') &&
    access.role !== null &&
    invited !== 'owner' &&
    rank(invited) <= rank(access.role)
  );
}

export interface RoleChange {
  /** Who asks. */
  actor: Access;
  /** The member's role now. */
  from: Role;
  /** The role asked for; null removes the member. */
  to: Role | null;
  /** Whether actor and member are the same person. */
  self: boolean;
  /** Owners of the project now: it always keeps one. */
  owners: number;
}

export type RoleChangeRefusal = 'FORBIDDEN' | 'LAST_OWNER';

/**
 * Whether a member's role may change so. Nobody gives, takes or changes a role above their own; only
 * owners make or unmake owners; a project keeps one owner; anybody may leave or step down.
 */
export function judgeRoleChange(change: RoleChange): RoleChangeRefusal | null {
  const { actor, from, to, self, owners } = change;
  if (actor.role === null) return 'FORBIDDEN';
  const losesOwner = from === 'owner' && to !== 'owner';
  const stepsDown = self && (to === null || rank(to) <= rank(from));
  if (!stepsDown) {
    if (!can(actor, 'members.manage')) return 'FORBIDDEN';
    if (rank(from) > rank(actor.role)) return 'FORBIDDEN';
    if (to !== null && rank(to) > rank(actor.role)) return 'FORBIDDEN';
    if ((losesOwner || to === 'owner') && actor.role !== 'owner') return 'FORBIDDEN';
  }
  if (losesOwner && owners <= 1) return 'LAST_OWNER';
  return null;
}
