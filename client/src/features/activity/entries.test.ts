import { expect, it } from 'vitest';
import type { DomainEvent, FeedEntry } from '@clapper/documents';
import { byDay } from '../../ui/by-day.ts';
import { filtered, missed } from './entries.ts';

const DAY = new Date(2026, 10, 20).getTime();

function entry(id: string, user: string, until: number, target: string, type = 'stage'): FeedEntry {
  const event = {
    type: 'edited',
    target: { type, id: target, name: '' },
    deviceAt: null,
    more: 0,
    detail: {},
  };
  return { id, user, userName: user, event: event as unknown as DomainEvent, at: until, until, count: 1 };
}

const ENTRIES = [
  entry('5', 'me', DAY + 50, 's2'),
  entry('4', 'ana', DAY + 40, 's2'),
  entry('3', 'ben', DAY + 30, 's2', 'shot'),
  entry('2', 'me', DAY - 20, 's3'),
  entry('1', 'ana', DAY - 30, 's3'),
];

it('was missed what others did since, and met where I did something there too', () => {
  const { missed: late, met } = missed(ENTRIES, DAY, 'me');
  expect([[...late], [...met]]).toEqual([['4', '3'], ['4']]);
  expect(missed(ENTRIES, null, 'me').missed.size).toBe(0);
});

it('shows one person, one sort of thing, and days apart', () => {
  expect(filtered(ENTRIES, { user: 'ana', targetType: 'stage' }).map(({ id }) => id)).toEqual(['4', '1']);
  expect(filtered(ENTRIES, { user: null, targetType: 'shot' }).map(({ id }) => id)).toEqual(['3']);
  expect(byDay(ENTRIES, ({ until }) => until).map(({ day, items }) => [day, items.length])).toEqual([
    [DAY, 3],
    [new Date(2026, 10, 19).getTime(), 2],
  ]);
});
