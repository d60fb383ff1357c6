import { ERRORS, type ErrorCode } from '@clapper/protocol';

/** What a document does about a refused push. */
export type PushVerdict =
  /** The server lacks something this builds on: another tab's edit, or a push that is still to come. */
  | 'gap'
  /** It will take it later. */
  | 'wait'
  /** It will never take it: the edit leaves the document and is kept for the person. */
  | 'refuse'
  /** It will take nothing more of this document: so does everything that waits. */
  | 'rebuild'
  /** The document has another history now: ask for it. */
  | 'rejoin'
  /** This version of the app cannot write it; a newer one will push it as it is. */
  | 'hold';

export function judgeRefusedPush(code: ErrorCode, retry: boolean): PushVerdict {
  if (code === 'GAP') return 'gap';
  if (code === 'EPOCH') return 'rejoin';
  if (code === 'CLIENT_TOO_OLD' || code === 'UNAUTHENTICATED') return 'hold';
  if (code === 'FORBIDDEN' || code === 'NOT_FOUND') return 'rebuild';
  return retry ? 'wait' : 'refuse';
}

/** What it means that a document is refused as a whole, at joining or later. */
export type DocumentVerdict =
  /** For good: the copy stays readable, what was not sent becomes a kept edit. */
  | 'gone'
  /** Come back later. Never means denied, never means empty. */
  | 'later'
  /** Not with this version or this sign-in: what was not sent waits. */
  | 'hold'
  | 'rejoin'
  /** What it would push is written with an id that is somebody else's. */
  | 'rebuild';

export function judgeRefusedDocument(code: ErrorCode): DocumentVerdict {
  if (code === 'NOT_FOUND' || code === 'FORBIDDEN') return 'gone';
  if (code === 'EPOCH') return 'rejoin';
  if (code === 'CLIENT_ID_REUSED') return 'rebuild';
  return ERRORS[code].retry ? 'later' : 'hold';
}

/** Grows from `first` to `most`, spread over the upper half so that devices do not come at once. */
export function backoff(attempt: number, first: number, most: number, random: () => number): number {
  const ceiling = Math.min(most, first * 2 ** Math.min(attempt, 20));
  return ceiling * (0.5 + random() / 2);
}
