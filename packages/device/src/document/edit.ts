import type * as Y from 'yjs';
import { editOf } from './edit-of.ts';
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
  const edit = editOf(state, update, origin, doc, transaction);
  if (edit === null) return;
  state.written = true;
  if (state.mode.mode !== 'open') state.late.push(edit);
  else {
    state.edits.push(edit);
    if (edit.refused !== undefined) state.mode = { mode: 'repairing', reason: 'TOO_LARGE', refused: [] };
    else if (!state.access.write || state.refused !== null) takeBackSoon(state);
  }
  state.emit();
  state.jobs.kick();
}
