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

/** One row of the pending table, without its bytes. */
export interface PendingHead extends CountedEdit {
  n: number;
  clientId: number;
  at: number;
}

/**
 * What this browser has not had acknowledged yet, all documents and all tabs: kept in memory so that
 * the pill can be told at every keystroke, after a day without a network too. The database is the truth; this is
 * read from it on wake.
 */
export class PendingIndex {
  #documents = new Map<string, Waiting>();
  /** Moves with every change: what was read from the database before is old. */
  #version = 0;

  get version(): number {
    return this.#version;
  }

  add(document: string, heads: Iterable<PendingHead>): void {
    this.#version++;
    let rows = this.#documents.get(document);
    if (rows === undefined) this.#documents.set(document, (rows = new Waiting()));
    for (const head of heads) rows.add(head);
    if (rows.size === 0) this.#documents.delete(document);
  }

  remove(document: string, keys: Iterable<{ n: number; clientId: number }>): void {
    this.#version++;
    const rows = this.#documents.get(document);
    for (const key of keys) rows?.remove(key);
    if (rows?.size === 0) this.#documents.delete(document);
  }

  replace(document: string, heads: Iterable<PendingHead>): void {
    this.#documents.delete(document);
    this.add(document, heads);
  }

  of(document: string): PendingHead[] {
    return [...(this.#documents.get(document)?.heads() ?? [])];
  }

  /** How many changes wait, with those that are not on disk yet. */
  changes(document: string, more: readonly CountedEdit[] = []): number {
    const rows = this.#documents.get(document);
    const fresh = new Set(more.map(changeOf).filter((change) => rows?.holds(change) !== true));
    return (rows?.changes ?? 0) + fresh.size;
  }

  /** When the oldest edit that waits was made. */
  oldest(document: string): number | null {
    return this.#documents.get(document)?.oldest() ?? null;
  }

  documents(): string[] {
    return [...this.#documents.keys()];
  }
}

/** The edits of one document, and what is asked of them at every keystroke without looking at all. */
class Waiting {
  #heads = new Map<string, PendingHead>();
  /** How many edits of each change wait. */
  #changes = new Map<string, number>();
  /** Null: to be looked for. */
  #oldest: number | null = null;

  get size(): number {
    return this.#heads.size;
  }

  get changes(): number {
    return this.#changes.size;
  }

  heads(): Iterable<PendingHead> {
    return this.#heads.values();
  }

  holds(change: string): boolean {
    return this.#changes.has(change);
  }

  add(head: PendingHead): void {
    this.remove(head);
    const { n, clientId, tab, change, at } = head;
    // Not the row it may be: its bytes are on disk.
    this.#heads.set(keyOf(head), { n, clientId, tab, change, at });
    this.#changes.set(changeOf(head), (this.#changes.get(changeOf(head)) ?? 0) + 1);
    if (this.#oldest !== null || this.size === 1) this.#oldest = Math.min(this.#oldest ?? at, at);
  }

  remove(key: { n: number; clientId: number }): void {
    const head = this.#heads.get(keyOf(key));
    if (head === undefined) return;
    this.#heads.delete(keyOf(key));
    const left = this.#changes.get(changeOf(head))! - 1;
    if (left === 0) this.#changes.delete(changeOf(head));
    else this.#changes.set(changeOf(head), left);
    if (head.at === this.#oldest) this.#oldest = null;
  }

  oldest(): number | null {
    if (this.#oldest === null && this.size > 0) {
      this.#oldest = Infinity;
      for (const { at } of this.#heads.values()) this.#oldest = Math.min(this.#oldest, at);
    }
    return this.#oldest;
  }
}

function changeOf({ tab, change }: CountedEdit): string {
  return `${tab} ${change}`;
}

function keyOf(row: { n: number; clientId: number }): string {
  return `${row.n} ${row.clientId}`;
}
