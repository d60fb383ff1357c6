import type { Version } from '../storage/storage.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How long versions stay. What somebody named stays for ever. */
export const RETENTION = {
  /** All of the last day: what somebody wants back is mostly what was there an hour ago. */
  allMs: DAY_MS,
  /** Then the last one of each hour, for a week. */
  hourlyMs: 7 * DAY_MS,
  /** Then the last one of each day, for a year. */
  dailyMs: 365 * DAY_MS,
  /** Nameless versions of one document together: each holds it whole, and a large one would fill the disk in a day. */
  maxBytes: 64 * 1024 * 1024,
  /** Named ones of a document: nobody can look through more, and they are never thinned out. */
  maxNamed: 200,
} as const;

/** The versions that have served their time. `versions` are one document's, newest first. */
export function superseded(versions: readonly Version[], now: number): string[] {
  const seen = new Set<string>();
  const gone: string[] = [];
  let bytes = 0;
  for (const version of versions.filter(({ name }) => name === null)) {
    const slot = slotOf(version, now);
    const isKept = slot !== null && !seen.has(slot);
    // The newest always stays, however large it is.
    if (!isKept || (bytes > 0 && bytes + version.bytes > RETENTION.maxBytes)) {
      gone.push(version.id);
      continue;
    }
    seen.add(slot);
    bytes += version.bytes;
  }
  return gone;
}

/** Of several in one slot the newest stays; null: too old for any. */
function slotOf({ id, createdAt }: Version, now: number): string | null {
  const age = now - createdAt;
  if (age <= RETENTION.allMs) return id;
  if (age <= RETENTION.hourlyMs) return `hour ${Math.floor(createdAt / HOUR_MS)}`;
  if (age <= RETENTION.dailyMs) return `day ${Math.floor(createdAt / DAY_MS)}`;
  return null;
}
