import type { HomeNotification } from '@clapper/documents';
import type { NotificationRow } from '../storage/storage.ts';

/** What is kept of a notification as JSON: everything but what is asked for by. An earlier server kept no `picture`. */
export type NotificationBody = Omit<HomeNotification, 'id' | 'project' | 'at' | 'cancelled' | 'picture'> &
  Partial<Pick<HomeNotification, 'picture'>>;

export function notificationOf({ id, project, at, cancelledAt, body }: NotificationRow): HomeNotification {
  const { picture = false, ...told } = JSON.parse(body) as NotificationBody;
  return { id, project, at, cancelled: cancelledAt, picture, ...told };
}
