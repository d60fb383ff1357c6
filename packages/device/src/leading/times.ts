/** Times of who leads, each with its reason; tests pass shorter ones. */
export const LEADING_TIMES = {
  /** Between two looks. A hidden tab is given fewer by its browser; that does no harm, answers come at once. */
  lookMs: 1_000,
  /** A tab that leads answers in milliseconds; one that does not for so long is frozen, or was ended. */
  answerMs: 3_000,
  /** After a goodbye, or where the lease may be that of this very page before it was reloaded. */
  shortAnswerMs: 300,
  /** Looked at for so long while the tab that leads is hidden, and the lead moves here: not at every flick through the tabs. */
  hiddenMs: 1_000,
  /** A connection that is to take over and does not come up is given up: the one there is may be no worse. */
  riseMs: 5_000,
  /** Tabs that are not heard of for so long are looked for. */
  silentMs: 5_000,
};
export type LeadingTimes = typeof LEADING_TIMES;
