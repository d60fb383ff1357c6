import type { DocumentAccess, ErrorCode, PresenceUser } from '@clapper/protocol';
import type { Verdict } from './judge.ts';
import type { SharedFrame } from './shared-frame.ts';

/** Committed rows, as those who did not write them see them: each frame is encoded once. */
export interface CommittedRows {
  readonly from: number;
  readonly to: number;
  /** `ROWS` for devices. */
  deviceFrame(): SharedFrame;
  /** A sync update for plain clients. */
  plainFrame(): SharedFrame;
}

/** How one write of a member ended, told after the commit that decided it. */
export type Outcome =
  | { verdict: Exclude<Verdict, { do: 'apply' }>; seq: null; tip: null }
  | { verdict: { do: 'apply' }; seq: number; tip: string };

/** One connection in one document, as its room sees it. */
export interface Member {
  readonly user: PresenceUser;
  /** Null: a plain client. */
  readonly device: string | null;
  access: DocumentAccess;
  /** It has been shown everything up to here. A reader that is behind stays where it is until it reads again. */
  sentSeq: number;
  /** Client ids whose push was refused on this connection: what they sent after it cannot stand alone. */
  readonly blocked: Set<number>;
  /** How many refused updates of it were kept for the operator. */
  quarantined: number;
  /** The connection or the document was closed: nothing is sent any more, what is queued still counts. */
  closed: boolean;

  /** Shows committed rows. */
  show(rows: CommittedRows): void;
  /** Whether it has so much unread that content must wait. */
  behind(): boolean;
  /** Resolves when it may be sent content again, or is gone. */
  caughtUp(): Promise<void>;
  presence(frame: SharedFrame): void;
  /** The room is gone for it: not stored, removed, or not to be read any more. */
  leave(code: ErrorCode, reason: string, retryAfterMs: number): void;
}
