const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long something took, in one figure: 40 min, 3.5 hrs, 12 days. */
export function durationOf(ms: number, language: string): string {
  const [value, unit] =
    // What would be said as sixty minutes is an hour.
    ms < HOUR - MINUTE / 2
      ? [Math.max(1, ms / MINUTE), 'minute']
      : ms < 2 * DAY
        ? [ms / HOUR, 'hour']
        : [ms / DAY, 'day'];
  return new Intl.NumberFormat(language === 'ko' ? 'ko-KR' : 'en-GB', {
    style: 'unit',
    unit,
    unitDisplay: unit === 'day' ? 'long' : 'short',
    maximumFractionDigits: unit === 'minute' || value >= 10 ? 0 : 1,
  }).format(value);
}
