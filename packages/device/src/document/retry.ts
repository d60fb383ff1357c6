import { uint32 } from 'lib0/random';
import * as Y from 'yjs';
import { ClapperError } from '@clapper/protocol';
import { nextMark } from '../changes.ts';
import { REMOTE } from '../local-edit.ts';
import { retryEdit, type Retried } from '../repair/retry-kept.ts';
import type { KeptRow } from '../rows.ts';
import { handOn } from './save.ts';
import { generationMoved } from './tabs.ts';
import type { DocumentState } from './state.ts';

/** Pushes a kept edit once more, as a new edit of the document as it is now. */
export function tryAgain(state: DocumentState, row: KeptRow): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error: unknown) => (error === null ? resolve() : reject(error as Error));
    if (!state.access.write || state.refused !== null) {
      return settle(new ClapperError('FORBIDDEN', `${state.document} cannot be written.`));
    }
    // [EP11] What others wrote comes back through them, or through somebody who answers for the project.
    if (row.copy !== undefined && state.access.role !== 'owner') {
      return settle(new ClapperError('FORBIDDEN', 'Only an owner takes in what others wrote.'));
    }
    state.retries.push({ row, settle });
    state.jobs.kick();
  });
}

/** From kept to pending, then pushed like any edit. */
export async function storeRetry(state: DocumentState): Promise<void> {
  const { row, settle } = state.retries[0]!;
  const { environment, store, tabs } = state.options;
  const { doc } = state.ready!;
  const { epoch } = state.link.history;
  const generation = state.storedGeneration;
  let retried: Retried;
  try {
    const at = environment.now();
    state.mark = nextMark(state.mark, at);
    const edit = { ...retryEdit(doc, epoch, row, uint32()), tab: tabs.id, at, change: state.mark.change };
    retried = await store.retry(state.document, { kept: row.id, generation, afterN: state.highestN, edit });
  } catch (error) {
    state.retries.shift();
    return settle(error);
  }
  if (retried.done === 'stale') return generationMoved(state, retried.generation);
  state.retries.shift();
  void state.options.keptChanged();
  settle(null);
  if (retried.done !== 'pending') return;
  handOn(state, epoch, generation, [retried.row]);
  // Last: an editor that cannot show it throws here.
  Y.applyUpdate(doc, retried.row.update, REMOTE);
}
