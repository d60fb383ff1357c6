import type { FileParts } from '../files/open-files.ts';
import type { Teller } from '../activity/teller.ts';
import type { History } from '../history/history.ts';
import type { Logger } from '../log.ts';
import type { Deliveries, DocumentLog, Notifications, Outbox } from '../storage/storage.ts';
import type { Deadlines } from '../notify/deadlines.ts';
import type { Mailer } from '../notify/mail/mailer.ts';
import type { Push } from '../notify/push/push.ts';
import { pruneRows } from '../sync/compaction.ts';
import { takeEndedSessions } from './ended-sessions.ts';
import type { LastSeen } from './last-seen.ts';
import { startProjector } from './projector.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/** Half of the second within which a session ended by another process must be over here. */
const ENDED_SESSIONS_EVERY_MS = SECOND_MS / 2;
/** A change of ours wakes the projector itself; this finds what another process wrote. */
const OUTBOX_EVERY_MS = 10 * SECOND_MS;
const SWEEP_EVERY_MS = MINUTE_MS;
const PRUNE_EVERY_MS = 15 * MINUTE_MS;
/** What somebody did is told to those whom it concerns within it. */
const ACTIVITY_EVERY_MS = SECOND_MS / 2;
/** Half of the time after which work counts as at rest. */
const HISTORY_EVERY_MS = MINUTE_MS;
/** Long after anybody counts up what was told: it would be told anew. */
const DELIVERIES_KEPT_MS = 30 * 24 * 60 * MINUTE_MS;
/** Half a year: older ones nobody looks for, and the home shows the newest alone. */
const NOTIFICATIONS_KEPT_MS = 180 * 24 * 60 * MINUTE_MS;
/** Who is mailed at once reads it within a minute anyway. */
const MAIL_EVERY_MS = 2 * SECOND_MS;
/** Nine o'clock comes at quarters of an hour; a deadline that was moved is told anew this soon. */
const DEADLINES_EVERY_MS = MINUTE_MS;
/** Who was there for less than it may be missed. */
const SEEN_EVERY_MS = 5 * SECOND_MS;
/** Who is called wants to know while it is being talked about. */
const PUSH_EVERY_MS = SECOND_MS;

/** What has come is worked on at once; this finds what an earlier server left. */
const FILES_EVERY_MS = 10 * SECOND_MS;
const COLLECT_EVERY_MS = 60 * MINUTE_MS;

export interface JobsOptions {
  documents: DocumentLog;
  outbox: Outbox;
  deliveries: Pick<Deliveries, 'prune'>;
  notifications: Pick<Notifications, 'prune'>;
  refresh: (document: string) => Promise<void>;
  teller: Teller;
  deadlines: Deadlines;
  lastSeen: LastSeen;
  history: Pick<History, 'keepSettled' | 'thinOut'>;
  files: Pick<FileParts, 'work' | 'collect'>;
  /** Null: there is no mail server. */
  mail: Mailer | null;
  /** Null: no device is woken. */
  push: Pick<Push, 'work' | 'stop'> | null;
  dataDir: string;
  onSessionEnded: (session: string) => void;
  /** Forgets tickets and tries that have run out. */
  sweep: () => void;
  /** Ends a minute of what is counted, and tells what it came to. */
  minute: () => object;
  /** Renews what runs out: the certificate. */
  renew: () => Promise<void>;
  log: Logger;
  now: () => number;
}

export interface Jobs {
  /** A change that server-written documents show is in SQL, or one that is told as activity. */
  changed(): void;
  stop(): Promise<void>;
}

/** The server's only timers that come back. Each task runs alone: a slow one is not started twice. */
export function startJobs(options: JobsOptions): Jobs {
  const {
    documents,
    outbox,
    deliveries,
    notifications,
    refresh,
    teller,
    deadlines,
    lastSeen,
    history,
    files,
    mail,
    push,
    dataDir,
    onSessionEnded,
    log,
    now,
  } = options;
  const projector = startProjector({ outbox, refresh, log });
  const tasks = [
    every(ENDED_SESSIONS_EVERY_MS, 'endedSessions', () => takeEndedSessions(dataDir, onSessionEnded)),
    every(OUTBOX_EVERY_MS, 'outbox', async () => projector.wake()),
    every(ACTIVITY_EVERY_MS, 'activity', teller.tell),
    every(DEADLINES_EVERY_MS, 'deadlines', deadlines.look),
    every(SEEN_EVERY_MS, 'lastSeen', lastSeen.look),
    every(SWEEP_EVERY_MS, 'sweep', async () => options.sweep()),
    every(SWEEP_EVERY_MS, 'renew', options.renew),
    every(MINUTE_MS, 'minute', async () => log.debug(options.minute(), 'server.minute')),
    every(PRUNE_EVERY_MS, 'prune', async () => {
      const rows = await pruneRows(documents, now());
      const activity = await teller.prune();
      if (rows > 0 || activity > 0) log.info({ rows, activity }, 'jobs.pruned');
      await deliveries.prune(now() - DELIVERIES_KEPT_MS, now());
      await notifications.prune(now() - NOTIFICATIONS_KEPT_MS);
    }),
    every(HISTORY_EVERY_MS, 'history', async () => {
      const [kept, removed] = [await history.keepSettled(), await history.thinOut()];
      if (kept > 0 || removed > 0) log.info({ kept, removed }, 'jobs.history');
    }),
    every(FILES_EVERY_MS, 'files', files.work),
    every(COLLECT_EVERY_MS, 'collect', files.collect),
    ...(mail === null ? [] : [every(MAIL_EVERY_MS, 'mail', () => mail.work())]),
    ...(push === null ? [] : [every(PUSH_EVERY_MS, 'push', () => push.work())]),
  ];
  return {
    changed() {
      projector.wake();
      teller.happened();
    },
    async stop() {
      mail?.stop();
      push?.stop();
      await Promise.all([...tasks.map((task) => task.stop()), projector.stop()]);
    },
  };

  function every(intervalMs: number, job: string, work: () => Promise<void>): { stop(): Promise<void> } {
    let running: Promise<void> | undefined;
    const timer = setInterval(() => {
      running ??= work()
        .catch((error: unknown) => log.error({ job, error }, 'jobs.failed'))
        .finally(() => (running = undefined));
    }, intervalMs);
    return {
      async stop() {
        clearInterval(timer);
        await running;
      },
    };
  }
}
