import type { HomeNotification } from '@clapper/documents';
import type { NotificationRow } from '../storage/storage.ts';

/** What is kept of a notification as JSON: everything but what is asked for by. */
export type NotificationBody = Omit<HomeNotification, 'id' | 'project' | 'at' | 'cancelled'>;

export function notificationOf({ id, project, at, cancelledAt, body }: NotificationRow): HomeNotification {
  return { id, project, at, cancelled: cancelledAt, ...(JSON.parse(body) as NotificationBody) };
}
