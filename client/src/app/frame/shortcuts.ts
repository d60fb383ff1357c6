import { useEffect, useRef } from 'react';
import { openKeyboardHelp } from '../keyboard/keyboard-help.ts';
import { PAGE_KEYS, PROJECT_PAGES, type ProjectPage } from './pages.ts';

/** `G`, then a letter, within this long. */
const SECOND_KEY_WITHIN_MS = 1_200;

const GO_TO: ReadonlyMap<string, ProjectPage> = new Map(
  PROJECT_PAGES.map((page) => [`Key${PAGE_KEYS[page]}`, page] as const),
);

/**
 * Single keys by their place on the keyboard (`event.code`), so that they work with the Hangul keyboard on.
 * None fires while somebody types or composes, or in a dialog. Without `goTo` `G` is the page's.
 */
export function useShortcuts(goTo: ((page: ProjectPage) => void) | null): void {
  const go = useRef(goTo);
  useEffect(() => {
    go.current = goTo;
  });
  useEffect(() => {
    let goPressedAt = Number.NEGATIVE_INFINITY;
    const press = (event: KeyboardEvent) => {
      if (!isSingleKey(event)) return;
      const page = GO_TO.get(event.code);
      const goes = go.current;
      if (goes !== null && page !== undefined && event.timeStamp - goPressedAt < SECOND_KEY_WITHIN_MS) {
        event.preventDefault();
        goPressedAt = Number.NEGATIVE_INFINITY;
        goes(page);
      } else if (event.code === 'KeyG')
        goPressedAt = goes === null ? Number.NEGATIVE_INFINITY : event.timeStamp;
      else if (event.key === '?' || (event.code === 'Slash' && event.shiftKey)) {
        event.preventDefault();
        openKeyboardHelp();
      }
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}

/** Whether a key press is a command: nobody types, composes or answers a dialog. */
export function isSingleKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return false;
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return false;
  const target = event.target;
  if (!(target instanceof Element)) return true;
  if (target.closest('input, textarea, select, [contenteditable]:not([contenteditable="false"])'))
    return false;
  return target.closest('[role="dialog"], [role="menu"], [role="listbox"]') === null;
}
