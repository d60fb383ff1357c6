import type { Shot } from '@clapper/documents';

/** "3, 5–7": the numbers of some shots, neighbours drawn together. */
export function numbersOf(shots: readonly Pick<Shot, 'id' | 'number'>[], ids: readonly string[]): string {
  const wanted = new Set(ids);
  const runs: (readonly [from: string, to: string])[] = [];
  let before = false;
  for (const { id, number } of shots) {
    const here = wanted.has(id);
    const last = runs.at(-1);
    if (here && before && last !== undefined) runs[runs.length - 1] = [last[0], number];
    else if (here) runs.push([number, number]);
    before = here;
  }
  return runs.map(([from, to]) => (from === to ? from : `${from}–${to}`)).join(', ');
}
