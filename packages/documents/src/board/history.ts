import type * as Y from 'yjs';
import type { Act } from '../act.ts';
import { fieldChanges, isChange, type RecordChange } from '../history/changes.ts';
import type { DocumentHistory } from '../history/history.ts';
import { recreate, restoreFields } from '../history/restore-fields.ts';
import { recordOf, rootMap } from '../records.ts';
import { readBoard } from './reads.ts';
import { SHOT_FIELDS } from './schema.ts';

/** What a shot is by itself: who made it never changes, where it stands belongs to the board, deletion is apart. */
const { createdBy: _by, createdAt: _at, deleted: _deleted, place, ...OWN } = SHOT_FIELDS;
const WHOLE = { ...OWN, place };

export const boardHistory: DocumentHistory = {
  compare(now, then) {
    const [live, gone] = standing(now);
    const [were] = standing(then);
    const ids = new Set([...live, ...gone, ...were]);
    return [...ids].flatMap((id): RecordChange[] => {
      const [is, was] = [recordOf(now, 'shots', id), recordOf(then, 'shots', id)];
      const [isHere, wasHere] = [live.has(id), were.has(id)];
      if (!isHere && !wasHere) return [];
      if (!wasHere) return [{ id, what: 'away', fields: fieldChanges(is, null, OWN) }];
      const fields = fieldChanges(isHere ? is : null, was, WHOLE);
      return [{ id, what: !isHere ? 'back' : fields.some(isChange) ? 'changed' : 'same', fields }];
    });
  },

  restore(now, then, part, act, origin) {
    const root = rootMap(now, 'shots');
    if (root === null) return;
    const [were, wereDeleted] = standing(then);
    now.transact(() => {
      if (!part.whole) return restoreShot(now, root, then, part.record, wereDeleted, act, OWN);
      for (const id of [...were, ...wereDeleted]) {
        restoreShot(now, root, then, id, wereDeleted, act, WHOLE);
      }
      for (const id of standing(now)[0]) if (recordOf(then, 'shots', id) === null) remove(now, id, act);
    }, origin);
  },
};

function restoreShot(
  now: Y.Doc,
  root: Y.Map<unknown>,
  then: Y.Doc,
  id: string,
  wereDeleted: ReadonlySet<string>,
  act: Act,
  fields: typeof OWN | typeof WHOLE,
): void {
  const [is, was] = [recordOf(now, 'shots', id), recordOf(then, 'shots', id)];
  if (was === null) return;
  if (is === null) {
    if (root.has(id)) return;
    recreate(root, id, was, WHOLE);
  } else {
    restoreFields(is, was, fields);
    if (!wereDeleted.has(id) && is.get('deleted') != null) is.set('deleted', null);
  }
  if (wereDeleted.has(id)) remove(now, id, act);
}

/** Marked, as every deletion: what somebody writes in it meanwhile is kept, and restoring brings it back. */
function remove(doc: Y.Doc, id: string, { by, at }: Act): void {
  const shot = recordOf(doc, 'shots', id);
  if (shot !== null && shot.get('deleted') == null) shot.set('deleted', { by, at });
}

/** Ids of the shots that stand on the board, and of those marked deleted. */
function standing(doc: Y.Doc): [live: Set<string>, deleted: Set<string>] {
  const { shots, deleted } = readBoard(doc, []);
  return [new Set(shots.map(({ id }) => id)), new Set(deleted.map(({ id }) => id))];
}
