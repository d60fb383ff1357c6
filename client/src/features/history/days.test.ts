import { expect, it } from 'vitest';
import type { ApiVersion } from '@clapper/protocol';
import { byDay } from './days.ts';

const version = (at: Date): ApiVersion => ({
  id: at.toISOString(),
  reason: 'settled',
  name: null,
  created_at: at.toISOString(),
  user: null,
  authors: [],
  bytes: 1,
});

it('groups versions by the local day, newest first', () => {
  const now = new Date(2026, 10, 21, 9, 30);
  const made = [
    new Date(2026, 10, 21, 9, 0),
    new Date(2026, 10, 21, 0, 0),
    new Date(2026, 10, 20, 23, 59),
    new Date(2026, 9, 21, 12, 0),
  ].map(version);
  expect(
    byDay(made, now.getTime()).map(({ key, ago, versions }) => [key, ago, versions.map(({ id }) => id)]),
  ).toEqual([
    ['2026-11-21', 0, [made[0]!.id, made[1]!.id]],
    ['2026-11-20', 1, [made[2]!.id]],
    ['2026-10-21', 31, [made[3]!.id]],
  ]);
});
