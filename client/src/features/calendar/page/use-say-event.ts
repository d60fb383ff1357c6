import { isDate, parseDate } from '@clapper/documents/calendar';
import { useCallback, useMemo } from 'react';
import { usePart } from '../../../app/store.ts';
import { useFollowedAt, useSayAt, type At } from '../../presence/index.ts';
import { atDay, atEvent, keyOfEvent } from '../session/at-event.ts';
import { type CalendarSession } from '../session/calendar-session.ts';
import type { Item } from '../views/item.ts';
import type { CalendarWords } from '../views/use-words.ts';

/** Tells the others which event is open here, or else which day is looked at; goes where the followed person is. */
export function useSayEvent(
  session: CalendarSession,
  byKey: ReadonlyMap<string, Item>,
  words: CalendarWords,
): void {
  const { opened, place } = session;
  const open = usePart(opened, (value) => (value?.show === 'event' ? value.key : null));
  const day = usePart(place, (value) => value.day);
  const item = open === null ? undefined : byKey.get(open);
  const title = item === undefined ? null : words.title(item.occurrence.event);
  useSayAt(
    useMemo<At>(
      () => (open !== null && title !== null ? atEvent(open, title) : atDay(day, words.monthDay(day))),
      [open, title, day, words],
    ),
  );
  useFollowedAt(
    'event',
    useCallback(
      (id) => {
        const key = keyOfEvent(id);
        const [event, date] = key.split('@');
        const found = session.calendar().events.find((one) => one.id === event);
        if (found === undefined) return;
        place.set({ ...place.get(), day: parseDate(date ?? found.when.start.slice(0, 10)) });
        // One comes along to look; the form they write in is theirs.
        opened.set(null);
      },
      [session, place, opened],
    ),
  );
  useFollowedAt(
    'day',
    useCallback(
      (id) => {
        if (isDate(id)) place.set({ ...place.get(), day: parseDate(id) });
      },
      [place],
    ),
  );
}
