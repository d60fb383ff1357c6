import type { MailFrequency } from '@clapper/documents';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** Before people begin to work. */
const DAILY_HOUR = 9;
/** What was not told by then (no mail server, an outage) is no news any more. */
const STALE_MS = 3 * DAY_MS;

/** What becomes of a notification that waits to be mailed. */
export type MailPlan = { do: 'tell' } | { do: 'drop' } | { do: 'wait'; until: number };

export interface MailFacts {
  /** When it happened last. */
  at: number;
  /** When it was to be looked at: a burst that goes on does not put it off. */
  dueAt: number;
  frequency: MailFrequency;
  zone: string;
  settled: boolean;
}

/** Nothing that was read meanwhile, and the rest when its person wants it. */
export function planMail({ at, dueAt, frequency, zone, settled }: MailFacts, now: number): MailPlan {
  if (settled || frequency === 'off' || now - at > STALE_MS) return { do: 'drop' };
  const until = tellingTime(dueAt, frequency, zone);
  return until <= now ? { do: 'tell' } : { do: 'wait', until };
}

function tellingTime(from: number, frequency: Exclude<MailFrequency, 'off'>, zone: string): number {
  switch (frequency) {
    case 'instant':
      return from;
    case 'hourly':
      return Math.ceil(from / HOUR_MS) * HOUR_MS;
    case 'daily':
      return nextMorning(from, zone);
    default:
      return frequency satisfies never;
  }
}

/** The first 9:00 in the zone that is not before `from`. */
export function nextMorning(from: number, zone: string): number {
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  /** What a clock in the zone shows, as if it were UTC. */
  const shown = (time: number): number => {
    const parts = Object.fromEntries(
      clock.formatToParts(time).map(({ type, value }) => [type, Number(value)]),
    ) as Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>;
    return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second);
  };
  const day = Math.floor(shown(from) / DAY_MS) * DAY_MS;
  for (let after = 0; after < 3; after++) {
    const wanted = day + after * DAY_MS + DAILY_HOUR * HOUR_MS;
    // Two steps find it across a change of the clock: the first may have taken the offset of the other side.
    let time = wanted - (shown(wanted) - wanted);
    time = wanted - (shown(time) - time);
    if (time >= from) return time;
  }
  return from + DAY_MS;
}
