import type * as Y from 'yjs';

/** The origin of everything that was not typed here. */
export const REMOTE = Symbol('remote');

/**
 * Typed here, rather than arrived or tidied up by Yjs: after others' formatting Yjs deletes redundant
 * marks by itself, as a local transaction without an origin, even for readers. Those are never pushed.
 */
export function isLocalEdit(transaction: Y.Transaction, origin: unknown): boolean {
  if (!transaction.local || origin === REMOTE) return false;
  if (origin !== null && origin !== undefined) return true;
  const { clientID } = transaction.doc;
  return (transaction.afterState.get(clientID) ?? 0) > (transaction.beforeState.get(clientID) ?? 0);
}
