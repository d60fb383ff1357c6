import { readCalendar, type Calendar } from '@clapper/documents';
import type * as Y from 'yjs';
import type { Store } from '../../../app/store.ts';

/**
 * The calendar as it is now. Whoever asks gets the newest; the page is told once per frame, since a burst of edits
 * reads hundreds of records each time.
 */
export function calendarStore(doc: Y.Doc): Store<Calendar> {
  let value: Calendar | null = null;
  let asked = false;
  const listeners = new Set<() => void>();
  const changed = () => {
    value = null;
    if (asked || listeners.size === 0) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      for (const listener of listeners) listener();
    });
  };
  return {
    get: () => (value ??= readCalendar(doc)),
    subscribe(listener) {
      if (listeners.size === 0) {
        // Between the last listener and this one the document may have changed.
        value = null;
        doc.on('update', changed);
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) doc.off('update', changed);
      };
    },
  };
}
