import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeCards, type PlacedCard } from './place-cards.ts';

const ROOM = { gap: 8, top: 40 };
const place = (cards: readonly PlacedCard[], unfolded: string | null) =>
  Object.fromEntries(placeCards(cards, unfolded, ROOM));

describe('cards in the margin', () => {
  test('stand at their words where there is room', () => {
    const cards = [
      { id: 'a', wanted: 60, height: 30 },
      { id: 'b', wanted: 200, height: 30 },
    ];
    expect(place(cards, null)).toEqual({ a: 60, b: 200 });
  });

  test('move down where they would stand on one another', () => {
    const cards = [
      { id: 'a', wanted: 0, height: 30 },
      { id: 'b', wanted: 50, height: 30 },
      { id: 'c', wanted: 50, height: 30 },
    ];
    expect(place(cards, null)).toEqual({ a: 40, b: 78, c: 116 });
  });

  test('make way upwards for the one that is unfolded', () => {
    const cards = [
      { id: 'a', wanted: 190, height: 30 },
      { id: 'b', wanted: 200, height: 300 },
      { id: 'c', wanted: 210, height: 30 },
    ];
    expect(place(cards, 'b')).toEqual({ a: 162, b: 200, c: 508 });
  });

  test('the unfolded one moves down when those above it have no room left', () => {
    const cards = [
      { id: 'a', wanted: 40, height: 30 },
      { id: 'b', wanted: 45, height: 30 },
      { id: 'c', wanted: 50, height: 300 },
    ];
    expect(place(cards, 'c')).toEqual({ a: 40, b: 78, c: 116 });
  });

  test('never stand on one another or above the top, whatever is unfolded, and keep their order', () => {
    const card = fc.record({
      wanted: fc.integer({ min: -50, max: 900 }),
      height: fc.integer({ min: 1, max: 300 }),
    });
    fc.assert(
      fc.property(fc.array(card, { maxLength: 12 }), fc.nat(14), (drawn, chosen) => {
        const cards = drawn
          .toSorted((a, b) => a.wanted - b.wanted)
          .map((one, index) => ({ ...one, id: String(index) }));
        const places = placeCards(cards, String(chosen), ROOM);
        let edge = ROOM.top;
        for (const { id, height } of cards) {
          expect(places.get(id)).toBeGreaterThanOrEqual(edge);
          edge = places.get(id)! + height + ROOM.gap;
        }
      }),
    );
  });
});
