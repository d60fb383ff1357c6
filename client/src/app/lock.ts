/**
 * One at a time over all tabs of this browser: by Web Locks, and on plain http, where browsers withhold
 * them, by a short lease in shared storage.
 */
export interface LeaseStorage {
  get(): string | null;
  /** False: storage is blocked; then every tab is on its own. */
  set(value: string | null): boolean;
}

/** Longer than a request may take, so that a lease ends by itself only when its tab is gone. */
const LEASE_MS = 25_000;
/** Two tabs that wrote at the same moment see after this who wrote last. */
const SETTLE_MS = 40;
const LOOK_AGAIN_MS = 120;

export async function oneAtATime<T>(
  name: string,
  run: () => Promise<T>,
  {
    locks,
    storage,
    now = Date.now,
  }: { locks: LockManager | null; storage: LeaseStorage; now?: () => number },
): Promise<T> {
  if (locks !== null) return locks.request(name, run);
  const me = `${now()}.${Math.random()}`;
  if (!(await takeLease(me, storage, now))) return run();
  try {
    return await run();
  } finally {
    if (holder(storage, now) === me) storage.set(null);
  }
}

async function takeLease(me: string, storage: LeaseStorage, now: () => number): Promise<boolean> {
  for (;;) {
    const holding = holder(storage, now);
    if (holding === me) return true;
    if (holding !== null) {
      await pause(LOOK_AGAIN_MS);
      continue;
    }
    if (!storage.set(JSON.stringify({ holder: me, until: now() + LEASE_MS }))) return false;
    await pause(SETTLE_MS);
  }
}

function holder(storage: LeaseStorage, now: () => number): string | null {
  try {
    const lease = JSON.parse(storage.get() ?? 'null') as { holder?: unknown; until?: unknown } | null;
    if (typeof lease?.holder !== 'string' || typeof lease.until !== 'number') return null;
    return lease.until > now() ? lease.holder : null;
  } catch {
    return null; // not ours: as if nobody held it
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
