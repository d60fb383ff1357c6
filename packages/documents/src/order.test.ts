import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareOrder, firstOrders, isOrder, ordersAt, type Placed } from './order.ts';

/** Inserts `ids` at `index` and gives the list as every device would sort it. */
function insert(
  list: readonly Placed[],
  index: number,
  ids: readonly string[],
  random: () => number,
): Placed[] {
  const orders = ordersAt(list, index, ids, random);
  const rest = list.map(({ id, order }) => ({ id, order: orders.get(id) ?? order }));
  return [...rest, ...ids.map((id) => ({ id, order: orders.get(id)! }))].toSorted(compareOrder);
}

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

it('puts records exactly where they were asked for, however the coins fall', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 4 }), chance), { maxLength: 30 }),
      (steps) => {
        let list: Placed[] = [];
        for (const [step, [at, count, coin]] of steps.entries()) {
          const index = at % (list.length + 1);
          const ids = Array.from({ length: count }, (_, i) => `${step}-${i}`);
          const expected = list.map(({ id }) => id).toSpliced(index, 0, ...ids);
          let tossed = coin;
          list = insert(list, index, ids, () => (tossed = (tossed * 7.13 + 0.31) % 1));
          expect(list.map(({ id }) => id)).toEqual(expected);
          expect(list.every(({ order }) => isOrder(order))).toBe(true);
        }
      },
    ),
  );
});

it('makes room between records that two devices gave the same key, moving only those behind', () => {
  const list: Placed[] = ['a', 'b', 'c', 'd', 'e'].map((id, i) => ({
    id,
    order: ['a0', 'a1', 'a1', 'a1', 'a2'][i]!,
  }));
  const orders = ordersAt(list, 2, ['new'], Math.random);
  expect([...orders.keys()]).toEqual(['new', 'c', 'd']);
  expect(insert(list, 2, ['new'], Math.random).map(({ id }) => id)).toEqual(['a', 'b', 'new', 'c', 'd', 'e']);
});

it('writes one key for an ordinary insertion', () => {
  const list = firstOrders(3).map((order, i) => ({ id: `${i}`, order }));
  for (const index of [0, 1, 2, 3])
    expect([...ordersAt(list, index, ['new'], Math.random).keys()]).toEqual(['new']);
});

it('keeps two devices apart that insert at the same spot, nearly always', () => {
  const list = firstOrders(2).map((order, i) => ({ id: `${i}`, order }));
  const keys = Array.from({ length: 50 }, () => ordersAt(list, 1, ['new'], Math.random).get('new'));
  expect(new Set(keys).size).toBeGreaterThan(40);
});

it('stays short at the end of a list, and at one spot by spreading the list again now and then', () => {
  let end: Placed[] = [];
  let spot: Placed[] = firstOrders(2).map((order, i) => ({ id: `first ${i}`, order }));
  let rewritten = 0;
  for (let i = 0; i < 600; i++) {
    end = insert(end, end.length, [`${i}`], Math.random);
    rewritten += ordersAt(spot, i + 1, ['again'], Math.random).size > 1 ? 1 : 0;
    const before = spot.map(({ id }) => id);
    spot = insert(spot, i + 1, [`${i}`], Math.random);
    expect(spot.map(({ id }) => id)).toEqual(before.toSpliced(i + 1, 0, `${i}`));
  }
  expect(Math.max(...end.map(({ order }) => order.length))).toBeLessThan(10);
  expect(Math.max(...spot.map(({ order }) => order.length))).toBeLessThanOrEqual(64);
  expect(rewritten).toBeLessThan(20);
});

it.each([
  '',
  '!',
  'a',
  'a00',
  '가',
  'a가',
  'a0 ',
  'a1-',
  `a1${'x'.repeat(300)}`,
  'A00000000000000000000000000',
])('%j is no order', (key) => {
  expect(isOrder(key)).toBe(false);
});
