/** Where a browser lets itself be woken, and what to encrypt with. */
export interface PushSubscription {
  session: string;
  endpoint: string;
  /** The browser's public key and secret, base64url. */
  p256dh: string;
  auth: string;
  createdAt: number;
}

/** What this server signs with, base64url: browsers remember who they subscribed to. */
export interface PushKeys {
  publicKey: string;
  privateKey: string;
}

export interface PushSubscriptions {
  /** [ST97] A session has one, and an endpoint belongs to one session: the last. */
  keep(subscription: PushSubscription): Promise<void>;
  /** [ST98] Those of a person's live sessions, oldest first: a session that ended has none. */
  of(user: string, now: number): Promise<PushSubscription[]>;
  drop(session: string): Promise<void>;
  dropEndpoint(endpoint: string): Promise<void>;
  /** [ST99] The keys that were given first, for ever. */
  keys(candidate: PushKeys): Promise<PushKeys>;
}
