import type { ApiVersion } from '@clapper/protocol';

export interface Day {
  /** The local day, as `2026-11-27`: a key. */
  key: string;
  /** Its newest version. */
  at: number;
  /** 0 today, 1 yesterday. */
  ago: number;
  versions: ApiVersion[];
}

const DAY_MS = 86_400_000;

/** Versions by the day on which they were made, as the person's clock has it. */
export function byDay(versions: readonly ApiVersion[], now: number): Day[] {
  const days: Day[] = [];
  const today = midnight(now);
  for (const version of versions) {
    const at = Date.parse(version.created_at);
    const start = midnight(at);
    const date = new Date(start);
    const key = `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
    const last = days.at(-1);
    if (last?.key === key) last.versions.push(version);
    // Rounded: a day may be an hour longer or shorter.
    else days.push({ key, at, ago: Math.round((today - start) / DAY_MS), versions: [version] });
  }
  return days;
}

function midnight(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
