import { planProblem } from '@clapper/documents';
import type * as Y from 'yjs';

/**
 * Why no editor may bind this page; null when it may. A page with no block at all may be bound, although
 * the schema wants one: two people who empty a page at the same time leave it so, and the editor shows a
 * line that it writes only when somebody types.
 */
export function bindProblem(fragment: Y.XmlFragment): ReturnType<typeof planProblem> {
  return fragment.length === 0 ? null : planProblem(fragment);
}
