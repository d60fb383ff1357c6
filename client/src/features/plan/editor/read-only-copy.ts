import { planProblem, stageContent } from '@clapper/documents';
import * as Y from 'yjs';
import { bindProblem } from './bind-problem.ts';

export interface StageCopy {
  fragment: Y.XmlFragment;
  /** Nothing had to be left out. */
  whole: boolean;
  stop(): void;
}

/** More holes than this and the rest is not worth showing. */
const MOST_HOLES = 500;

/**
 * A stage to look at: a document of its own that follows the real one. Whatever an editor does to it, and
 * whatever is cut out of it here because this version does not know it, never reaches anybody.
 */
export function copyStage(doc: Y.Doc, stage: string): StageCopy | null {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc), 'copy');
  const fragment = stageContent(copy, stage);
  if (fragment === null) return null;
  const whole = bindProblem(fragment) === null;
  if (!whole) cutUnknown(fragment);
  const follow = (update: Uint8Array) => Y.applyUpdate(copy, update, 'copy');
  doc.on('update', follow);
  return {
    fragment,
    whole,
    stop() {
      doc.off('update', follow);
      copy.destroy();
    },
  };
}

function cutUnknown(fragment: Y.XmlFragment): void {
  for (let hole = 0; hole < MOST_HOLES; hole++) {
    const problem = fragment.length === 0 ? null : planProblem(fragment);
    if (problem === null) return;
    // `0/2:heading`: indexes from the page down, then what is wrong with it.
    const indexes = problem.path.split(':')[0]?.split('/').filter(Boolean).map(Number) ?? [];
    const last = indexes.pop();
    let parent: Y.XmlFragment = fragment;
    for (const index of indexes) {
      const child: unknown = parent.get(index);
      if (!(child instanceof Y.XmlFragment)) break;
      parent = child;
    }
    if (last === undefined) break;
    parent.delete(last, 1);
  }
  fragment.delete(0, fragment.length);
}
