import type { ErrorCode } from '@clapper/protocol';

/** One line behind the pill: what one document waits for. */
export interface LedgerRow {
  document: string;
  changes: number;
  lastAcknowledgedAt: number | null;
  state: 'saved' | 'pending' | 'refused' | 'unavailable' | 'local';
  code: ErrorCode | null;
  /** What was done here before cannot be undone any more; null when nothing took that away. */
  undoFrom: number | null;
}

export interface LedgerFacts {
  changes: number;
  lastAckAt: number | null;
  refused: ErrorCode | null;
  trouble: { code: ErrorCode } | null;
  undoFrom: number | null;
  /** The server has named a history: it has this document. */
  known: boolean;
}

export function ledgerRow(document: string, facts: LedgerFacts): LedgerRow {
  const { changes, lastAckAt: lastAcknowledgedAt, undoFrom } = facts;
  const row = { document, changes, lastAcknowledgedAt, undoFrom };
  if (facts.refused !== null) return { ...row, state: 'refused', code: facts.refused };
  if (facts.trouble !== null) return { ...row, state: 'unavailable', code: facts.trouble.code };
  if (changes > 0) return { ...row, state: 'pending', code: null };
  return { ...row, state: facts.known ? 'saved' : 'local', code: null };
}

/** What needs a look comes first, then by name. */
const ORDER: readonly LedgerRow['state'][] = ['refused', 'unavailable', 'pending', 'local', 'saved'];

export function sortLedger(rows: readonly LedgerRow[]): LedgerRow[] {
  return [...rows].sort(
    (a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || (a.document < b.document ? -1 : 1),
  );
}

/** Field by field: it is compared at every keystroke, over every document of the browser. */
export function sameLedger(a: readonly LedgerRow[], b: readonly LedgerRow[]): boolean {
  return a.length === b.length && a.every((row, i) => sameRow(row, b[i]!));
}

function sameRow(a: LedgerRow, b: LedgerRow): boolean {
  return (
    a.document === b.document &&
    a.changes === b.changes &&
    a.lastAcknowledgedAt === b.lastAcknowledgedAt &&
    a.state === b.state &&
    a.code === b.code &&
    a.undoFrom === b.undoFrom
  );
}
