import type * as Y from 'yjs';
import type { Problem } from '../define-document.ts';
import { readFeedback, type Feedback } from '../feedback/reads.ts';

export interface InternalNotes extends Feedback {
  problems: Problem[];
}

/** The notes of a video that stay among editors. */
export function readInternalNotes(doc: Y.Doc): InternalNotes {
  const problems: Problem[] = [];
  return { ...readFeedback(doc, problems), problems };
}
