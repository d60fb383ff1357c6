/** What one person is told of one thing that happened. */
export interface NotificationRow {
  user: string;
  /** One and the same for everybody who is told of it: of the activity, or made from what came near. */
  id: string;
  project: string;
  /** What takes it back when it is undone: a note, a wish; '' for what nothing undoes. */
  subject: string;
  /** What it says, as JSON. */
  body: string;
  at: number;
  /** When it was taken back. */
  cancelledAt: number | null;
}

/** [ST110] Every method that changes what a person is told writes the outbox row of that person's home. */
export interface Notifications {
  /**
   * [ST111] A person is told of a thing once: handed in again, it says what was handed in last. One that was taken back stays
   * so, unless it is about something later than that.
   */
  put(rows: NotificationRow[]): Promise<void>;
  /** What people were told of these, in no order. */
  about(ids: string[]): Promise<NotificationRow[]>;
  /** [ST112] A person's newest of the projects they are in, those before `before`, at most `limit`. */
  newest(
    user: string,
    before: Pick<NotificationRow, 'at' | 'id'> | null,
    limit: number,
  ): Promise<NotificationRow[]>;
  /** [ST113] Takes back what was told about a subject: to these people, or (null) to everybody. Returns to whom. */
  cancel(project: string, subject: string, users: string[] | null, at: number): Promise<string[]>;
  /** [ST115] What was told about a subject since then and was not taken back, in no order. */
  standing(project: string, subject: string, since: number): Promise<NotificationRow[]>;
  /** [ST114] Forgets what is older. */
  prune(before: number): Promise<void>;
}
