/**
 * Seeds that failed once, each with its story: `npm test -- convergence` runs them every time, before the others.
 * A new one is added with the fix, in one line that says what went wrong.
 */
export const FAILED_SEEDS: readonly number[] = [
  // On a starved machine, never alone; each of two things ends like it. IndexedDB did not answer in 8 s: the device opened
  // again without the edits that lay there unsent, and called that a browser that keeps nothing. It says what it is now, and
  // so does signing out [DV14]. Or another world's server stood at the port that this one's had left for a moment, and
  // knew of no such document: ports of servers that come back are nobody else's now (`ports.ts`).
  856,
];

/** The same of `repair-random.test.ts`. */
export const FAILED_REPAIRS: readonly number[] = [
  // A document was read anew while its join was under way, and joined again: the first answer was taken for the
  // second's, what was pushed upon it was never answered, and nothing was pushed any more.
  1162,
  2436,
  // On a starved machine, never alone: a tab was not current any more. So it ends where a tab joins again while its
  // push is on the way: the answer counted as shown to it, and it never got its own row [TB5].
  503,
];

/** The same of `inspect.test.ts`. */
export const FAILED_INSPECTIONS: readonly number[] = [];

/** And of `guard.test.ts`. */
export const FAILED_GUARDS: readonly number[] = [
  // A stage that was made without its page passed, and no editor could open it.
  225,
  // A shot was made without its texts, which no field demands, and the story typed into one.
  220,
];
