import { afterAll, beforeAll, describe } from 'vitest';
import { accountsConform } from './conformance/accounts.ts';
import { activityConforms } from './conformance/activity.ts';
import { calendarFeedsConform } from './conformance/calendar-feeds.ts';
import { consoleConforms } from './conformance/console.ts';
import { guestsConform } from './conformance/guests.ts';
import { invitationsConform } from './conformance/invitations.ts';
import { deliveriesConform } from './conformance/deliveries.ts';
import { documentsConform } from './conformance/documents.ts';
import { filesConform } from './conformance/files.ts';
import { open, type Database } from './conformance/given.ts';
import { lifetimeConforms } from './conformance/lifetime.ts';
import { notificationsConform } from './conformance/notifications.ts';
import { outboxConforms } from './conformance/outbox.ts';
import { projectsConform } from './conformance/projects.ts';
import { pushSubscriptionsConform } from './conformance/push-subscriptions.ts';
import { versionsConform } from './conformance/versions.ts';
import type { Storage } from './storage.ts';

/** The promises of `storage.ts` and `calls/`, by their numbers, for every driver the same. */
export function describeStorage(name: string, database: Database): void {
  describe(name, () => {
    let storage: Storage;
    beforeAll(async () => {
      storage = await open(await database.fresh());
    });
    afterAll(() => storage?.close());

    const storageOf = () => storage;
    documentsConform(storageOf);
    versionsConform(storageOf);
    accountsConform(storageOf, database);
    projectsConform(storageOf);
    guestsConform(storageOf);
    invitationsConform(storageOf);
    calendarFeedsConform(storageOf);
    activityConforms(storageOf);
    outboxConforms(storageOf);
    notificationsConform(storageOf);
    deliveriesConform(storageOf);
    pushSubscriptionsConform(storageOf);
    filesConform(storageOf);
    consoleConforms(storageOf);
    lifetimeConforms(database);
  });
}
