import type { Environment } from './environment.ts';

/** What a person types needs room too: the background leaves them this much. */
export const RESERVE_BYTES = 32 * 1024 * 1024;

/** Whether so many bytes more leave enough of this browser's storage. One that does not tell is asked by writing. */
export async function hasRoom(storage: Environment['storageManager'], bytes: number): Promise<boolean> {
  const { quota, usage } = (await storage?.estimate?.().catch(() => null)) ?? {};
  return quota === undefined || usage === undefined || quota - usage > bytes + RESERVE_BYTES;
}
