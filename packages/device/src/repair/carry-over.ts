import * as Y from 'yjs';
import { REMOTE } from '../local-edit.ts';
import type { NewEdit } from '../local-store.ts';
import { Homes } from './homes.ts';
import { partsOf, Rehoming } from './rehoming.ts';
import type { RepairStep } from './steps.ts';

/**
 * Edits made on a doc that was repaired meanwhile, for the doc that replaces it: those that build on nothing refused
 * as they are, the others written anew. They are applied to `doc`. `lost` stood in what was refused.
 */
export function carryOver(
  doc: Y.Doc,
  late: readonly NewEdit[],
  steps: readonly RepairStep[],
  freshId: () => number,
): { edits: NewEdit[]; lost: NewEdit[] } {
  const last = steps.at(-1);
  if (late.length === 0 || steps.some(({ homes }) => homes === null)) return { edits: [], lost: [...late] };
  let edits = [...late];
  const origins = new Map(late.map((edit) => [edit, edit]));
  const lost = new Set<NewEdit>();
  for (const step of steps) {
    const clientId = freshId();
    const rehoming = new Rehoming(clientId, step === last ? doc : new Y.Doc(), new Homes(step.homes ?? []));
    const next: NewEdit[] = [];
    for (const edit of edits) {
      const parts = partsOf(edit.update);
      if (!rehoming.affects(parts)) {
        if (step === last) Y.applyUpdate(doc, edit.update, REMOTE);
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
}
