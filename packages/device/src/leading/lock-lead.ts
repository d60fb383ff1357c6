import type { Locks, Logger } from '../environment.ts';
import type { Lead, LeadEvents } from './lead.ts';

/** Who holds the Web Lock leads: the browser gives it to the next in line the moment its tab is gone. */
export function createLockLead(locks: Locks, name: string, log: Logger, events: LeadEvents): Lead {
  /** The one request that counts; what became of others is nobody's business any more. */
  let current: { abort: AbortController | null; letGo: (() => void) | null } | null = null;

  function request(abort: AbortController | null): void {
    const mine = { abort, letGo: null as (() => void) | null };
    current = mine;
    const hold = (): Promise<void> =>
      new Promise((resolve) => {
        if (current !== mine) return resolve();
        mine.letGo = resolve;
        events.won();
      });
    locks
      .request(name, abort === null ? { steal: true } : { signal: abort.signal }, hold)
      .catch((error: unknown) => {
        if (current !== mine) return;
        current = null;
        if (mine.letGo === null) log.error({ error }, 'device.leadFailed');
        else events.lost();
      });
  }

  function leave(): void {
    const left = current;
    current = null;
    left?.letGo?.();
    left?.abort?.abort();
  }

  return {
    wait() {
      if (current === null) request(new AbortController());
    },
    take() {
      // Holding it, or taking it already.
      if (current !== null && (current.abort === null || current.letGo !== null)) return;
      leave();
      request(null);
    },
    renew: () => undefined,
    release: leave,
  };
}
