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

/** What found no room beside the others: counted, over all of their time. */
export interface Crowd {
  count: number;
  from: number;
  to: number;
  lane: number;
  lanes: number;
}

export interface DayByHours {
  blocks: Block[];
  crowds: Crowd[];
}

/** What is shorter still has to hold a line of words. */
const LEAST_MINUTES = 30;

/**
 * Puts what overlaps beside each other; what touches none of them keeps the whole width. `most` stand beside each other: of
 * more the last lane is a count of what is hidden, so that each can still be hit.
 */
export function layOutDay(items: readonly Item[], day: number, most = Infinity): DayByHours {
  const blocks = items
    .filter(({ first, last, bar }) => !bar && first <= day && last >= day)
    .map((item): Block => {
      const [begins, ends] = [item.first === day, item.last === day];
      const from = begins ? item.startMinute : 0;
      const to = Math.max(ends ? item.endMinute : 1_440, from + LEAST_MINUTES);
      return { item, from, to, lane: 0, lanes: 1, begins, ends };
    })
    .toSorted((a, b) => a.from - b.from || b.to - a.to || (a.item.key < b.item.key ? -1 : 1));
  const groups: Block[][] = [];
  let groupEnd = -Infinity;
  for (const block of blocks) {
    if (block.from >= groupEnd) groups.push([]);
    const group = groups.at(-1)!;
    const free = group.reduce<number[]>((ends, { lane, to }) => {
      ends[lane] = Math.max(ends[lane] ?? 0, to);
      return ends;
    }, []);
    const lane = free.findIndex((end) => end <= block.from);
    block.lane = lane < 0 ? free.length : lane;
    group.push(block);
    groupEnd = Math.max(groupEnd, block.to);
  }
  const laid = groups.map((group) => inLanes(group, most));
  return {
    blocks: laid.flatMap(({ blocks: shown }) => shown),
    crowds: laid.flatMap(({ crowd }) => crowd ?? []),
  };
}

function inLanes(group: readonly Block[], most: number): { blocks: Block[]; crowd: Crowd | null } {
  const needed = Math.max(...group.map(({ lane }) => lane + 1));
  const lanes = Math.min(needed, Math.max(1, most));
  const last = lanes - 1;
  const fits = ({ lane }: Block) => needed <= lanes || lane < last;
  const hidden = group.filter((block) => !fits(block));
  return {
    blocks: group.filter(fits).map((block) => ({ ...block, lanes })),
    crowd:
      hidden.length === 0
        ? null
        : {
            count: hidden.length,
            from: Math.min(...hidden.map(({ from }) => from)),
            to: Math.max(...hidden.map(({ to }) => to)),
            ...{ lane: last, lanes },
          },
  };
}
