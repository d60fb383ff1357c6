import * as Y from 'yjs';
import { REMOTE } from '../local-edit.ts';
import type { NewEdit } from '../local-store.ts';
import { Homes } from './homes.ts';
import { partsOf, Rehoming } from './rehoming.ts';
import type { RepairStep } from './steps.ts';

export interface CarriedOver {
  edits: NewEdit[];
  /** Stood in what was refused. */
  lost: NewEdit[];
}

/**
 * Edits made on a doc that was repaired meanwhile, for the doc that replaces it: those that build on nothing refused
 * as they are, the others written anew. They are applied to `doc`. Called again for edits that were made behind them:
 * who composes a syllable goes on in the old doc until it is whole.
 */
export function createCarrier(
  doc: Y.Doc,
  steps: readonly RepairStep[],
  freshId: () => number,
): (late: readonly NewEdit[]) => CarriedOver {
  if (steps.some(({ homes }) => homes === null)) return (late) => ({ edits: [], lost: [...late] });
  const last = steps.at(-1);
  const moves = steps.map((step) => {
    const clientId = freshId();
    const target = step === last ? doc : new Y.Doc();
    return {
      clientId,
      isLast: step === last,
      rehoming: new Rehoming(clientId, target, new Homes(step.homes ?? [])),
    };
  });
  return (late) => {
    let edits = [...late];
    const origins = new Map(late.map((edit) => [edit, edit]));
    const lost = new Set<NewEdit>();
    for (const { clientId, isLast, rehoming } of moves) {
      const next: NewEdit[] = [];
      for (const edit of edits) {
        const parts = partsOf(edit.update);
        if (!rehoming.affects(parts)) {
          if (isLast) Y.applyUpdate(doc, edit.update, REMOTE);
          next.push(edit);
          continue;
        }
        const origin = origins.get(edit)!;
        const { update, fallen } = rehoming.move(parts);
        if (fallen.length > 0) lost.add(origin);
        if (update === null) continue;
        const moved: NewEdit = { ...edit, clientId, update, n: null };
        origins.set(moved, origin);
        next.push(moved);
      }
      edits = next;
    }
    if (last === undefined) for (const { update } of edits) Y.applyUpdate(doc, update, REMOTE);
    return { edits, lost: [...lost] };
  };
}
