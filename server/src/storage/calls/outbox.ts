/** A server-written document that must be derived again, because what it shows changed in SQL. */
export interface OutboxRow {
  id: number;
  document: string;
}

export interface Outbox {
  /** [ST60] The oldest rows, at most `limit`. */
  take(limit: number): Promise<OutboxRow[]>;
  /** [ST61] Forgets rows whose projection is on disk, never one that came after they were taken. */
  done(ids: number[]): Promise<void>;
}
