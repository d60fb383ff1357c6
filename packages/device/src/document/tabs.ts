import * as Y from 'yjs';
import { REMOTE } from '../local-edit.ts';
import type { DocumentMeta, PendingRow } from '../rows.ts';
import type { DocumentState } from './state.ts';

/** Reads rows, hands them on, and then hears what other tabs told meanwhile. */
export async function readBeside(state: DocumentState, read: () => Promise<() => void>): Promise<void> {
  state.missed ??= [];
  const adopt = await read();
  adopt();
  const { missed } = state;
  state.missed = null;
  for (const hear of missed) hear();
}

/** Edits of another tab; they are on disk already. */
export function tabRows(
  state: DocumentState,
  epoch: string | null,
  generation: number,
  rows: readonly PendingRow[],
): void {
  if (state.missed !== null) return void state.missed.push(() => tabRows(state, epoch, generation, rows));
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
  if (state.missed !== null) return void state.missed.push(() => tabConfirmed(state, keys));
  state.options.index.remove(state.document, keys);
  state.link.queue.remove(keys);
  state.emit();
}

/** Another tab repaired the document. */
export function generationMoved(state: DocumentState, generation: number): void {
  if (state.missed !== null) return void state.missed.push(() => generationMoved(state, generation));
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
  // A disk that was full may have room now, and who was refused may be let in.
  state.jobs.wake();
  state.link.askAgain();
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
    adopted(state, dead, await store.claim(state.document, dead, tabs.id));
  } catch (error) {
    log.error({ document: state.document, error }, 'device.adoptFailed');
  }
}

/** From here on they are this tab's, on disk too: who has read the rows before that hears of them after it. */
function adopted(state: DocumentState, dead: ReadonlySet<string>, rows: readonly PendingRow[]): void {
  if (state.missed !== null) return void state.missed.push(() => adopted(state, dead, rows));
  if (state.mode.mode !== 'open' || state.ready === null) return;
  const { index } = state.options;
  // It may have died between storing an acknowledgement and telling of it.
  index.remove(
    state.document,
    index.of(state.document).filter((head) => dead.has(head.tab)),
  );
  index.add(state.document, rows);
  state.link.queue.add(rows);
  state.link.pump();
  // Last: an editor that cannot show it throws here.
  tabRows(state, state.link.history.epoch, state.storedGeneration, rows);
  state.emit();
}
