import type { Shot } from '@clapper/documents';
import { spotBeside } from './actions.ts';
import type { BoardSession } from './board-session.ts';

/** A new shot behind what is selected; with nothing selected, at the end of the film. */
export function addShotHere(
  session: BoardSession,
  shots: readonly Shot[],
  stages: readonly { id: string }[],
): void {
  const last = session.selection.get().ids.at(-1);
  const beside = last === undefined ? null : spotBeside(shots, last, 'after');
  const end = stages.at(-1);
  if (beside !== null) session.addAt(beside);
  else if (end !== undefined) session.addAt({ stage: end.id, before: null });
}
