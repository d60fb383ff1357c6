/**
 * How many changes a person would say they made: as many as undo would take back. Typing a word is
 * one, however many updates it came in.
 */

/** The pause that ends a change; the same as the undo managers' `captureTimeout`. */
export const CHANGE_GAP_MS = 500;

export interface ChangeMark {
  at: number;
  change: number;
}

/** The mark of an edit made at `at`, after the tab's previous one. A clock set back starts a new change. */
export function nextMark(previous: ChangeMark | null, at: number): ChangeMark {
  if (previous === null) return { at, change: 1 };
  const gap = at - previous.at;
  return { at, change: gap >= 0 && gap < CHANGE_GAP_MS ? previous.change : previous.change + 1 };
}

export interface CountedEdit {
  tab: string;
  change: number;
}

export function countChanges(edits: Iterable<CountedEdit>): number {
  const seen = new Set<string>();
  for (const edit of edits) seen.add(`${edit.tab} ${edit.change}`);
  return seen.size;
}

/** One row of the pending table, without its bytes. */
export interface PendingHead extends CountedEdit {
  n: number;
  clientId: number;
  at: number;
}

/**
 * What this browser has not had acknowledged yet, all documents and all tabs: kept in memory so that
 * the pill can be told at every keystroke. The database is the truth; this is read from it on wake.
 */
export class PendingIndex {
  #documents = new Map<string, Map<string, PendingHead>>();

  add(document: string, heads: Iterable<PendingHead>): void {
    let rows = this.#documents.get(document);
    if (rows === undefined) this.#documents.set(document, (rows = new Map()));
    for (const head of heads) rows.set(keyOf(head), head);
    if (rows.size === 0) this.#documents.delete(document);
  }

  remove(document: string, keys: Iterable<{ n: number; clientId: number }>): void {
    const rows = this.#documents.get(document);
    for (const key of keys) rows?.delete(keyOf(key));
    if (rows?.size === 0) this.#documents.delete(document);
  }

  replace(document: string, heads: Iterable<PendingHead>): void {
    this.#documents.delete(document);
    this.add(document, heads);
  }

  of(document: string): PendingHead[] {
    return [...(this.#documents.get(document)?.values() ?? [])];
  }

  documents(): string[] {
    return [...this.#documents.keys()];
  }
}

function keyOf(row: { n: number; clientId: number }): string {
  return `${row.n} ${row.clientId}`;
}
