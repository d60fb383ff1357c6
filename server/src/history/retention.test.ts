import { expect, it } from 'vitest';
import { newId } from '@clapper/protocol';
import type { Version } from '../storage/storage.ts';
import { RETENTION, superseded } from './retention.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** At the end of a UTC day, so that days and hours are counted from full ones. */
const NOW = 20_000 * DAY - 1;

function version(createdAt: number, rest: Partial<Version> = {}): Version {
  return {
    id: newId(createdAt),
    document: 'd',
    epoch: 'e',
    seq: 1,
    reason: 'settled',
    name: null,
    user: null,
    authors: [],
    schema: 1,
    bytes: 1,
    createdAt,
    ...rest,
  };
}

const every = (stepMs: number, spanMs: number): Version[] =>
  Array.from({ length: Math.floor(spanMs / stepMs) }, (_, i) => version(NOW - i * stepMs));

function kept(versions: Version[], now = NOW): Version[] {
  const gone = new Set(superseded(versions, now));
  return versions.filter(({ id }) => !gone.has(id));
}

/** How long ago each version that stays was made. */
const stays = (versions: Version[], now = NOW): number[] =>
  kept(versions, now).map(({ createdAt }) => now - createdAt);

it('[HI2] keeps all of the last day, the last of each hour for a week, the last of each day for a year', () => {
  const ages = stays(every(10 * MINUTE, 400 * DAY));
  const within = (from: number, to: number) => ages.filter((age) => age > from && age <= to);
  expect(ages.filter((age) => age <= DAY)).toHaveLength(145);
  // The last one of the hour, or of the day, in which the denser rule ends is kept by both.
  const hours = Array.from({ length: 6 * 24 }, (_, i) => DAY + (i + 1) * HOUR);
  expect(within(DAY, 7 * DAY)).toEqual([DAY + 10 * MINUTE, ...hours]);
  const days = Array.from({ length: 358 }, (_, i) => (i + 8) * DAY);
  expect(within(7 * DAY, 365 * DAY)).toEqual([7 * DAY + 10 * MINUTE, ...days]);
  expect(within(365 * DAY, Infinity)).toEqual([]);
});

it('[HI2] keeps the same ones however often it looks', () => {
  let looked = every(27 * MINUTE, 30 * DAY);
  const all = looked;
  for (let now = NOW; now < NOW + 10 * DAY; now += 5 * HOUR) {
    looked = kept(looked, now);
    expect(superseded(looked, now)).toEqual([]);
  }
  expect(stays(looked, NOW + 30 * DAY)).toEqual(stays(all, NOW + 30 * DAY));
});

it('[HI2] keeps what was named for ever, and counts it in no slot', () => {
  const old = version(NOW - 3_000 * DAY, { name: 'Lock' });
  const beside = version(NOW - 3 * DAY - 1, { name: '촬영본', reason: 'named' });
  const plain = version(NOW - 3 * DAY - 2);
  expect(superseded([beside, plain, old], NOW)).toEqual([]);
});

it('[HI2] spends a bounded number of bytes on what has no name: the oldest goes first, the newest never', () => {
  const large = RETENTION.maxBytes / 2;
  const versions = [0, 1, 2, 3].map((i) => version(NOW - i * MINUTE, { bytes: large }));
  expect(stays(versions)).toEqual([0, MINUTE]);
  expect(stays([version(NOW, { bytes: 2 * RETENTION.maxBytes }), version(NOW - 1)])).toEqual([0]);
});
