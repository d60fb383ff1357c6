import type { StorageParts } from '../methods.ts';
import { accountsOf } from './accounts.ts';
import { activityOf } from './activity.ts';
import { calendarFeedsOf } from './calendar-feeds.ts';
import type { Pool } from './connection.ts';
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

/** The whole storage over one pool; each call is a transaction of its own where it is more than one statement. */
export function storageOver(pool: Pool): StorageParts {
  return {
    documents: documentLog(pool),
    versions: versionsOf(pool),
    accounts: accountsOf(pool),
    projects: projectsOf(pool),
    guests: guestsOf(pool),
    invitations: invitationsOf(pool),
    calendarFeeds: calendarFeedsOf(pool),
    activity: activityOf(pool),
    outbox: outboxOf(pool),
    notifications: notificationsOf(pool),
    deliveries: deliveriesOf(pool),
    pushSubscriptions: pushSubscriptionsOf(pool),
    files: filesOf(pool),
    console: consoleOf(pool),
  };
}
