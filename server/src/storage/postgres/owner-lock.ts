import { setTimeout as sleep } from 'node:timers/promises';
import { ClapperError } from '@clapper/protocol/errors';
import type postgres from 'postgres';
import { storageErrors } from '../errors.ts';
import type { StorageLog } from '../log.ts';
import { openSession } from './connection.ts';
import { LOCK } from './locks.ts';

/** Postgres frees a dead server's lock when it notices that its connection is gone: at once, as a rule. */
const TAKE_MS = 5_000;
const TRY_AGAIN_MS = { first: 50, most: 1_000 };

export interface Ownership {
  /** The connection that has the lock, for what is done alone before anybody is answered. */
  session: postgres.Sql;
  /** Throws while the lock is lost: somebody else may have it by now. */
  check(): void;
  release(): Promise<void>;
}

/**
 * One server at a time, as with SQLite: rooms hold documents in memory. The lock belongs to a session of the
 * database; when that connection is lost nothing is answered until the lock is ours again.
 */
export async function takeOwnership(url: string, log: StorageLog): Promise<Ownership> {
  let state: 'waiting' | 'held' | 'lost' | 'released' = 'waiting';
  const session = openSession(url, () => {
    if (state !== 'held') return;
    state = 'lost';
    log.error({}, 'storage.ownership-lost');
    void takeAgain();
  });

  async function takeAgain(): Promise<void> {
    for (let wait = TRY_AGAIN_MS.first; state === 'lost'; wait = Math.min(2 * wait, TRY_AGAIN_MS.most)) {
      await sleep(wait);
      try {
        if (state === 'lost' && (await tryLock(session))) {
          state = 'held';
          log.info({}, 'storage.ownership-taken-again');
        }
      } catch (error) {
        log.error({ err: error }, 'storage.ownership-still-lost');
      }
    }
  }

  try {
    const deadline = Date.now() + TAKE_MS;
    while (!(await tryLock(session))) {
      if (Date.now() > deadline) {
        throw new ClapperError(
          'UNAVAILABLE',
          'Another Clapper server uses the database of DATABASE_URL; stop it first.',
        );
      }
      await sleep(TRY_AGAIN_MS.first);
    }
  } catch (error) {
    await session.end({ timeout: 0 });
    throw error;
  }
  state = 'held';

  return {
    session,
    check() {
      if (state === 'lost')
        throw storageErrors.unavailable('the lock that makes this its only server was lost.');
    },
    async release() {
      state = 'released';
      await session.end({ timeout: 1 });
    },
  };
}

async function tryLock(session: postgres.Sql): Promise<boolean> {
  const [row] = await session<{ held: boolean }[]>`
    select pg_try_advisory_lock(${LOCK.owner}, hashtext(current_schema())) as held`;
  return row?.held === true;
}
