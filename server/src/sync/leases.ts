import { RETIRED_N } from '../storage/limits.ts';
import type { Lease } from '../storage/storage.ts';

/**
 * Who writes with which Yjs client id in one document (SPEC part LE). A row is written at an id's
 * first struct and kept for ever; until then a JOIN only reserves it, in memory: if the first struct
 * won, anybody could copy an id out of presence and lock its owner out.
 */
export class Leases {
  readonly #rows = new Map<number, Lease>();
  readonly #reserved = new Map<number, { user: string; holders: Set<object> }>();

  load(rows: readonly Lease[]): void {
    this.#rows.clear();
    for (const row of rows) this.#rows.set(row.clientId, row);
  }

  /** The user whose id it is, or null while nobody has it. */
  ownerOf(clientId: number): string | null {
    return this.#rows.get(clientId)?.user ?? this.#reserved.get(clientId)?.user ?? null;
  }

  /** The one check: whether this user may not write with this id. */
  isForeign(clientId: number, user: string): boolean {
    const owner = this.ownerOf(clientId);
    return owner !== null && owner !== user;
  }

  /** Of a history that was rolled back: nobody writes with it any more. */
  isRetired(clientId: number): boolean {
    return this.#rows.get(clientId)?.lastN === RETIRED_N;
  }

  /** The last push of this device with this id that was accepted; 0 before the first. */
  lastN(clientId: number, user: string, device: string): number {
    const row = this.#rows.get(clientId);
    return row !== undefined && row.user === user && row.device === device ? row.lastN : 0;
  }

  /** `holder` is the connection: its reservations end with it. */
  reserve(clientId: number, user: string, holder: object): void {
    const reserved = this.#reserved.get(clientId);
    if (reserved === undefined) this.#reserved.set(clientId, { user, holders: new Set([holder]) });
    else if (reserved.user === user) reserved.holders.add(holder);
  }

  release(clientId: number, holder: object): void {
    const reserved = this.#reserved.get(clientId);
    if (reserved === undefined) return;
    reserved.holders.delete(holder);
    if (reserved.holders.size === 0) this.#reserved.delete(clientId);
  }

  /** Notes in memory what the commit under way will write; a commit that fails drops the whole room. */
  record(lease: Lease): void {
    const row = this.#rows.get(lease.clientId);
    // The first writer keeps the id.
    if (row === undefined) this.#rows.set(lease.clientId, lease);
    else this.#rows.set(lease.clientId, { ...row, lastN: Math.max(row.lastN, lease.lastN) });
  }

  has(clientId: number): boolean {
    return this.#rows.has(clientId);
  }
}
