import type { DocumentAccess, ErrorCode, PresenceUser } from '@clapper/protocol';
import type { Verdict } from './judge.ts';

/** Rows that were committed together, as everybody else sees them: each frame is encoded once. */
export interface CommittedRows {
  readonly to: number;
  /** `ROWS` for devices. */
  deviceFrame(): Uint8Array;
  /** A sync update for plain clients. */
  plainFrame(): Uint8Array;
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

  /** Shows committed rows; a reader that is behind skips them. */
  show(rows: CommittedRows): void;
  /** Whether document content should be sent at all just now. */
  behind(): boolean;
  presence(frame: Uint8Array): void;
  /** The room is gone for it: not stored, removed, or not to be read any more. */
  leave(code: ErrorCode, reason: string, retryAfterMs: number): void;
}
