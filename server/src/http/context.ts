import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Doc } from 'yjs';
import type { InvitationTokens } from '../auth/invitation-tokens.ts';
import type { Limits } from '../auth/limits.ts';
import type { Passwords } from '../auth/passwords.ts';
import type { Authority, Principal } from '../auth/principal.ts';
import type { Sessions } from '../auth/sessions.ts';
import type { Tickets } from '../auth/tickets.ts';
import type { CalendarFiles } from '../calendar/calendar-files.ts';
import type { Config } from '../config.ts';
import type { FileDesk } from '../files/file-desk.ts';
import type { History } from '../history/history.ts';
import type { Logger } from '../log.ts';
import type { Inboxes } from '../notify/inboxes.ts';
import type { UnsubscribeLinks } from '../notify/mail/unsubscribe.ts';
import type { Push } from '../notify/push/push.ts';
import type { ProjectRow, Storage } from '../storage/storage.ts';
import type { SyncStats } from '../sync/sync.ts';
import type { Traffic } from './traffic.ts';

/** What the API tells open sockets after a change is in SQL, and what it reads and does in documents. */
export interface SyncCommands {
  rightsChanged(project: string, user: string): Promise<void>;
  projectRemoved(project: string): Promise<void>;
  userChanged(user: string): Promise<void>;
  read<T>(document: string, read: (doc: Doc) => T): Promise<T>;
  pushAs(document: string, principal: Principal, update: Uint8Array): Promise<void>;
  stats(): SyncStats;
  readAs<T>(document: string, principal: Principal, read: (doc: Doc) => T): Promise<T>;
  writeAs<T>(document: string, principal: Principal, change: (doc: Doc, name: string) => T): Promise<T>;
}

/** Everything the HTTP side works with, handed in once. */
export interface HttpOptions {
  config: Pick<
    Config,
    'publicUrl' | 'allowedOrigins' | 'trustProxy' | 'registration' | 'adminEmail' | 'metricsToken' | 'mail'
  >;
  storage: Storage;
  sync: SyncCommands;
  history: History;
  files: FileDesk;
  calendarFiles: CalendarFiles;
  /** The zone that a project goes by. */
  zoneOf(project: Pick<ProjectRow, 'id' | 'language'>): Promise<string>;
  authority: Authority;
  sessions: Sessions;
  tickets: Tickets;
  invitationTokens: InvitationTokens;
  passwords: Passwords;
  limits: Limits;
  traffic: Traffic;
  inboxes: Inboxes;
  unsubscribeLinks: UnsubscribeLinks;
  /** Null: no device is woken. */
  push: Pick<Push, 'publicKey' | 'takes'> | null;
  /** Called after a change that server-written documents show. */
  changed: () => void;
  /** A name or a picture changed: what is remembered of this user is old. */
  userChanged: (user: string) => void;
  /** Told at once of a session that ended with what let it in. */
  sessionEnded: (session: string) => void;
  log: Logger;
  now: () => number;
  version: string;
  /** Where the built client lies; null serves no pages. */
  clientDir: string | null;
  /** The local authority's certificate in PEM, when there is one. */
  caCertificate: () => string | null;
}

export interface AppEnv {
  /** Absent when a test asks the app without a socket. */
  Bindings: Partial<HttpBindings>;
  Variables: { requestId: string; principal: Principal };
}

export type AppContext = Context<AppEnv>;
