import type { Accounts } from './calls/accounts.ts';
import type { Activity } from './calls/activity.ts';
import type { CalendarFeeds } from './calls/calendar-feeds.ts';
import type { Console } from './calls/console.ts';
import type { Deliveries } from './calls/deliveries.ts';
import type { DocumentLog } from './calls/documents.ts';
import type { Files } from './calls/files.ts';
import type { Guests } from './calls/guests.ts';
import type { Invitations } from './calls/invitations.ts';
import type { Notifications } from './calls/notifications.ts';
import type { Outbox } from './calls/outbox.ts';
import type { Projects } from './calls/projects.ts';
import type { PushSubscriptions } from './calls/push-subscriptions.ts';
import type { Versions } from './calls/versions.ts';

export type * from './calls/accounts.ts';
export type * from './calls/activity.ts';
export type * from './calls/calendar-feeds.ts';
export type * from './calls/console.ts';
export type * from './calls/deliveries.ts';
export type * from './calls/documents.ts';
export type * from './calls/files.ts';
export type * from './calls/guests.ts';
export type * from './calls/invitations.ts';
export type * from './calls/notifications.ts';
export type * from './calls/outbox.ts';
export type * from './calls/projects.ts';
export type * from './calls/push-subscriptions.ts';
export type * from './calls/versions.ts';

/**
 * Everything the server keeps, a part in each file of `calls/`. Two drivers, parallel to them file for file (`sqlite/`,
 * `postgres/`), one conformance suite (`conformance.ts`) that tests the promises here and there by their numbers. No
 * transaction object crosses this interface. Times are milliseconds. A method that rejects may or may not have
 * committed: the caller treats the outcome as unknown.
 *
 * [ST1] What a method did when it resolves survives closing and opening again, and `kill -9`.
 * [ST2] Every method is atomic by itself, and one that fails fails alone, whatever runs beside it.
 * [ST3] Bytes come back as they were given, 0 to 1 MiB and more; the caller's arrays are left alone.
 * [ST4] Text comes back as it was given, in any script. A NUL, which not every database holds, is INVALID.
 * [ST5] A database has one server: a second one is refused in a sentence, until the first is closed or dead.
 *       A tool that touches no documents may work beside it.
 * [ST6] Rejections are `ClapperError`s: DISK_FULL, NOT_FOUND for what it would belong to, TAKEN, INVALID, and
 *       UNAVAILABLE for everything the database does, after `close` too.
 * [ST7] A schema written by a newer program is refused and left alone.
 */
export interface Storage {
  readonly documents: DocumentLog;
  readonly versions: Versions;
  readonly accounts: Accounts;
  readonly projects: Projects;
  readonly guests: Guests;
  readonly invitations: Invitations;
  readonly calendarFeeds: CalendarFeeds;
  readonly activity: Activity;
  readonly outbox: Outbox;
  readonly notifications: Notifications;
  readonly deliveries: Deliveries;
  readonly pushSubscriptions: PushSubscriptions;
  readonly files: Files;
  readonly console: Console;
  /** [ST8] What this driver does to keep a commit through a power cut, read back from the writing connection. */
  durability(): Promise<Record<string, string>>;
  /** [ST9] Writes one row, always the same, and commits it: proves that this storage can store. Rejects as any write would. */
  probe(at: number): Promise<void>;
  close(): Promise<void>;
}
