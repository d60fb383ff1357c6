/** What is known of a refresh token when somebody presents it. */
export interface TokenFacts {
  replacedAt: number | null;
  /** Whether a token that was given in exchange for it has been exchanged itself. */
  successorUsed: boolean;
}

/**
 * Whether a token may still be exchanged. The previous one stays good until the new one was used, at
 * most `graceMs`: two tabs refresh at once, an answer gets lost. Later it is reuse: two hold the token.
 */
export function judgeToken(
  { replacedAt, successorUsed }: TokenFacts,
  now: number,
  graceMs: number,
): 'good' | 'reused' {
  if (replacedAt === null) return 'good';
  return !successorUsed && now - replacedAt <= graceMs ? 'good' : 'reused';
}
