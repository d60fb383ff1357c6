import type { Job } from '../job-loop.ts';
import { reload, storeRepair } from './repair.ts';
import { storeRetry } from './retry.ts';
import { save, storeKept } from './save.ts';
import type { DocumentState } from './state.ts';

/** What the disk is to do next. */
export function nextJob(state: DocumentState): Job | null {
  const toSave = state.edits.length + state.confirmed.length + Object.keys(state.news).length > 0;
  const answered = state.link.isAnswered;
  switch (state.mode.mode) {
    case 'open':
    case 'closed':
      if (state.keep.length > 0) return () => storeKept(state);
      if (toSave) return () => save(state);
      return state.retries.length > 0 ? () => storeRetry(state) : null;
    case 'repairing':
      // An answer under way may still confirm an edit, or refuse another one.
      return answered ? () => storeRepair(state) : null;
    case 'reloading': {
      if (toSave) return () => save(state);
      if (!answered) return null;
      const { reason } = state.mode;
      return () => reload(state, reason);
    }
    default:
      return state.mode satisfies never;
  }
}
