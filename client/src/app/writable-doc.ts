import type { HandleState } from '@clapper/device';
import type { Doc } from 'yjs';

/** Null: it is not there yet, or may not be written here. */
export function writableDoc(state: HandleState): Doc | null {
  return state.phase === 'ready' && state.access.write && state.schema === 'fits' ? state.doc : null;
}
