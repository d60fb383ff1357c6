import { parseDate, wallOf } from '@clapper/documents/calendar';
import { useEffect, useRef } from 'react';
import { nudgedWhen, SNAP_MINUTES, stretchedWhen } from '../drag/dragged-when.ts';
import { focusEvent } from '../form/EventPanel.tsx';
import type { CalendarSession } from '../session/calendar-session.ts';
import type { Gestures } from '../session/use-gestures.ts';
import { turned } from '../views/span.ts';
import { focusConflict } from '../together/ConflictCards.tsx';
import { calendarKey, type CalendarKey } from './calendar-key.ts';

/** `G`, then a letter, goes to another page: that letter is not ours. */
const SECOND_KEY_WITHIN_MS = 1_200;

interface CalendarKeysOptions {
  session: CalendarSession;
  gestures: Gestures;
  add: () => void;
  search: () => void;
}

/** The keys of the page. None fires while somebody types, composes or answers a dialog. */
export function useCalendarKeys(options: CalendarKeysOptions): void {
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  useEffect(() => {
    let goPressedAt = Number.NEGATIVE_INFINITY;
    const press = (event: KeyboardEvent) => {
      if (!isFree(event)) return;
      const second = event.timeStamp - goPressedAt < SECOND_KEY_WITHIN_MS;
      goPressedAt = event.code === 'KeyG' ? event.timeStamp : Number.NEGATIVE_INFINITY;
      const key = second ? null : calendarKey(event);
      if (key !== null && run(key, latest.current)) event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}

function isFree(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return false;
  const target = event.target instanceof Element ? event.target : null;
  return (
    target?.closest(
      'input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable], [role="dialog"], [role="menu"], [role="listbox"]',
    ) == null
  );
}

/** Whether the key did something. */
function run(key: CalendarKey, { session, gestures, add, search }: CalendarKeysOptions): boolean {
  const { place, undo, writable } = session;
  const { view, day } = place.get();
  const item = focusedItem(session);
  switch (key.do) {
    case 'create':
      if (writable) add();
      return writable;
    case 'view':
      place.set({ view: key.view, day });
      return true;
    case 'turn':
      place.set({ view, day: turned(view, day, key.by) });
      return true;
    case 'today':
      place.set({ view, day: parseDate(wallOf(session.now(), session.zone())) });
      return true;
    case 'search':
      search();
      return true;
    case 'undo':
      return writable && undo.undo();
    case 'redo':
      return writable && undo.redo();
    case 'edit':
      if (item === null) return false;
      session.opened.set({ show: 'event', key: item.key });
      return true;
    case 'decide':
      return focusConflict();
    case 'copy': {
      if (item === null || !writable) return false;
      const { occurrence } = item;
      const copied = gestures.copy(occurrence, occurrence.when);
      // From there Alt and an arrow put it where it is to be.
      if (copied !== null) focusEvent(copied);
      return true;
    }
    case 'remove':
      if (item === null || !writable) return false;
      gestures.remove(item.occurrence);
      return true;
    case 'move':
    case 'stretch': {
      if (item === null || !writable) return false;
      // Up and down there are other people, not other days.
      if (view === 'people' && key.x === 0) return false;
      const byHours = (view === 'week' || view === 'day') && !item.bar;
      const days = key.x + (byHours ? 0 : view === 'month' ? 7 * key.y : key.y);
      const minutes = byHours ? key.y * SNAP_MINUTES : 0;
      const { when } = item.occurrence;
      const change = key.do === 'move' ? nudgedWhen : stretchedWhen;
      gestures.edit(item.occurrence, { when: change(when, days, minutes) });
      focusEvent(item.key);
      return true;
    }
    default:
      return key satisfies never;
  }
}

function focusedItem({ shown }: CalendarSession) {
  const element = document.activeElement?.closest<HTMLElement>('[data-event]');
  const key = element?.dataset['event'];
  return key === undefined ? null : (shown.get().byKey.get(key) ?? null);
}
