const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** One, two, four minutes, then by and by less often. */
const FIRST_RETRY_MS = MINUTE_MS;
const MAX_RETRY_MS = 4 * HOUR_MS;
/** An outage over a weekend loses nothing; after that it is no news. */
const GIVE_UP_MS = 3 * 24 * HOUR_MS;

/** What a mail server, or the way to it, said. */
export interface MailFailure {
  /** Its reply's number, if it answered at all. */
  responseCode: number | undefined;
  /** What it answered to: `RCPT TO`, `DATA`, `AUTH PLAIN`, … */
  command: string | undefined;
}

export type AfterFailure = { do: 'retry'; at: number } | { do: 'giveUp' };

/**
 * A refusal of this recipient or of this mail is final; everything else (no answer, a busy server, wrong credentials that
 * the operator will correct) is tried again, less and less often.
 */
export function afterFailure(
  { responseCode, command }: MailFailure,
  { attempts, createdAt }: { attempts: number; createdAt: number },
  now: number,
): AfterFailure {
  const refused = responseCode !== undefined && responseCode >= 550 && responseCode < 560;
  const aboutThisMail = command === 'RCPT TO' || command === 'DATA';
  if ((refused && aboutThisMail) || now - createdAt >= GIVE_UP_MS) return { do: 'giveUp' };
  return { do: 'retry', at: now + Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts, 20)) };
}
