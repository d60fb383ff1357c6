import type * as Y from 'yjs';
import { readHome, readMarks, type HomeNotification } from './reads.ts';
import type { Mark } from './schema.ts';

export type InboxState = 'unread' | 'read' | 'archived';

export interface InboxItem extends HomeNotification {
  state: InboxState;
}

/** What concerns this person and what they made of it, newest first. */
export function readInbox(doc: Y.Doc): InboxItem[] {
  const marks = readMarks(doc);
  return readHome(doc).notifications.flatMap((notification) => {
    const state = inboxState(notification, marks.get(notification.id));
    // Taken back before it was read: there was nothing.
    return notification.cancelled !== null && state === 'unread' ? [] : [{ ...notification, state }];
  });
}

/** What happened since it was read, or put away, is news again. */
export function inboxState({ at }: Pick<HomeNotification, 'at'>, mark: Mark | undefined): InboxState {
  return mark === undefined || mark.upTo < at ? 'unread' : mark.state;
}

/** How many wait, by project. */
export function unreadByProject(items: readonly InboxItem[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { project, state } of items) {
    if (state === 'unread') counts.set(project, (counts.get(project) ?? 0) + 1);
  }
  return counts;
}
