import { describe, expect, it } from 'vitest';
import { ACTIONS, can, canInvite, judgeRoleChange, type Action, type RoleChange } from './access.ts';
import { INVITE_ROLES, rank, ROLES, type Role } from './roles.ts';

/** Who may do what to a project as a whole, written by hand. */
const MATRIX: Record<Action, Record<Role, boolean>> = {
  'project.read': { owner: true, admin: true, editor: true, reviewer: true, viewer: true },
  'project.edit': { owner: true, admin: true, editor: false, reviewer: false, viewer: false },
  'project.delete': { owner: true, admin: false, editor: false, reviewer: false, viewer: false },
  'project.leave': { owner: true, admin: true, editor: true, reviewer: true, viewer: true },
  'members.read': { owner: true, admin: true, editor: true, reviewer: true, viewer: true },
  'members.readEmails': { owner: true, admin: true, editor: false, reviewer: false, viewer: false },
  'members.manage': { owner: true, admin: true, editor: false, reviewer: false, viewer: false },
  'invites.manage': { owner: true, admin: true, editor: false, reviewer: false, viewer: false },
  'access.request': { owner: true, admin: true, editor: true, reviewer: true, viewer: true },
};

describe.each(ACTIONS)('%s', (action) => {
  it.each(ROLES)('by %s', (role) => {
    expect(can({ role }, action)).toBe(MATRIX[action][role]);
  });

  it('by a stranger never', () => {
    expect(can({ role: null }, action)).toBe(false);
  });
});

it('lets owner and admin invite, nobody else, and no link makes an owner', () => {
  for (const role of [...ROLES, null]) {
    const manages = role === 'owner' || role === 'admin';
    expect(INVITE_ROLES.map((invited) => canInvite({ role }, invited))).toEqual(
      INVITE_ROLES.map(() => manages),
    );
    expect(canInvite({ role }, 'owner')).toBe(false);
  }
});

describe('changing a role', () => {
  const judge = (change: Omit<RoleChange, 'actor'> & { actor: Role | null }): string =>
    judgeRoleChange({ ...change, actor: { role: change.actor } }) ?? 'ok';
  const others = { self: false, owners: 2 };
  const oneself = { self: true, owners: 2 };

  it.each<[string, Parameters<typeof judge>[0], string]>([
    ['an owner makes an owner', { actor: 'owner', from: 'editor', to: 'owner', ...others }, 'ok'],
    ['an owner unmakes another owner', { actor: 'owner', from: 'owner', to: 'viewer', ...others }, 'ok'],
    ['an owner removes another owner', { actor: 'owner', from: 'owner', to: null, ...others }, 'ok'],
    ['an admin makes an admin', { actor: 'admin', from: 'viewer', to: 'admin', ...others }, 'ok'],
    ['an admin removes an admin', { actor: 'admin', from: 'admin', to: null, ...others }, 'ok'],
    ['an admin makes an owner', { actor: 'admin', from: 'editor', to: 'owner', ...others }, 'FORBIDDEN'],
    [
      'an admin makes themselves an owner',
      { actor: 'admin', from: 'admin', to: 'owner', ...oneself },
      'FORBIDDEN',
    ],
    ['an admin touches an owner', { actor: 'admin', from: 'owner', to: 'admin', ...others }, 'FORBIDDEN'],
    [
      'an editor changes a viewer',
      { actor: 'editor', from: 'viewer', to: 'reviewer', ...others },
      'FORBIDDEN',
    ],
    ['an editor removes a viewer', { actor: 'editor', from: 'viewer', to: null, ...others }, 'FORBIDDEN'],
    [
      'an editor raises themselves',
      { actor: 'editor', from: 'editor', to: 'admin', ...oneself },
      'FORBIDDEN',
    ],
    ['a viewer leaves', { actor: 'viewer', from: 'viewer', to: null, ...oneself }, 'ok'],
    ['an editor steps down', { actor: 'editor', from: 'editor', to: 'viewer', ...oneself }, 'ok'],
    ['a stranger does anything', { actor: null, from: 'viewer', to: null, ...others }, 'FORBIDDEN'],
    ['an owner leaves another to it', { actor: 'owner', from: 'owner', to: null, ...oneself }, 'ok'],
    [
      'the last owner leaves',
      { actor: 'owner', from: 'owner', to: null, self: true, owners: 1 },
      'LAST_OWNER',
    ],
    [
      'the last owner steps down',
      { actor: 'owner', from: 'owner', to: 'admin', self: true, owners: 1 },
      'LAST_OWNER',
    ],
    [
      'the last owner stays what they are',
      { actor: 'owner', from: 'owner', to: 'owner', self: true, owners: 1 },
      'ok',
    ],
  ])('%s: %j is %s', (_, change, verdict) => {
    expect(judge(change)).toBe(verdict);
  });

  it('never lets anybody reach above their own role, for every combination there is', () => {
    for (const actor of ROLES) {
      for (const from of ROLES) {
        for (const to of [...ROLES, null]) {
          const verdict = judge({ actor, from, to, ...others });
          const above = rank(from) > rank(actor) || (to !== null && rank(to) > rank(actor));
          const manages = actor === 'owner' || actor === 'admin';
          expect([actor, from, to, verdict]).toEqual([
            actor,
            from,
            to,
            above || !manages ? 'FORBIDDEN' : 'ok',
          ]);
        }
      }
    }
  });

  it('never leaves a project without an owner', () => {
    for (const actor of ROLES) {
      for (const to of [...ROLES, null]) {
        for (const self of [true, false]) {
          if (to === 'owner') continue;
          expect(judge({ actor, from: 'owner', to, self, owners: 1 })).not.toBe('ok');
        }
      }
    }
  });
});
