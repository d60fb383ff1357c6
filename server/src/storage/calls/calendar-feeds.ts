/** The address at which other programs read the calendar of a project as one of its members. */
export interface CalendarFeed {
  project: string;
  user: string;
  /** Of the secret that stands in the address. */
  secretHash: string;
  createdAt: number;
}

export interface CalendarFeeds {
  /**
   * [ST80] Gives a member a feed of a project, in the place of the one there was: returns whose secret (by hash) opens
   * nothing any more. NOT_FOUND for who is no member.
   */
  set(feed: CalendarFeed): Promise<string | null>;
  get(project: string, user: string): Promise<CalendarFeed | null>;
  /** [ST81] The feed that a secret (by hash) opens; null when it opens nothing, or its person is not active. */
  find(secretHash: string): Promise<CalendarFeed | null>;
  /**
   * Takes it away, and returns its secret (by hash).
   * [ST82] It goes with the membership, and does not come back with it.
   */
  remove(project: string, user: string): Promise<string | null>;
  /** Takes it away from whomever this secret (by hash) belongs to. */
  forget(secretHash: string): Promise<void>;
}
