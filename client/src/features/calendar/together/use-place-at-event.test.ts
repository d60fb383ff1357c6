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

test('the other place of its event stays in sight: the card stands on the other side of it, above or below', () => {
  const beside = event(780, 400);
  expect(placeBeside(event(600, 400), PAGE, CARD, [beside])).toMatchObject({ left: 40, points: 'right' });
  const both = [beside, event(300, 400)];
  expect(placeBeside(event(600, 440), PAGE, CARD, both)).toMatchObject({ points: 'left', top: 374, at: 26 });
  // On the same line at both sides it hides one of them.
  expect(placeBeside(event(600, 400), PAGE, CARD, both)).toMatchObject({ points: 'left', top: 250 });
});

test('where there is room at neither side it stands below all of its places, or above them, and points at nothing', () => {
  const phone = { ...PAGE, left: 0, right: 390 };
  expect(placeBeside(event(100, 400), phone, CARD)).toEqual({ left: 23, top: 374, points: 'none', at: 0 });
  const low = event(10, 700);
  expect(placeBeside(event(100, 600), phone, CARD, [low])).toMatchObject({ top: 326, points: 'none' });
  expect(placeBeside(event(100, 260), phone, CARD, [low])).toBeNull();
});

test('of an event that is out of sight it points at nothing', () => {
  expect(placeBeside(event(600, 1000), PAGE, CARD)).toBeNull();
});
