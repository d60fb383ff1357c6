import type { InboxItem } from '@clapper/documents';

export const TABS = ['all', 'unread', 'read', 'archived'] as const;

export type Tab = (typeof TABS)[number];

export function isTab(value: string): value is Tab {
  return TABS.some((tab) => tab === value);
}

/** What was put away is in its own tab and in no other. */
export function shownIn(tab: Tab, items: readonly InboxItem[]): InboxItem[] {
  return items.filter(({ state }) => (tab === 'all' ? state !== 'archived' : state === tab));
}
