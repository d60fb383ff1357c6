import type { Board, Shot } from '@clapper/documents';

/**
 * The shots that stand on paper, in the order and under the numbers of the board. Those that are omitted are none of
 * them: their numbers are left out, and nobody else's changes. `only`: these; null: all.
 */
export function shotsToPrint({ shots }: Pick<Board, 'shots'>, only: ReadonlySet<string> | null): Shot[] {
  return shots.filter(({ id }) => only === null || only.has(id));
}
