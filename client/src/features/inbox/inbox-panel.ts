import { createStore } from '../../app/store.ts';

/** Whether the inbox stands beside the page; it stays while one goes from page to page. */
export const inboxPanel = createStore(false);

/** Below this the inbox is a page of its own. */
export const PANEL_FITS = '(min-width: 1000px)';
/** Below this it lies over the page instead of moving it aside. */
export const PAGE_FITS_BESIDE = '(min-width: 1200px)';

export const BELL = 'inbox-bell';

/** Back to where it was opened. */
export function closeInbox(): void {
  inboxPanel.set(false);
  document.getElementById(BELL)?.focus();
}
