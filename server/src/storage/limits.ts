/** Rows one `prune` empties at most: the writer must not stand still for a month of somebody's log. */
export const PRUNE_ROWS_AT_ONCE = 5_000;

/** Documents one `prune` goes through at most, for the same reason. */
export const PRUNE_DOCUMENTS_AT_ONCE = 100;

/** The last push of a Yjs client id that may never write again: none comes after it. */
export const RETIRED_N = Number.MAX_SAFE_INTEGER;

/** How long a dead session is kept, so that a stolen token that comes late is told from an unknown one. */
export const DEAD_SESSION_MS = 30 * 24 * 60 * 60 * 1000;

/** A burst that goes on is told again at most so often. */
export const TOLD_AGAIN_MS = 60 * 60 * 1000;
