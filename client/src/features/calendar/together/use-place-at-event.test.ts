import { expect, test } from 'vitest';
import { placeBeside } from './use-place-at-event.ts';

const PAGE = { left: 200, right: 1440, top: 50, bottom: 900 };
const CARD = { width: 344, height: 220 };
const event = (left: number, top: number) => ({ left, right: left + 140, top, bottom: top + 20 });

test('the card stands right of its event and points at its middle, else left of it', () => {
  expect(placeBeside(event(600, 400), PAGE, CARD)).toEqual({
    ...{ left: 556, top: 250, points: 'left', at: 110 },
  });
  expect(placeBeside(event(1200, 400), PAGE, CARD)).toMatchObject({ left: 640, points: 'right' });
});

test('it stays within the page and still points at its event', () => {
  expect(placeBeside(event(600, 860), PAGE, CARD)).toMatchObject({ top: 614, at: 206 });
  expect(placeBeside(event(600, 52), PAGE, CARD)).toMatchObject({ top: 16, at: -4 });
});

test('where there is room at neither side, or the event is out of sight, it points at nothing', () => {
  expect(placeBeside(event(100, 400), { ...PAGE, left: 0, right: 390 }, CARD)).toBeNull();
  expect(placeBeside(event(600, 1000), PAGE, CARD)).toBeNull();
});
