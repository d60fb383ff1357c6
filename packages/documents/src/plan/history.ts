import type { DocumentHistory } from '../history/history.ts';
import { fieldChanges, isChange, type RecordChange } from '../history/changes.ts';
import { recreate, restoreFields } from '../history/restore-fields.ts';
import { recordOf, rootMap } from '../records.ts';
import { readStages } from './reads.ts';
import { STAGE_FIELDS } from './schema.ts';

/** What a stage is by itself; where it stands belongs to the plan, and its label was set once. */
const { title, status, content } = STAGE_FIELDS;
const OWN = { title, status, content };
const WHOLE = { ...OWN, place: STAGE_FIELDS.place };

/** Stages are never removed: one that is newer than the version stays as it is. */
export const planHistory: DocumentHistory = {
  compare(now, then) {
    const ids = new Set([...readStages(now).stages, ...readStages(then).stages].map(({ id }) => id));
    return [...ids].map((id): RecordChange => {
      const [is, was] = [recordOf(now, 'stages', id), recordOf(then, 'stages', id)];
      // Newer than the version: compared with itself, for nothing of it changes.
      const fields = fieldChanges(is, was ?? is, WHOLE);
      const what = is === null ? 'back' : fields.some(isChange) ? 'changed' : 'same';
      return { id, what, fields };
    });
  },

  restore(now, then, part, _act, origin) {
    const root = rootMap(now, 'stages');
    if (root === null) return;
    const ids = part.whole ? readStages(then).stages.map(({ id }) => id) : [part.record];
    now.transact(() => {
      for (const id of ids) {
        const [is, was] = [recordOf(now, 'stages', id), recordOf(then, 'stages', id)];
        if (was === null) continue;
        if (is !== null) restoreFields(is, was, part.whole ? WHOLE : OWN);
        else if (!root.has(id)) recreate(root, id, was, STAGE_FIELDS);
      }
    }, origin);
  },
};
