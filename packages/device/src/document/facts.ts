import type { HandleState } from '../handle.ts';
import type { LedgerFacts } from '../ledger.ts';
import type { DocumentStatusFacts } from '../status.ts';
import type { DocumentState } from './state.ts';

/** What screens see. */
export function handleState(state: DocumentState): HandleState {
  if (state.ready === null || !state.hasCopy) {
    return state.failed === null ? { phase: 'loading' } : { phase: 'failed', code: state.failed };
  }
  const { doc, presence, generation } = state.ready;
  return {
    phase: 'ready',
    doc,
    awareness: presence.awareness,
    generation,
    access: state.refused === null ? state.access : { ...state.access, write: false },
    live: state.link.isLive,
    schema: state.schema > state.kind.schemaVersion ? 'tooOld' : 'fits',
    hasContent: doc.store.clients.size > 0,
    lastSyncAt: state.lastSyncAt,
    refused: state.refused,
  };
}

/** What the pill and the ledger are told from. */
export function factsOf(state: DocumentState): DocumentStatusFacts & LedgerFacts {
  const unstored = [...state.edits, ...state.late];
  const { connectedAt } = state.link;
  const now = state.options.environment.now();
  const inMemorySince = oldest(unstored.map(({ at }) => at));
  const madeAt = oldest([state.options.index.oldest(state.document), inMemorySince]);
  return {
    changes: state.changes(),
    write: state.access.write,
    own: state.kind.scope === 'user',
    live: state.link.isLive,
    lastSyncAt: state.lastSyncAt,
    inMemorySince: inMemorySince === null ? null : Math.min(now, inMemorySince),
    // A clock that was ahead when the edit was made says nothing about how long it has waited.
    waitingSince:
      madeAt === null || connectedAt === null
        ? null
        : Math.max(connectedAt, madeAt > now ? connectedAt : madeAt),
    trouble: state.link.trouble,
    lastAckAt: state.lastAckAt,
    refused: state.refused,
    undoFrom: state.undoFrom,
    known: state.link.history.epoch !== null,
  };
}

function oldest(times: readonly (number | null)[]): number | null {
  return times.reduce((a, b) => (a === null || (b !== null && b < a) ? b : a), null);
}
