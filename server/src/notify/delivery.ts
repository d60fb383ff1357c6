import type { Language } from '@clapper/protocol';
import type { Deliveries, NewDelivery } from '../storage/storage.ts';

/** What a notification is about: there are words for each. */
export type NoticeType =
  | 'mention'
  | 'reply'
  | 'comment'
  | 'assigned'
  | 'status'
  | 'approved'
  | 'changesRequested'
  | 'resolved'
  | 'reopened'
  | 'reacted'
  | 'changed'
  | 'newCut'
  | 'deadline'
  | 'memberJoined'
  | 'roleChanged'
  | 'accessRequested';

/** One notification of one person, as far as it is told outside the app. It holds nobody's words but names and titles. */
export interface Notice {
  /** The notification's own id: it is told once, however often it is handed in. */
  id: string;
  user: string;
  type: NoticeType;
  project: { id: string; name: string; language: Language };
  /** Who did it; null when a day came near. */
  who: string | null;
  /** What the place is called: a stage, a shot, an event; '' for the project itself. */
  what: string;
  /** It is about a picture of it; one that has waited since an earlier server does not say. */
  picture?: boolean;
  /** How often, for a burst that counts up. */
  count: number;
  /** Path in the app, such as `/p/<project>/plan?thread=…`. */
  link: string;
  at: number;
}

/** Whoever notifies people hands over here what should also reach them outside the app. */
export interface Delivery {
  /**
   * Resolves when it is on disk: nothing is told twice, and nothing is lost by a crash. A burst that counted up is
   * handed in again, under the same id and with its new time.
   */
  tell(notices: readonly Notice[]): Promise<void>;
}

/** Who reads within it is not mailed: the app told them. */
export const GRACE_MS = 60_000;

export interface DeliveryOptions {
  deliveries: Pick<Deliveries, 'add'>;
  /** Which ways there are: without a mail server nothing waits to be mailed. */
  channels: { mail: boolean; push: boolean };
}

export function createDelivery({ deliveries, channels }: DeliveryOptions): Delivery {
  return {
    async tell(notices) {
      const rows = notices.flatMap((notice): NewDelivery[] => {
        const { id: notification, user, at } = notice;
        const row = { user, notification, body: JSON.stringify(notice), at };
        return [
          ...(channels.mail ? [{ ...row, channel: 'mail' as const, dueAt: at + GRACE_MS }] : []),
          ...(channels.push ? [{ ...row, channel: 'push' as const, dueAt: at }] : []),
        ];
      });
      if (rows.length > 0) await deliveries.add(rows);
    },
  };
}
