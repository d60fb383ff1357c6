import * as Y from 'yjs';
import type { Logger } from '../environment.ts';
import { keepFormattingMarks } from '../formatting.ts';
import { REMOTE } from '../local-edit.ts';
import type { LoadedDocument } from '../local-store.ts';
import { Presence } from '../presence.ts';
import type { DocumentState } from './state.ts';

/** Makes the doc from rows. Its client id is new and never stored: two writers with one id diverge for good. */
export function adoptLoaded(state: DocumentState, { meta, confirmed, pending }: LoadedDocument): void {
  const updates = [...confirmed, ...pending.map((row) => row.update)];
  const { doc, broken } = docOf(state.document, updates, state.options.log);
  for (const { update } of state.confirmed) Y.applyUpdate(doc, update, REMOTE);
  doc.on('update', state.heard);
  const presence = new Presence(doc, state.options.environment.now, (entries) =>
    state.link.isJoined ? state.options.send({ type: 'presence', document: state.document, entries }) : false,
  );
  if (meta === null) state.link.restarted(state.link.history);
  else {
    // An unreadable row is asked for again.
    const { epoch, seq, tip } = meta;
    state.link.restarted(broken ? { epoch, seq: 0, tip: null } : { epoch, seq, tip });
    state.storedGeneration = meta.generation;
    state.highestN = Math.max(state.highestN, meta.n);
    // What the server has said since is on its way to the disk.
    state.access = state.news.access ?? meta.access ?? state.access;
    state.schema = Math.max(state.schema, meta.schema);
    state.refused = state.link.isJoined ? state.refused : meta.refused;
    state.lastSyncAt = meta.lastSyncAt ?? state.lastSyncAt;
    state.lastAckAt = meta.lastAckAt ?? state.lastAckAt;
  }
  // An epoch alone is no copy: the rows may never have come.
  state.hasCopy ||= meta?.lastSyncAt != null;
  const generation = Math.max(state.storedGeneration, (state.ready?.generation ?? -1) + 1);
  state.ready = { doc, presence, generation };
  state.link.queue.clear();
  state.link.queue.add(pending.filter((row) => row.tab === state.options.tabs.id));
  state.options.index.replace(state.document, pending);
}

/** One row that cannot be read spoils no other. */
function docOf(guid: string, updates: readonly Uint8Array[], log: Logger): { doc: Y.Doc; broken: boolean } {
  const doc = new Y.Doc({ guid });
  keepFormattingMarks(doc);
  let broken = false;
  Y.transact(
    doc,
    () => {
      for (const update of updates) {
        try {
          Y.applyUpdate(doc, update, REMOTE);
        } catch (error) {
          broken = true;
          log.error({ document: guid, error }, 'device.rowUnreadable');
        }
      }
    },
    REMOTE,
    false,
  );
  return { doc, broken };
}
