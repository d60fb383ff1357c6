import type * as Y from 'yjs';
import type { Act } from '../act.ts';
import { fieldChanges, isChange, type FieldChange, type RecordChange } from '../history/changes.ts';
import type { DocumentHistory } from '../history/history.ts';
import { recreate, restoreFields } from '../history/restore-fields.ts';
import { recordOf, rootMap } from '../records.ts';
import { readBoard } from './reads.ts';
import { SHOT_FIELDS, TAKE_LAYERS, type TakeLayer } from './schema.ts';
import { NO_TAKES, readTakes, type ShotTakes, type Take } from './takes.ts';

/** What a shot is by itself: who made it never changes, where it stands belongs to the board, deletion and pictures are apart. */
const {
  createdBy: _by,
  createdAt: _at,
  deleted: _deleted,
  // Which take was shown is not what this says: null says the newest, and newer ones came since.
  lineart: _lineart,
  art: _art,
  // Numbers belong to the board as it is now: two shots would bear the same.
  fixed: _fixed,
  place,
  ...OWN
} = SHOT_FIELDS;
const WHOLE = { ...OWN, place };

export const boardHistory: DocumentHistory = {
  compare(now, then) {
    const [live, gone] = standing(now);
    const [were] = standing(then);
    const ids = new Set([...live, ...gone, ...were]);
    const shown = shownIn(now, then);
    return [...ids].flatMap((id): RecordChange[] => {
      const [is, was] = [recordOf(now, 'shots', id), recordOf(then, 'shots', id)];
      const [isHere, wasHere] = [live.has(id), were.has(id)];
      if (!isHere && !wasHere) return [];
      if (!wasHere) return [{ id, what: 'away', fields: fieldChanges(is, null, OWN) }];
      const fields = fieldChanges(isHere ? is : null, was, WHOLE);
      if (isHere) fields.push(...pictureChanges(shown, id));
      return [{ id, what: !isHere ? 'back' : fields.some(isChange) ? 'changed' : 'same', fields }];
    });
  },

  restore(now, then, part, act, origin) {
    const root = rootMap(now, 'shots');
    if (root === null) return;
    const [were, wereDeleted] = standing(then);
    const shown = shownIn(now, then);
    const restore = { now, root, was: then, wereDeleted, shown, act };
    now.transact(() => {
      if (!part.whole) return restoreShot(restore, part.record, OWN);
      for (const id of [...were, ...wereDeleted]) {
        restoreShot(restore, id, WHOLE);
      }
      for (const id of standing(now)[0]) if (recordOf(then, 'shots', id) === null) remove(now, id, act);
    }, origin);
  },
};

interface Restore {
  now: Y.Doc;
  root: Y.Map<unknown>;
  was: Y.Doc;
  wereDeleted: ReadonlySet<string>;
  shown: Shown;
  act: Act;
}

function restoreShot(
  { now, root, was: then, wereDeleted, shown, act }: Restore,
  id: string,
  fields: typeof OWN | typeof WHOLE,
): void {
  const [is, was] = [recordOf(now, 'shots', id), recordOf(then, 'shots', id)];
  if (was === null) return;
  if (is === null) {
    if (root.has(id)) return;
    recreate(root, id, was, WHOLE);
  } else {
    restoreFields(is, was, fields);
    restorePictures(now, is, shown, id);
    if (!wereDeleted.has(id) && is.get('deleted') != null) is.set('deleted', null);
  }
  if (wereDeleted.has(id)) remove(now, id, act);
}

/** What is shown of each shot, in the live document and in the version. */
interface Shown {
  is: ReadonlyMap<string, ShotTakes>;
  was: ReadonlyMap<string, ShotTakes>;
}

const shownIn = (now: Y.Doc, then: Y.Doc): Shown => ({ is: readTakes(now), was: readTakes(then) });

/** Layers in which another take was shown. Of a shot that showed nothing then what it shows now stays. */
function otherPictures(shown: Shown, shot: string): { layer: TakeLayer; is: Take | null; was: Take }[] {
  const [now, then] = [shown.is.get(shot) ?? NO_TAKES, shown.was.get(shot) ?? NO_TAKES];
  return TAKE_LAYERS.flatMap((layer) => {
    const [is, was] = [now[layer].current, then[layer].current];
    return was === null || was.id === is?.id ? [] : [{ layer, is, was }];
  });
}

/** Takes that came since stay in the stack: a restore shows again what was shown, and destroys nothing. */
function restorePictures(now: Y.Doc, shot: Y.Map<unknown>, shown: Shown, id: string): void {
  for (const { layer, was } of otherPictures(shown, id)) {
    const take = recordOf(now, 'takes', was.id);
    if (take === null) continue;
    if (take.get('deleted') != null) take.set('deleted', null);
    if (shot.get(layer) !== was.id) shot.set(layer, was.id);
  }
}

function pictureChanges(shown: Shown, id: string): FieldChange[] {
  const label = (take: Take | null) => (take === null ? null : `v${take.number}`);
  return otherPictures(shown, id).map(({ layer, is, was }) => ({
    holds: 'value',
    field: layer,
    is: label(is),
    was: label(was),
  }));
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
