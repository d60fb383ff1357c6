import type { Backend } from '../transactions.ts';
import type { LeaseStore } from './lease-lead.ts';

interface Lease {
  by: string;
  until: number;
}

const NAME = 'lead';

/** The lease as one row of the settings. Nothing of a person's is in it: that it cannot be written is no trouble of theirs. */
export function createLeaseRow(backend: Backend, now: () => number): LeaseStore {
  return {
    lease: (by, until, unless) =>
      backend.write(['settings'], 'relaxed', async (tx) => {
        const row = await tx.get('settings', NAME);
        const held = row === undefined ? null : (JSON.parse(row.value) as Lease);
        if (unless === 'another leads' && held !== null && held.by !== by && held.until > now())
          return held.by;
        await tx.put('settings', { name: NAME, value: JSON.stringify({ by, until } satisfies Lease) });
        return by;
      }),
    endLease: (by) =>
      backend.write(['settings'], 'relaxed', async (tx) => {
        const row = await tx.get('settings', NAME);
        if (row !== undefined && (JSON.parse(row.value) as Lease).by === by)
          await tx.delete('settings', NAME);
      }),
  };
}
