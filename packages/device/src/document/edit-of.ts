import type * as Y from 'yjs';
import { MAX_UPDATE_BYTES } from '@clapper/protocol';
import { nextMark } from '../changes.ts';
import { isLocalEdit } from '../local-edit.ts';
import type { NewEdit } from '../local-store.ts';
import type { DocumentState } from './state.ts';

/** What was typed here, on its way to the disk; null for everything else that happens to a doc. */
export function editOf(
  state: DocumentState,
  update: Uint8Array,
  origin: unknown,
  doc: Y.Doc,
  transaction: Y.Transaction,
): NewEdit | null {
  if (!isLocalEdit(transaction, origin)) return null;
  const at = state.options.environment.now();
  state.mark = nextMark(state.mark, at);
  const edit: NewEdit = { clientId: doc.clientID, update, at, change: state.mark.change, n: null };
  // A transaction cannot be split, and the server would refuse it: it never reaches the disk.
  if (update.byteLength > MAX_UPDATE_BYTES) edit.refused = 'TOO_LARGE';
  return edit;
}
