import type { Logger } from '../environment.ts';
import type { Lead, LeadEvents } from './lead.ts';

/** A row that all tabs of a browser can read and write. */
export interface LeaseStore {
  /** Writes who leads until when, unless another does, and returns who leads then. */
  lease(by: string, until: number, unless: 'another leads' | 'never'): Promise<string>;
  endLease(by: string): Promise<void>;
}

/**
 * How long a lease counts without being renewed. Nobody waits that long: a tab that leads answers when it is
 * asked, and one that does not is passed over. It only keeps a tab that opens from not asking at all.
 */
const LEASE_MS = 6_000;

/** Plain http, where browsers withhold Web Locks: who stands in the lease leads. */
export function createLeaseLead(
  store: LeaseStore,
  tab: string,
  now: () => number,
  log: Logger,
  events: LeadEvents,
): Lead {
  let leads = false;
  let turn = 1;
  /** The turn in which the lead is being taken. Once more would only stand behind it, and on a slow disk nobody ever lead. */
  let taking = 0;

  function write(unless: 'another leads' | 'never'): void {
    const mine = ++turn;
    store.lease(tab, now() + LEASE_MS, unless).then(
      (holder) => settle(mine, holder === tab),
      (error: unknown) => {
        log.warn({ error }, 'device.leaseFailed');
        // Two that lead do no harm, none would.
        settle(mine, true);
      },
    );
  }

  function settle(of: number, leadsNow: boolean): void {
    if (of !== turn || leadsNow === leads) return;
    leads = leadsNow;
    if (leads) events.won();
    else events.lost();
  }

  return {
    wait() {
      if (!leads) write('another leads');
    },
    take() {
      if (leads || taking === turn) return;
      write('never');
      taking = turn;
    },
    renew() {
      if (leads) write('another leads');
    },
    release() {
      turn++;
      if (leads) store.endLease(tab).catch((error: unknown) => log.warn({ error }, 'device.leaseFailed'));
      leads = false;
    },
  };
}
