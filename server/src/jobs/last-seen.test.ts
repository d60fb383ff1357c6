import { newId } from '@clapper/protocol';
import { beforeEach, expect, it } from 'vitest';
import type { Sighting } from '../storage/storage.ts';
import { createLastSeen, type LastSeen } from './last-seen.ts';

const START = 1_000_000;
const film = newId();

let now: number;
let present: { user: string; attention?: unknown; document?: string }[];
let kept: [string, number][][];
let fails: boolean;
let lastSeen: LastSeen;

beforeEach(() => {
  now = START;
  present = [];
  kept = [];
  fails = false;
  lastSeen = createLastSeen({
    projects: {
      seen: async (sightings: Sighting[]) => {
        if (fails) throw new Error('cannot store');
        kept.push(sightings.map(({ user, at }) => [user, at - START]));
      },
    },
    present: () =>
      present.map(({ user, attention, document = `${film}/info` }) => ({
        document,
        user,
        state: { attention },
      })),
    now: () => now,
  });
});

async function lookFor(seconds: number): Promise<void> {
  for (let i = 0; i < seconds; i += 5) {
    await lastSeen.look();
    now += 5_000;
  }
}

it('[PR10] keeps when somebody came, once a minute, and when they were last there', async () => {
  present = [{ user: 'ana', attention: 'here' }];
  await lookFor(70);
  present = [];
  await lookFor(70);
  expect(kept).toEqual([[['ana', 0]], [['ana', 60_000]], [['ana', 65_000]]]);
});

it('[PR10] keeps nothing of who only left a tab open', async () => {
  present = [
    { user: 'ana', attention: 'idle' },
    { user: 'ben', attention: 'away' },
    { user: 'eun', attention: 'here' },
    { user: 'eun', attention: 'away' },
    { user: 'rae' },
    { user: 'vic', document: 'user/vic/home' },
  ];
  await lookFor(10);
  expect(kept).toEqual([
    [
      ['eun', 0],
      ['rae', 0],
    ],
  ]);
});

it('keeps the next time what could not be kept', async () => {
  present = [{ user: 'ana' }];
  fails = true;
  await expect(lastSeen.look()).rejects.toThrow('cannot store');
  fails = false;
  present = [];
  now += 5_000;
  await lastSeen.look();
  expect(kept).toEqual([[['ana', 0]]]);
});
