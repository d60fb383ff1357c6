import type { EventType, When } from '@clapper/documents';
import { DAY_MS } from './days.ts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Facts } from './facts.ts';
import type { Item } from './item.ts';

/** How the page says days, hours and events, in the language it is shown in. */
export interface CalendarWords {
  title(event: { title: string }): string;
  type(type: EventType): string;
  /** 14:00; also of minute 1440. */
  clock(minute: number): string;
  /** 12 Nov, 11월 12일 */
  monthDay(day: number): string;
  weekday(day: number, style: 'short' | 'narrow'): string;
  /** The name of a button that shows a day as `written`. */
  openDay(written: string, day: number): string;
  /** Thursday, 12 November 2026 */
  fullDay(day: number): string;
  /** "Thu 12 Nov" */
  shortDay(day: number): string;
  month(day: number): string;
  /** "12 – 18 Nov 2026"; where there is little room, without the year. */
  days(from: number, last: number, brief?: boolean): string;
  /** "Thu 12 Nov, 14:00 – 16:00", as it stands on the page. */
  time(item: Pick<Item, 'first' | 'last' | 'startMinute' | 'endMinute' | 'occurrence'>): string;
  when(when: When): string;
  /** "Days 1–2 of 7"; null: it is no day of the shoot. */
  shootDay(item: Item, facts: Facts): string | null;
  call(time: string): string;
  /** What stands on it, and everything else about it in a sentence, for whoever does not see the page. */
  spoken(item: Item, facts: Facts, threads: { open: number; unread: number }): string;
}

export function useWords(): CalendarWords {
  const { t, i18n } = useTranslation('calendar');
  const { language } = i18n;
  return useMemo(() => {
    // English dates are written day first, as on a call sheet.
    const locale = language === 'ko' ? 'ko-KR' : 'en-GB';
    const format = (options: Intl.DateTimeFormatOptions) => {
      const formatter = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
      return (day: number) => formatter.format(day * DAY_MS);
    };
    const monthDay = format({ month: language === 'ko' ? 'long' : 'short', day: 'numeric' });
    const shortDay = format({
      month: language === 'ko' ? 'long' : 'short',
      day: 'numeric',
      weekday: 'short',
    });
    const fullDay = format({ dateStyle: 'full' });
    const month = format({ year: 'numeric', month: 'long' });
    const short = format({ weekday: 'short' });
    const narrow = format({ weekday: 'narrow' });
    const dayAndMonth = { month: language === 'ko' ? 'long' : 'short', day: 'numeric' } as const;
    const range = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', year: 'numeric', ...dayAndMonth });
    const briefRange = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...dayAndMonth });
    const clock = (minute: number) => {
      const two = (value: number) => `${value}`.padStart(2, '0');
      return `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`;
    };
    const title = (event: { title: string }) => event.title || t('untitled');
    const time: CalendarWords['time'] = ({ first, last, startMinute, endMinute, occurrence }) => {
      if (occurrence.when.allDay)
        return first === last ? shortDay(first) : `${shortDay(first)} – ${shortDay(last)}`;
      const from = `${shortDay(first)} ${clock(startMinute)}`;
      if (first !== last) return `${from} – ${shortDay(last)} ${clock(endMinute)}`;
      return startMinute === endMinute ? from : `${from} – ${clock(endMinute)}`;
    };
    const shootDay: CalendarWords['shootDay'] = (item, facts) => {
      const day = facts.shootDayOf(item.occurrence);
      if (day === null) return null;
      return day.first === day.last
        ? t('shootDay.one', { day: day.first, of: day.of })
        : t('shootDay.several', { first: day.first, last: day.last, of: day.of });
    };
    const words: CalendarWords = {
      title,
      type: (type) => t(`type.${type}`),
      clock,
      monthDay,
      weekday: (day, style) => (style === 'short' ? short : narrow)(day),
      openDay: (written, day) => `${written}, ${t('day.open', { day: fullDay(day) })}`,
      fullDay,
      shortDay,
      month,
      days: (from, last, brief = false) =>
        (brief ? briefRange : range).formatRange(from * DAY_MS, last * DAY_MS),
      time,
      when: (when) => {
        const day = (text: string) => shortDay(Date.parse(`${text.slice(0, 10)}T00:00Z`) / DAY_MS);
        if (when.allDay) {
          const last = Date.parse(`${when.end}T00:00Z`) / DAY_MS - 1;
          const first = day(when.start);
          return first === shortDay(last) ? first : `${first} – ${shortDay(last)}`;
        }
        return `${day(when.start)} ${when.start.slice(11)}`;
      },
      shootDay,
      call: (at) => t('call', { time: at }),
      spoken(item, facts, threads) {
        const { event, date } = item.occurrence;
        // Whoever speaks to the computer says what they read: it begins with that, in the same order.
        const written = [
          item.bar ? null : clock(item.startMinute),
          title(event),
          shootDay(item, facts),
          event.callTime === null ? null : words.call(event.callTime),
          event.location === '' ? null : event.location,
        ];
        const booked = facts.bookingsOf(item.key).map(({ name }) => name);
        return [
          written.filter((part) => part !== null).join(' '),
          words.type(event.type),
          time(item),
          event.status === 'tentative' ? t('status.tentative') : null,
          date === null ? null : t('repeats'),
          event.proposals.length > 0 ? t('conflict') : null,
          threads.open === 0 ? null : t('threads', { count: threads.open }),
          threads.unread === 0 ? null : t('threads.unread', { count: threads.unread }),
          booked.length === 0 ? null : t('booked', { names: booked.join(', ') }),
        ]
          .filter((part) => part !== null)
          .join(', ');
      },
    };
    return words;
  }, [t, language]);
}
