import * as Y from 'yjs';
import type { DocumentAccess, ErrorCode, Message } from '@clapper/protocol';
import type { RowRange } from '../history.ts';
import { REMOTE } from '../local-edit.ts';
import type { PendingRow } from '../rows.ts';
import type { LinkedDocument } from '../server-link.ts';
import { takeAllBack, takeBack } from './repair.ts';
import type { DocumentState } from './state.ts';

/** What the server says to a joined document. */
export type DocumentMessage = Extract<
  Message,
  { type: 'rows' | 'ack' | 'nack' | 'access' | 'presence' | 'leave' }
>;

/** What the server says of this document, once it is joined. */
export function receive(state: DocumentState, message: DocumentMessage): void {
  if (state.ready === null || state.mode.mode === 'closed') return;
  switch (message.type) {
    case 'rows':
      state.link.rows(message);
      break;
    case 'ack':
      state.link.acknowledged(message);
      break;
    case 'nack':
      state.link.refusedPush(message);
      break;
    case 'access':
      setAccess(state, message.access);
      if (!message.access.write && state.changes() > 0) takeAllBack(state, 'FORBIDDEN');
      // What was typed in the moment in between is not taken back any more.
      state.link.pump();
      break;
    case 'leave':
      state.link.leave(message.code ?? 'UNAVAILABLE', message.reason, message.retryAfterMs);
      break;
    case 'presence':
      return state.ready.presence.receive(message.entries);
    default:
      message satisfies never;
  }
  state.moved();
}

/** What the link to the server asks the document, and what it tells it. */
export function linkedTo(state: DocumentState): LinkedDocument {
  const { document, kind, log, environment, store, send, requestJoin } = state.options;
  return {
    document,
    schemaVersion: kind.schemaVersion,
    log,
    random: () => environment.random(),
    doc: () => state.ready?.doc ?? null,
    isOpen: () => state.mode.mode === 'open',
    mayWrite: () => state.access.write,
    hasUnsent: () => state.changes() > 0,
    send,
    requestJoin,
    pendingOf: () => store.pendingOf(document),
    joined: (access, schema) => {
      state.failed = null;
      setRefused(state, null);
      setAccess(state, access);
      state.schema = state.news.schema = schema;
      if (!access.write && state.changes() > 0) takeAllBack(state, 'FORBIDDEN');
    },
    caughtUp: () => {
      state.hasCopy = true;
      synced(state);
    },
    leftBehind: () => synced(state),
    received: (update, rows) => {
      Y.applyUpdate(state.ready!.doc, update, REMOTE);
      state.confirmed.push({ update, rows, acknowledges: null });
    },
    acknowledged: (row, rows) => acknowledged(state, row, rows),
    refused: (push) => takeBack(state, push),
    rebuild: (reason) => takeAllBack(state, reason),
    gone: (code) => {
      setRefused(state, code);
      if (!state.hasCopy) state.failed = code;
    },
    held: (code) => {
      if (code === 'CLIENT_TOO_OLD') state.schema = Math.max(state.schema, kind.schemaVersion + 1);
      if (!state.hasCopy) state.failed = code;
    },
    presenceLost: () => state.ready?.presence.clear(),
  };
}

function acknowledged(
  state: DocumentState,
  { n, clientId, update }: PendingRow,
  rows: RowRange | null,
): void {
  const { doc } = state.ready!;
  state.confirmed.push({ update, rows, acknowledges: { n, clientId } });
  state.edits = state.edits.filter((edit) => edit.n !== n || edit.clientId !== clientId);
  state.lastAckAt = state.news.lastAckAt = state.options.environment.now();
  // Another tab's row, pushed from here: the server sends it to everybody but the one who pushed it. Last: an
  // editor that cannot show it throws here, and the answer does not come twice.
  if (clientId !== doc.clientID) Y.applyUpdate(doc, update, REMOTE);
}

/** Told at joining and leaving; in between it is simply now, and no screen is woken for it. */
function synced(state: DocumentState): void {
  state.lastSyncAt = state.news.lastSyncAt = state.options.environment.now();
}

function setAccess(state: DocumentState, access: DocumentAccess): void {
  const { role } = access;
  if (state.access.role !== null && state.access.role !== role)
    state.became = { role, at: state.options.environment.now() };
  state.access = access;
  if (access.write) state.lastWriter = access.role;
  state.news.access = access;
}

function setRefused(state: DocumentState, code: ErrorCode | null): void {
  state.refused = code;
  state.news.refused = code;
}
