import type { Item } from './item.ts';

/** A piece of an item in one row of days. */
export interface Bar {
  item: Item;
  /** Counted from the row's first day. */
  column: number;
  columns: number;
  lane: number;
  /** Whether it begins and ends here, or goes on in another row. */
  begins: boolean;
  ends: boolean;
}

export interface WeekLayout {
  bars: Bar[];
  /** How many there is no room for, by column. */
  hidden: number[];
  /** Lanes that are used. */
  lanes: number;
}

/**
 * Puts what stands on a row of days into as few lanes as there are things at once: what began earlier or lasts longer
 * stands higher, so that bars go through in one line. Where a column has more than `most`, its last lane is left
 * free for the count of the rest, and what would stand there is hidden in all its columns.
 */
export function layOutWeek(items: readonly Item[], from: number, columns: number, most: number): WeekLayout {
  const to = from + columns;
  const sorted = items.filter(({ first, last }) => first < to && last >= from).toSorted(compare);
  const taken: boolean[][] = [];
  const bars = sorted.map((item): Bar => {
    const column = Math.max(item.first, from) - from;
    const end = Math.min(item.last + 1, to) - from;
    let lane = 0;
    while (isTaken(taken, lane, column, end)) lane += 1;
    const row = (taken[lane] ??= []);
    for (let at = column; at < end; at++) row[at] = true;
    return {
      item,
      column,
      columns: end - column,
      lane,
      begins: item.first >= from,
      ends: item.last < to,
    };
  });
  const hidden = Array.from({ length: columns }, () => 0);
  const over = hidden.map((_, column) => taken.slice(most).some((row) => row[column] === true));
  const shown = bars.filter((bar) => {
    const span = Array.from({ length: bar.columns }, (_, index) => bar.column + index);
    const fits = bar.lane < most - 1 || (bar.lane < most && !span.some((column) => over[column] === true));
    if (!fits) for (const column of span) hidden[column]! += 1;
    return fits;
  });
  return { bars: shown, hidden, lanes: Math.max(0, ...shown.map(({ lane }) => lane + 1)) };
}

function isTaken(taken: readonly boolean[][], lane: number, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (taken[lane]?.[at] === true) return true;
  return false;
}

/** What goes over several days first, then what has no hour, then by the clock. */
function compare(a: Item, b: Item): number {
  return (
    a.first - b.first ||
    b.last - a.last ||
    Number(b.bar) - Number(a.bar) ||
    a.startMinute - b.startMinute ||
    (a.key < b.key ? -1 : 1)
  );
}
