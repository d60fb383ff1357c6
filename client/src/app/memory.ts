/**
 * Small things this browser keeps between visits. Storage may be blocked: then nothing is remembered,
 * and nothing fails.
 */
const PREFIX = 'clapper.';

export type MemoryKey =
  | 'language'
  | 'scheme'
  /** Who was signed in: id and name, no token. */
  | 'me'
  | 'insecureNoticeSeen'
  | 'renewing'
  /** Who allowed this browser to be woken for them. */
  | 'push'
  /** A sign-out that the server has not heard of yet. */
  | 'logout'
  /** `people.<project>`: whom one has been told about. */
  | `people.${string}`
  /** `draft.<user>.<project>.<place>`: words that were not sent yet. */
  | `draft.${string}`
  /** `find.<user>.<project>`: what one went to lately. */
  | `find.${string}`
  /** `files.<user>`: how many were not on the server yet. */
  | `files.${string}`
  /** `measures.<user>`: how good the way to the server was. */
  | `measures.${string}`
  /** `guest.<link>`: who came through it at this browser, and what it opens; no token. */
  | `guest.${string}`
  | 'presence.hideCursor'
  /** `here.<user>.<project>`: when one was last there with the server, and since when one had been away. */
  | `here.${string}`
  /** Preferences of a page: `board.columns`, `plan.fold.<project>`. */
  | `${'plan' | 'board' | 'calendar' | 'drawing' | 'review'}.${string}`;

export function recall(key: MemoryKey): string | null {
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}

/** What stands behind `prefix` in the names of what is remembered. */
export function rememberedUnder(prefix: string): string[] {
  try {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(PREFIX + prefix));
    return names.map((name) => name.slice((PREFIX + prefix).length));
  } catch {
    return [];
  }
}

/** Null forgets. Returns whether it was kept. */
export function remember(key: MemoryKey, value: string | null): boolean {
  try {
    if (value === null) localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, value);
    return true;
  } catch {
    return false;
  }
}

/** Tells when another tab of this browser changed it. */
export function onRemembered(key: MemoryKey, listener: (value: string | null) => void): () => void {
  const hear = (event: StorageEvent) => {
    if (event.key === PREFIX + key) listener(event.newValue);
  };
  window.addEventListener('storage', hear);
  return () => window.removeEventListener('storage', hear);
}
