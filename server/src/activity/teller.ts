import type { DomainEvent } from '@clapper/documents';
import { asClapperError, ClapperError, projectDocument } from '@clapper/protocol';
import type { Logger } from '../log.ts';
import type { Activity, ActivityRow } from '../storage/storage.ts';
import type { Bursts } from './bursts.ts';
import type { Happened, Notify } from './happened.ts';

/** Rows told at once. */
const BATCH = 500;
/** How often bursts are told again while they go on. */
const COUNT_EVERY_MS = 15_000;
/** When something could not be told; what waits is on disk. */
const RETRY_MS = 10_000;
/** What nobody asks for any more. The log of the documents is kept much shorter, their versions as long. */
const KEPT_MS = 365 * 24 * 60 * 60_000;

export interface TellerOptions {
  activity: Activity;
  bursts: Pick<Bursts, 'write'>;
  /** Brings a project's feed up to date. */
  refresh: (document: string) => Promise<void>;
  notify: Notify;
  log: Logger;
  now: () => number;
}

export interface Teller {
  /** Something is to be told: in SQL already. */
  happened(): void;
  /** Tells what has not been told. A crash on the way tells it twice, and never not at all. */
  tell(): Promise<void>;
  /** Before the process ends: what was counted is written. */
  stop(): Promise<void>;
  prune(): Promise<number>;
}

export function createTeller({ activity, bursts, refresh, notify, log, now }: TellerOptions): Teller {
  // What the process before this one did not get round to.
  let waiting = true;
  let retryAt = 0;
  let countedAt = now();

  async function tellAll(): Promise<boolean> {
    for (;;) {
      const rows = await activity.untold(BATCH);
      let told = 0;
      for (const [project, group] of Map.groupBy(rows, (row) => row.project)) {
        if (await tellOne(project, group)) told += group.length;
      }
      if (told < rows.length) return false;
      if (rows.length < BATCH) return true;
    }
  }

  async function tellOne(project: string, rows: readonly ActivityRow[]): Promise<boolean> {
    try {
      await shown(projectDocument(project, 'feed'));
      await notify.tell(project, rows.map(happenedOf));
      await activity.told(rows.map(({ id, count }) => ({ id, count })));
      return true;
    } catch (error) {
      log.error({ project, error: asClapperError(error) }, 'activity.notTold');
      return false;
    }
  }

  async function shown(feed: string): Promise<void> {
    try {
      await refresh(feed);
    } catch (error) {
      // The project was deleted meanwhile: there is nothing to show it in.
      if (!(error instanceof ClapperError) || error.code !== 'NOT_FOUND') throw error;
    }
  }

  return {
    happened() {
      waiting = true;
    },

    async tell() {
      if (now() - countedAt >= COUNT_EVERY_MS) {
        countedAt = now();
        await bursts.write(activity);
      }
      if (!waiting || now() < retryAt) return;
      waiting = false;
      try {
        if (await tellAll()) return;
      } catch (error) {
        log.error({ error: asClapperError(error) }, 'activity.notTold');
      }
      waiting = true;
      retryAt = now() + RETRY_MS;
    },

    async stop() {
      try {
        await bursts.write(activity);
      } catch (error) {
        log.error({ error: asClapperError(error) }, 'activity.countLost');
      }
    },

    async prune() {
      let pruned = 0;
      for (;;) {
        const gone = await activity.prune(now() - KEPT_MS);
        pruned += gone;
        if (gone === 0) return pruned;
      }
    },
  };
}

function happenedOf({ id, event, user, at, count }: ActivityRow): Happened {
  return { id, event: JSON.parse(event) as DomainEvent, actor: user, at, count };
}
