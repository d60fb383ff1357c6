import { withOmitted, type Board, type Shot } from '@clapper/documents';

/**
 * The shots that stand on paper, in the order and under the numbers of the board. All of them are with those that are
 * omitted, as empty frames: whoever holds an older print sees where a number went. `only`: these; null: all.
 */
export function shotsToPrint(
  board: Pick<Board, 'shots' | 'deleted'>,
  stages: readonly { id: string }[],
  only: ReadonlySet<string> | null,
): Shot[] {
  return only === null ? withOmitted(board, stages) : board.shots.filter(({ id }) => only.has(id));
}
