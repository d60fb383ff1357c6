import type { Item } from './item.ts';

/** A piece of an item in one column of hours. */
export interface Block {
  item: Item;
  /** Minutes of this day. */
  from: number;
  to: number;
  /** Which of how many that stand beside each other. */
  lane: number;
  lanes: number;
  begins: boolean;
  ends: boolean;
}

/** What is shorter still has to hold a line of words. */
const LEAST_MINUTES = 30;

/** Puts what overlaps beside each other; what touches none of them keeps the whole width. */
export function layOutDay(items: readonly Item[], day: number): Block[] {
  const blocks = items
    .filter(({ first, last, bar }) => !bar && first <= day && last >= day)
    .map((item): Block => {
      const [begins, ends] = [item.first === day, item.last === day];
      const from = begins ? item.startMinute : 0;
      const to = Math.max(ends ? item.endMinute : 1_440, from + LEAST_MINUTES);
      return { item, from, to, lane: 0, lanes: 1, begins, ends };
    })
    .toSorted((a, b) => a.from - b.from || b.to - a.to || (a.item.key < b.item.key ? -1 : 1));
  let group: Block[] = [];
  let groupEnd = -Infinity;
  for (const block of blocks) {
    if (block.from >= groupEnd) close(group);
    if (block.from >= groupEnd) group = [];
    const free = group.reduce<number[]>((ends, { lane, to }) => {
      ends[lane] = Math.max(ends[lane] ?? 0, to);
      return ends;
    }, []);
    const lane = free.findIndex((end) => end <= block.from);
    block.lane = lane < 0 ? free.length : lane;
    group.push(block);
    groupEnd = Math.max(groupEnd, block.to);
  }
  close(group);
  return blocks;
}

function close(group: readonly Block[]): void {
  const lanes = Math.max(0, ...group.map(({ lane }) => lane + 1));
  for (const block of group) block.lanes = lanes;
}
