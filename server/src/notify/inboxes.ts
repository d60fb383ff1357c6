import {
  INBOX_SIZE,
  inboxState,
  markNotifications,
  readMarks,
  type InboxItem,
  type InboxState,
} from '@clapper/documents';
import { userDocument } from '@clapper/protocol';
import type * as Y from 'yjs';
import type { Principal } from '../auth/principal.ts';
import type { NotificationRow, Notifications } from '../storage/storage.ts';
import { unlessMissing } from '../sync/unless-missing.ts';
import { notificationOf } from './notification.ts';

export interface InboxesOptions {
  notifications: Pick<Notifications, 'newest' | 'about'>;
  /** Reads committed state. */
  read<T>(document: string, read: (doc: Y.Doc) => T): Promise<T>;
  write(document: string, principal: Principal, change: (doc: Y.Doc) => void): Promise<void>;
}

export interface InboxPage {
  items: InboxItem[];
  /** The last that was read, when there is more behind it. */
  next: NotificationRow | null;
  /** Of everything the app shows. */
  unread: number;
}

/** What concerns a person, for programs: SQL has what they are told, their home what they made of it. */
export interface Inboxes {
  page(
    user: string,
    wanted: { before: Pick<NotificationRow, 'at' | 'id'> | null; unreadOnly: boolean; limit: number },
  ): Promise<InboxPage>;
  /** Those with these ids, or (null) all that are unread. Ids of nobody's and of others' are left alone. */
  mark(principal: Principal, ids: readonly string[] | null, state: InboxState): Promise<void>;
}

export function createInboxes({ notifications, read, write }: InboxesOptions): Inboxes {
  async function shownTo(user: string): Promise<Shown> {
    const [rows, marks] = await Promise.all([
      notifications.newest(user, null, INBOX_SIZE),
      // It is missing of whoever has never opened the app.
      unlessMissing(read(userDocument(user, 'home'), readMarks), new Map()),
    ]);
    // What has left the list was there to be read; marks of it are not kept.
    const oldest = rows.length < INBOX_SIZE ? 0 : rows.at(-1)!.at;
    return {
      rows,
      itemOf(row) {
        const { cancelledAt, at } = row;
        const mark = marks.get(row.id);
        const state = mark === undefined && at < oldest ? 'read' : inboxState(row, mark);
        return cancelledAt !== null && state === 'unread' ? [] : [{ ...notificationOf(row), state }];
      },
    };
  }

  return {
    async page(user, { before, unreadOnly, limit }) {
      const shown = await shownTo(user);
      const { itemOf } = shown;
      const unread = unreadIn(shown);
      const rows = unreadOnly
        ? unread.filter((row) => isBehind(row, before)).slice(0, limit + 1)
        : await notifications.newest(user, before, limit + 1);
      const page = rows.slice(0, limit);
      const next = rows.length > limit ? page.at(-1)! : null;
      return { items: page.flatMap(itemOf), next, unread: unread.length };
    },

    async mark(principal, ids, state) {
      const { user } = principal;
      const rows = ids === null ? unreadIn(await shownTo(user)) : await notifications.about([...ids]);
      const mine = rows.filter((row) => row.user === user);
      if (mine.length === 0) return;
      const home = userDocument(user, 'home');
      await write(home, principal, (doc) => markNotifications(doc, user, mine, state, 'http'));
    },
  };
}

/** What the app shows. */
interface Shown {
  rows: NotificationRow[];
  /** One, or none: there was nothing. */
  itemOf(row: NotificationRow): InboxItem[];
}

function unreadIn({ rows, itemOf }: Shown): NotificationRow[] {
  return rows.filter((row) => itemOf(row).some(({ state }) => state === 'unread'));
}

function isBehind({ at, id }: NotificationRow, before: Pick<NotificationRow, 'at' | 'id'> | null): boolean {
  return before === null || at < before.at || (at === before.at && id > before.id);
}
