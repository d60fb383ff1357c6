import { expect, it } from 'vitest';
import { atLeast, INVITE_ROLES, isRole, rank, ROLE_ALIASES, ROLES } from './roles.ts';

it('is one ladder, strongest first', () => {
  expect(ROLES.map(rank)).toEqual([5, 4, 3, 2, 1]);
  for (const [i, role] of ROLES.entries()) {
    expect(ROLES.map((needed) => atLeast(role, needed))).toEqual(ROLES.map((_, j) => i <= j));
  }
});

it('knows its roles and nothing else', () => {
  expect(ROLES.every(isRole)).toBe(true);
  expect(['member', 'guest', 'Owner', '', 'constructor', null, undefined, 1, ['owner']].some(isRole)).toBe(
    false,
  );
});

it('reads an alias as the least that does what the name says', () => {
  expect(ROLE_ALIASES).toEqual({ member: 'reviewer' });
});

it('lets a link carry no role that manages', () => {
  expect(INVITE_ROLES).toEqual(['editor', 'reviewer', 'viewer']);
});
