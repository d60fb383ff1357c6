import { isDate, parseDate } from '@clapper/documents/calendar';
import { useSearch } from '@tanstack/react-router';
import { useLayoutEffect, useRef } from 'react';
import { restoreEvents, type CalendarEvent } from '@clapper/documents';
import { useTranslation } from 'react-i18next';
import { focusEvent } from '../form/EventPanel.tsx';
import { showToast } from '../../../ui/toast.tsx';
import { useAsked } from '../../../app/asked.ts';
import { useAskedThreadId } from '../../threads/permalink.ts';
import { useTalk } from '../../threads/talk-session.tsx';
import type { CalendarSession } from '../session/calendar-session.ts';
import { CALENDAR_ORIGIN } from '../session/undo.ts';
import { VIEWS } from '../views/span.ts';

/**
 * What a link asks for is shown once each time: `?event=` turns to an event (or with `@date` to one day of a series) and opens
 * it, `?thread=` to the event that is talked about, `?day=` and `?view=` turn to a day. Of one that was deleted it says so.
 */
export function useAskedFor(session: CalendarSession): void {
  const { event, day, view } = useSearch({ strict: false }) as Partial<Record<string, unknown>>;
  const askedThread = useAskedThreadId();
  const anchor = useTalk()?.talk.threads.find(({ id }) => id === askedThread)?.anchor;
  const asked = event ?? (anchor?.type === 'event' ? anchor.event : undefined);
  const { place } = session;
  const { t } = useTranslation('calendar');
  const sayDeleted = ({ id, title }: CalendarEvent) => {
    const { doc, me, now, undo, writable } = session;
    const run = () => undo.step(() => restoreEvents(doc, [id], { by: me.id, at: now() }, CALENDAR_ORIGIN));
    const message = t('toast.wasDeleted', { title: title || t('untitled') });
    showToast({ message, ...(writable ? { action: { label: t('toast.restore'), run } } : {}) });
  };
  const times = useAsked();
  const turnedTo = useRef<string | null>(null);
  const shown = useRef<string | null>(null);
  useLayoutEffect(() => {
    const turn = JSON.stringify([day, view]);
    if (turnedTo.current === turn) return;
    turnedTo.current = turn;
    const known = VIEWS.find((one) => one === view);
    if (known !== undefined) place.set({ ...place.get(), view: known });
    if (typeof day === 'string' && isDate(day)) place.set({ ...place.get(), day: parseDate(day) });
  }, [place, day, view]);
  useLayoutEffect(() => {
    const request = `${times} ${String(asked)}`;
    if (typeof asked !== 'string' || shown.current === request) return;
    // Until it is here it is looked for whenever the page is drawn.
    if (show(session, asked, sayDeleted)) shown.current = request;
  });
}

function show(session: CalendarSession, asked: string, sayDeleted: (event: CalendarEvent) => void): boolean {
  const [id, date] = asked.split('@');
  const { events, deleted } = session.calendar();
  // The first of a series may be gone, and what was said of it holds for those that follow it.
  const event = events.find((one) => one.id === id) ?? events.find(({ series }) => series === id);
  const gone = event === undefined ? deleted.find((one) => one.id === id) : undefined;
  if (gone !== undefined) {
    sayDeleted(gone);
    return true;
  }
  if (event === undefined) return false;
  const start = date !== undefined && isDate(date) ? date : event.when.start.slice(0, 10);
  const key = event.repeats === null ? event.id : `${event.id}@${start}`;
  session.place.set({ ...session.place.get(), day: parseDate(start) });
  session.opened.set({ show: 'event', key });
  focusEvent(key);
  return true;
}
