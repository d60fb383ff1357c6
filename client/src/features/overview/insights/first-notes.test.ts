import { expect, test } from 'vitest';
import { firstNoteMs } from './first-notes.ts';

const DAYS = { time_zone: 'Asia/Seoul', from: '2026-11-20', to: '2026-11-21' };
const MORNING = Date.UTC(2026, 10, 20, 0);
const HOUR = 3_600_000;
const cut = (id: string, createdAt = MORNING) => ({ id, createdAt });
const note = (on: string, createdAt: number) => ({ cut: on, createdAt });

test('half of the cuts waited longer for their first note', () => {
  const reviews = [
    {
      cuts: [cut('a'), cut('b'), cut('nobody said anything of')],
      notes: [note('a', MORNING + 5 * HOUR), note('a', MORNING + HOUR), note('b', MORNING + 9 * HOUR)],
    },
    { cuts: [cut('c')], notes: [note('c', MORNING + 2 * HOUR)] },
  ];
  expect(firstNoteMs(reviews, DAYS)).toBe(2 * HOUR);
});

test('a note of a clock that is behind waited for nothing', () => {
  const reviews = [{ cuts: [cut('a')], notes: [note('a', MORNING - HOUR)] }];
  expect(firstNoteMs(reviews, DAYS)).toBe(0);
});

test('what was noted first on another day of the project says nothing of these', () => {
  const justAfter = Date.UTC(2026, 10, 21, 15);
  const on = (at: number) => firstNoteMs([{ cuts: [cut('a')], notes: [note('a', at)] }], DAYS);
  expect(on(justAfter)).toBeNull();
  expect(on(justAfter - 1)).toBe(justAfter - 1 - MORNING);
  expect(firstNoteMs([], DAYS)).toBeNull();
});
