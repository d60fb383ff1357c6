import type { DomainEventType, TargetType } from '@clapper/documents';

/** What one person did, as it is told; a burst of the same is one that counts up. */
export interface NewActivity {
  id: string;
  project: string;
  user: string;
  type: DomainEventType;
  targetType: TargetType;
  target: string;
  /** The whole of the event, as JSON: it may hold what a database does not take as text. */
  event: string;
  /** When the first of them came, and the last. */
  at: number;
  until: number;
  count: number;
}

export interface ActivityRow extends NewActivity {
  /** As they are called now; '' when there is no such account any more. */
  userName: string;
}

export interface ActivityFilter {
  /** What stands behind this one, which was the last that was read. */
  after?: Pick<ActivityRow, 'id' | 'until'> | undefined;
  user?: string | undefined;
  targetType?: TargetType | undefined;
}

/** Without its end. */
export interface Span {
  from: number;
  to: number;
}

/** How much was done in a project, by when it was begun: a burst counts as often as it went on. */
export interface ActivityTally {
  /** By whom in which of the spans. */
  spans: (Pick<NewActivity, 'user' | 'type' | 'count'> & { span: number })[];
  /** By whom to what, in all of them. */
  targets: Pick<ActivityRow, 'user' | 'userName' | 'type' | 'targetType' | 'target' | 'count'>[];
  /** The threads that were resolved in them and not opened again since. */
  resolved: { thread: string; openedAt: number; resolvedAt: number }[];
}

/** Written with what it tells of: with the rows of a document (ST120), with a change of members (ST125) or of the project (ST127). */
export interface Activity {
  /** [ST121] The bursts went on. What is told of one never counts down, and what is not there is left alone. */
  countUp(bursts: Pick<NewActivity, 'id' | 'event' | 'until' | 'count'>[]): Promise<void>;
  /** [ST122] What happened in a project, the newest first, by when it last went on; at most `limit`. */
  list(project: string, filter: ActivityFilter, limit: number): Promise<ActivityRow[]>;
  /** [ST126] How much was done in a project in each of the spans, which follow one another. */
  tally(project: string, spans: readonly Span[]): Promise<ActivityTally>;
  /** [ST123] What has not been told to those whom it concerns, or not in full; the oldest first, at most `limit`. */
  untold(limit: number): Promise<ActivityRow[]>;
  /** [ST123] They were told so much of it: what was counted up meanwhile is still to be told. */
  told(rows: Pick<ActivityRow, 'id' | 'count'>[]): Promise<void>;
  /** [ST124] Forgets what ended before `before` and was told; at most `PRUNE_ROWS_AT_ONCE`, and returns how many. */
  prune(before: number): Promise<number>;
}
