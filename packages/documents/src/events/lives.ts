import type * as Y from 'yjs';
import type { TargetType } from './domain-event.ts';
import { happening, type Happening } from './event-source.ts';
import type { RecordTouches } from './record-touches.ts';
import { standingAt } from './standing.ts';

/** Null where its life did not change; `unborn`: it is made as one that nobody sees. */
export type Life = Happening | 'unborn' | null;

/**
 * How a record that is marked deleted and comes back reads. It may be made as a deleted one and restored at once,
 * so that undoing it deletes it: coming to light is then when it was created.
 */
export function lifeOf({ root, id, fresh, values }: RecordTouches, target: TargetType, doc: Y.Doc): Life {
  const mark = values.get('deleted') as Mark | null | undefined;
  if (fresh) {
    if (mark != null) return 'unborn';
    return happening('created', target, id, {}, values.get('createdAt'));
  }
  if (!values.has('deleted')) return null;
  const before = standingAt(doc, root, id, 'deleted') as Mark | null | undefined;
  const isBirth = ({ by, at = 0 }: Mark): boolean => {
    const age = at - Number(standingAt(doc, root, id, 'createdAt'));
    return age >= 0 && age < BIRTH_MS && by === standingAt(doc, root, id, 'createdBy');
  };
  if (mark != null) {
    if (before != null) return null;
    // Undone: the mark it was made with is back, and says nothing of now.
    return happening('deleted', target, id, {}, isBirth(mark) ? null : mark.at);
  }
  if (before == null) return null;
  return isBirth(before)
    ? happening('created', target, id, {}, before.at)
    : happening('restored', target, id, {});
}

/** Made and marked deleted in one breath, by whoever made it: nobody has seen it yet. */
const BIRTH_MS = 1_000;

interface Mark {
  by?: string;
  at?: number;
}
