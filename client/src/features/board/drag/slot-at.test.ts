import { describe, expect, it } from 'vitest';
import { columnAt, slotAt, slotOf, slotsOf } from './slot-at.ts';

const box = (id: string, left: number, top: number) => ({
  id,
  left,
  right: left + 100,
  top,
  bottom: top + 100,
});

describe('where a drop puts something', () => {
  it('is in front of the card whose upper half it is over', () => {
    const cards = [box('a', 0, 0), box('b', 0, 110)];
    expect(slotAt(cards, { x: 50, y: 20 }, 1)).toBe('a');
    expect(slotAt(cards, { x: 50, y: 80 }, 1)).toBe('b');
    expect(slotAt(cards, { x: 50, y: 190 }, 1)).toBeNull();
    expect(slotAt([], { x: 50, y: 190 }, 1)).toBeNull();
  });

  it('goes by rows where several stand side by side', () => {
    const cards = [box('a', 0, 0), box('b', 110, 0), box('c', 0, 110)];
    expect(slotAt(cards, { x: 10, y: 50 }, 2)).toBe('a');
    expect(slotAt(cards, { x: 100, y: 50 }, 2)).toBe('b');
    expect(slotAt(cards, { x: 200, y: 50 }, 2)).toBe('c');
    expect(slotAt(cards, { x: 200, y: 150 }, 2)).toBeNull();
    expect(slotAt(cards, { x: 20, y: 400 }, 2)).toBeNull();
  });

  it('is in the nearest stage', () => {
    const stages = [box('s1', 0, 0), box('s2', 120, 0)];
    expect(columnAt(stages, { x: 300, y: 500 })?.id).toBe('s2');
    expect(columnAt([], { x: 0, y: 0 })).toBeNull();
  });

  it('steps by key through every place that does not move', () => {
    const columns = [
      { stage: 's1', shots: ['a', 'b'] },
      { stage: 's2', shots: [] },
    ];
    expect(slotsOf(columns, new Set(['a']))).toEqual([
      { stage: 's1', before: 'b' },
      { stage: 's1', before: null },
      { stage: 's2', before: null },
    ]);
    expect(slotOf(columns, new Set(['a']), 'a')).toEqual({ stage: 's1', before: 'b' });
    expect(slotOf(columns, new Set(['a']), 'gone')).toBeNull();
  });
});
