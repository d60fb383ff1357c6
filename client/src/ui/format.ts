import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface Format {
  /** 14:02 */
  clock(at: number): string;
  /** Today's by the clock, this year's by the day, older with the year. */
  when(at: number): string;
  /** Fri 27 Nov, also of `2026-11-27`. */
  date(at: number | string): string;
  /** Today, yesterday, else the date. */
  day(at: number): string;
  /** Just now, 3 min ago, yesterday. */
  ago(at: number): string;
  bytes(count: number): string;
  number(value: number): string;
  list(names: readonly string[]): string;
}

/** Dates, numbers and lists as the language writes them. */
export function useFormat(): Format {
  const { t, i18n } = useTranslation();
  return useMemo(() => formatOf(i18n.language, { justNow: t('justNow') }), [i18n.language, t]);
}

/** `Intl` knows no "just now": in the first minute it would say "this minute", in Korean "현재 분". */
export function formatOf(language: string, { justNow }: { justNow: string }): Format {
  // English dates are written day first, as on a call sheet.
  const locale = language === 'ko' ? 'ko-KR' : 'en-GB';
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short' });
  const full = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  const number = new Intl.NumberFormat(locale);
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const sameYear = (date: Date) => date.getFullYear() === new Date().getFullYear();
  function dateOf(at: number | string): string {
    // A date without a time is the same day everywhere.
    const date = typeof at === 'string' ? new Date(`${at.slice(0, 10)}T12:00:00`) : new Date(at);
    if (Number.isNaN(date.getTime())) return '';
    return (sameYear(date) ? weekday : full).format(date);
  }

  return {
    clock: (at) => clock.format(at),
    when(at) {
      const date = new Date(at);
      if (date.toDateString() === new Date().toDateString()) return clock.format(date);
      return (sameYear(date) ? day : full).format(date);
    },
    date: dateOf,
    day(at) {
      const midnight = (time: number) => new Date(time).setHours(0, 0, 0, 0);
      // Days around a change of clocks are 23 or 25 hours long.
      const days = Math.round((midnight(at) - midnight(Date.now())) / DAY);
      if (days !== 0 && days !== -1) return dateOf(at);
      const name = relative.format(days, 'day');
      return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
    },
    ago(at) {
      const distance = Date.now() - at;
      // Also what another clock that runs ahead calls the future.
      if (distance < MINUTE) return justNow;
      if (distance < HOUR) return relative.format(-Math.floor(distance / MINUTE), 'minute');
      if (distance < DAY) return relative.format(-Math.floor(distance / HOUR), 'hour');
      if (distance < 7 * DAY) return relative.format(-Math.round(distance / DAY), 'day');
      return (sameYear(new Date(at)) ? day : full).format(at);
    },
    bytes(count) {
      const [value, unit] =
        count < 1e6
          ? [count / 1e3, 'kilobyte']
          : count < 1e9
            ? [count / 1e6, 'megabyte']
            : [count / 1e9, 'gigabyte'];
      return new Intl.NumberFormat(locale, {
        style: 'unit',
        unit,
        maximumFractionDigits: value < 10 ? 1 : 0,
      }).format(value);
    },
    number: (value) => number.format(value),
    list: (names) => list.format(names),
  };
}
