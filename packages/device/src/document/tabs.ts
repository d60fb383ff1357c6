import * as Y from 'yjs';
import { REMOTE } from '../local-edit.ts';
import type { DocumentMeta, PendingRow } from '../rows.ts';
import type { DocumentState } from './state.ts';

/** Edits of another tab; they are on disk already. */
export function tabRows(
  state: DocumentState,
  epoch: string | null,
  generation: number,
  rows: readonly PendingRow[],
): void {
  if (state.ready === null || state.mode.mode === 'closed') return;
  if (generation > state.storedGeneration) return generationMoved(state, generation);
  const { history } = state.link;
  if (
    generation < state.storedGeneration ||
    (epoch !== null && history.epoch !== null && epoch !== history.epoch)
  )
    return;
  state.options.index.add(state.document, rows);
  const { doc } = state.ready;
  // Not local: editors and undo must take it for somebody else's.
  Y.transact(doc, () => rows.forEach((row) => Y.applyUpdate(doc, row.update, REMOTE)), REMOTE, false);
  for (const row of rows) state.highestN = Math.max(state.highestN, row.n);
  state.emit();
}

/** Another tab had them acknowledged. */
export function tabConfirmed(state: DocumentState, keys: readonly { n: number; clientId: number }[]): void {
  state.link.queue.remove(keys);
  state.emit();
}

/** Another tab repaired the document. */
export function generationMoved(state: DocumentState, generation: number): void {
  if (generation <= state.storedGeneration || state.mode.mode !== 'open') return;
  // What waits for the disk finds there that it is late; it may also be on its way, before the repair.
  state.mode = { mode: 'reloading', reason: 'REFUSED' };
  state.jobs.kick();
}

/** After sleep, or without a channel between tabs: what the others stored meanwhile. */
export function reread(
  state: DocumentState,
  meta: DocumentMeta | undefined,
  pending: readonly PendingRow[],
): void {
  if (!state.loaded || state.mode.mode !== 'open') return;
  // A disk that was full may have room now.
  state.jobs.wake();
  if (meta === undefined) return;
  tabRows(state, meta.epoch, meta.generation, pending);
  if (pending.length === 0) generationMoved(state, meta.generation);
}

/** Pushes the rows of tabs that are gone. */
export async function adoptOrphans(state: DocumentState): Promise<void> {
  const { index, tabs, store, log } = state.options;
  const others = new Set(
    index
      .of(state.document)
      .map((head) => head.tab)
      .filter((tab) => tab !== tabs.id),
  );
  if (others.size === 0 || !state.link.isJoined) return;
  try {
    const dead = new Set<string>();
    for (const tab of others) if (!(await tabs.isAlive(tab))) dead.add(tab);
    if (dead.size === 0) return;
    const rows = await store.claim(state.document, dead, tabs.id);
    if (state.mode.mode !== 'open' || state.ready === null) return;
    // It may have died between storing an acknowledgement and telling of it.
    index.remove(
      state.document,
      index.of(state.document).filter((head) => dead.has(head.tab)),
    );
    index.add(state.document, rows);
    tabRows(state, state.link.history.epoch, state.storedGeneration, rows);
    state.link.queue.add(rows);
    state.link.pump();
    state.emit();
  } catch (error) {
    log.error({ document: state.document, error }, 'device.adoptFailed');
  }
}
