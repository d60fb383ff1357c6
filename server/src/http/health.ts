import type { Storage } from '../storage/storage.ts';

/** An answer that takes longer is none for whoever watches. */
const PROBE_TIMEOUT_MS = 2_000;
/** Anybody may ask, and each probe is a write with fsync: one serves all who ask within a second. */
const PROBE_EVERY_MS = 1_000;

export interface Health {
  /** Null: it reads and stores. Otherwise why not. */
  check(): Promise<unknown>;
}

export function createHealth({ storage, now }: { storage: Storage; now: () => number }): Health {
  let last: { at: number; result: Promise<unknown> } | undefined;
  return {
    check() {
      if (last === undefined || now() - last.at >= PROBE_EVERY_MS) last = { at: now(), result: probe() };
      return last.result;
    },
  };

  async function probe(): Promise<unknown> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(
        () => reject(new Error(`no answer within ${PROBE_TIMEOUT_MS} ms`)),
        PROBE_TIMEOUT_MS,
      );
    });
    try {
      await Promise.race([Promise.all([storage.probe(now()), storage.accounts.count()]), late]);
      return null;
    } catch (error) {
      return error;
    } finally {
      clearTimeout(timer);
    }
  }
}
