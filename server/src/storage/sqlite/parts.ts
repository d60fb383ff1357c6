import type { StorageParts, Synchronous } from '../methods.ts';
import { accountsOf } from './accounts.ts';
import { activityOf } from './activity.ts';
import { calendarFeedsOf } from './calendar-feeds.ts';
import type { Connection } from './connection.ts';
import { consoleOf } from './console.ts';
import { deliveriesOf } from './deliveries.ts';
import { documentLog } from './documents.ts';
import { filesOf } from './files.ts';
import { guestsOf } from './guests.ts';
import { invitationsOf } from './invitations.ts';
import { notificationsOf } from './notifications.ts';
import { outboxOf } from './outbox.ts';
import { projectsOf } from './projects.ts';
import { pushSubscriptionsOf } from './push-subscriptions.ts';
import { versionsOf } from './versions.ts';

/** The whole storage over one connection, answering at once. Each call expects to run inside a transaction. */
export function storageOver(connection: Connection): Synchronous<StorageParts> {
  return {
    documents: documentLog(connection),
    versions: versionsOf(connection),
    accounts: accountsOf(connection),
    projects: projectsOf(connection),
    guests: guestsOf(connection),
    invitations: invitationsOf(connection),
    calendarFeeds: calendarFeedsOf(connection),
    activity: activityOf(connection),
    outbox: outboxOf(connection),
    notifications: notificationsOf(connection),
    deliveries: deliveriesOf(connection),
    pushSubscriptions: pushSubscriptionsOf(connection),
    files: filesOf(connection),
    console: consoleOf(connection),
  };
}
