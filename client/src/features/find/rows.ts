import type { Icon } from '@tabler/icons-react';
import { fold } from './search/fold.ts';
import { matchOf } from './search/match.ts';
import type { Query } from './search/query.ts';
import { marked, type Piece } from './search/snippet.ts';

/** One line of the list: what it says and what choosing it does. */
export interface Row {
  id: string;
  icon: Icon;
  text: readonly Piece[];
  /** The second line: the words that were found, or where they stand. */
  detail: readonly Piece[] | null;
  /** At the right: where, when. */
  aside: string | null;
  keys: readonly string[];
  choose: () => void;
}

export interface Section {
  id: string;
  title: string;
  /** How many there are, where that is more than are shown. */
  count: number | null;
  rows: readonly Row[];
}

/** Something to go to or to do, by its name. */
export interface Choice {
  id: string;
  icon: Icon;
  label: string;
  /** Other names: in the other language. */
  also: readonly string[];
  aside?: string;
  keys?: readonly string[];
  run: () => void;
}

/** Whoever searches in Korean types 보드, and whoever learned it in English types board: both mean it, the second less. */
const ALSO = -15;

/** Those that fit, best first; all of them when nothing is looked for. */
export function fitting(
  choices: readonly Choice[],
  query: Query | null,
): { score: number; rows: readonly Row[] } {
  if (query === null) return { score: 0, rows: choices.map((choice) => rowOf(choice, [])) };
  const found = choices.flatMap((choice) => {
    const own = matchOf(query, fold(choice.label), '');
    const others = choice.also.flatMap((name) => matchOf(query, fold(name), '')?.score ?? []);
    if (own === null && others.length === 0) return [];
    const score = Math.max(own?.score ?? -Infinity, ...others.map((other) => other + ALSO));
    return [{ score, row: rowOf(choice, own?.inTitle ?? []) }];
  });
  found.sort((a, b) => b.score - a.score);
  return { score: found[0]?.score ?? -Infinity, rows: found.map(({ row }) => row) };
}

function rowOf({ id, icon, label, aside, keys, run }: Choice, spans: Parameters<typeof marked>[1]): Row {
  const text = marked(label, spans);
  return { id, icon, text, detail: null, aside: aside ?? null, keys: keys ?? [], choose: run };
}
