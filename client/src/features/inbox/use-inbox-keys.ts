import type { InboxItem, InboxState } from '@clapper/documents';
import { useEffect, useRef } from 'react';
import { isSingleKey } from '../../app/frame/shortcuts.ts';

export const INBOX_PLACE = 'data-inbox';

interface InboxKeysOptions {
  items: readonly InboxItem[];
  mark: (item: InboxItem, to: InboxState) => void;
  /** The inbox is all of the page: nobody has to be in it first. */
  everywhere: boolean;
}

/**
 * J and K move (the arrows too), Enter opens as any link does, E puts away or takes back, U reads or does not: while one is
 * in the inbox. They come before the keys of the page beside it, and none fires while somebody types or is in a menu.
 */
export function useInboxKeys(options: InboxKeysOptions): void {
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { everywhere } = latest.current;
      const place = document.querySelector(`[${INBOX_PLACE}]`);
      const target = event.target instanceof Node ? event.target : null;
      const inside = place?.contains(target) === true || (everywhere && target === document.body);
      if (place === null || !inside || !isSingleKey(event)) return;
      if (run(event.code, place, latest.current)) {
        event.preventDefault();
        event.stopPropagation();
      }
    };
    window.addEventListener('keydown', press, { capture: true });
    return () => window.removeEventListener('keydown', press, { capture: true });
  }, []);
}

/** Whether it was a key of ours. */
function run(code: string, place: Element, { items, mark }: InboxKeysOptions): boolean {
  const rows = [...place.querySelectorAll<HTMLElement>('[data-notification]')];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const focus = (index: number) => rows[index]?.querySelector('a')?.focus();
  const item = items.find(({ id }) => id === rows[at]?.dataset['notification']);
  switch (code) {
    case 'KeyJ':
    case 'ArrowDown':
      focus(Math.min(rows.length - 1, at + 1));
      return true;
    case 'KeyK':
    case 'ArrowUp':
      focus(Math.max(0, at - 1));
      return true;
    case 'KeyE':
      if (item === undefined) return false;
      // Its row is about to go: one stays where one was in the list.
      focus(at + 1 < rows.length ? at + 1 : at - 1);
      mark(item, item.state === 'archived' ? 'read' : 'archived');
      return true;
    case 'KeyU':
      if (item === undefined) return false;
      mark(item, item.state === 'unread' ? 'read' : 'unread');
      return true;
    default:
      return false;
  }
}
