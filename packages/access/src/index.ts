export { ROLES, INVITE_ROLES, GUEST_ROLES, ROLE_ALIASES, isRole, rank, atLeast } from './roles.ts';
export type { Role, InviteRole, GuestRole } from './roles.ts';
export { ACTIONS, can, canInvite, judgeRoleChange } from './access.ts';
export type { Access, Action, RoleChange, RoleChangeRefusal } from './access.ts';
