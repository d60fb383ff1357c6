import type * as Y from 'yjs';
import type { Act } from '../act.ts';
import type { RecordChange } from './changes.ts';

/** All of a document, or one of its records: a stage, a shot. */
export type Part = { whole: true } | { whole: false; record: string };

/**
 * How a kind of document goes back. `then` is a document loaded from a version, `now` the live one. A
 * restore is an edit like any other: it only changes what differs, so it merges with what others do
 * meanwhile, can be undone, and is the work of whoever made it.
 */
export interface DocumentHistory {
  /** Every record of either state, in the order of the present one, with what a restore of it all would change. */
  compare(now: Y.Doc, then: Y.Doc): RecordChange[];
  restore(now: Y.Doc, then: Y.Doc, part: Part, act: Act, origin: unknown): void;
}
