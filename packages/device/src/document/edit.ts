import type * as Y from 'yjs';
import { MAX_UPDATE_BYTES } from '@clapper/protocol';
import { nextMark } from '../changes.ts';
import { isLocalEdit } from '../local-edit.ts';
import type { NewEdit } from '../local-store.ts';
import { takeBackSoon } from './repair.ts';
import type { DocumentState } from './state.ts';

/** Something changed in the doc: if it was typed here, it is on its way. */
export function heard(
  state: DocumentState,
  update: Uint8Array,
  origin: unknown,
  doc: Y.Doc,
  transaction: Y.Transaction,
): void {
  if (!isLocalEdit(transaction, origin)) return;
  const at = state.options.environment.now();
  state.mark = nextMark(state.mark, at);
  const edit: NewEdit = { clientId: doc.clientID, update, at, change: state.mark.change, n: null };
  const isTooLarge = update.byteLength > MAX_UPDATE_BYTES;
  // A transaction cannot be split, and the server would refuse it: it never reaches the disk.
  if (isTooLarge) edit.refused = 'TOO_LARGE';
  if (state.mode.mode !== 'open') state.late.push(edit);
  else {
    state.edits.push(edit);
    if (isTooLarge) state.mode = { mode: 'repairing', reason: 'TOO_LARGE', refused: [] };
    else if (!state.access.write || state.refused !== null) takeBackSoon(state);
  }
  state.emit();
  state.jobs.kick();
}
