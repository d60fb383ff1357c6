import { expect, it } from 'vitest';
import { awaySince, hereNow, type Here } from './last-here.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

it('who was gone for half an hour was away, and hears of it for the rest of the day', () => {
  let here: Here | null = null;
  here = hereNow(here, 1_000);
  expect(awaySince(here, 1_000)).toBeNull();
  here = hereNow(here, 1_000 + 29 * MINUTE);
  expect(awaySince(here, 1_000 + 29 * MINUTE)).toBeNull();
  const left = here.last;
  const back = left + 20 * HOUR;
  here = hereNow(here, back);
  for (let at = back; at < back + HOUR; at += MINUTE) here = hereNow(here, at);
  expect(awaySince(here, back + HOUR)).toBe(left);
  expect(awaySince(here, back + 13 * HOUR)).toBeNull();
});
