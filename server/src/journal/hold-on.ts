import { DEAD_SESSION_MS } from '../storage/limits.ts';
import type { Storage } from '../storage/storage.ts';
import type { JournalEntry } from './journal.ts';

/**
 * Before a server lets anybody in: what the journal knows and the database does not, because somebody
 * copied an old file back past `restore`. As a rule that is nothing.
 */
export async function holdOn(
  {
    projects,
    accounts,
    guests,
    invitations,
    calendarFeeds,
  }: Pick<Storage, 'projects' | 'accounts' | 'guests' | 'invitations' | 'calendarFeeds'>,
  entries: readonly JournalEntry[],
  now: number,
): Promise<{ gone: number; ended: number }> {
  const done = { gone: 0, ended: 0 };
  for (const entry of entries) {
    if ('gone' in entry && (await projects.get(entry.gone)) !== null) {
      await projects.remove(entry.gone, entry.at);
      done.gone += 1;
    }
    if ('link' in entry) await guests.revoke(entry.link, entry.at);
    if ('invitation' in entry) await invitations.forget(entry.invitation);
    if ('feed' in entry) await calendarFeeds.forget(entry.feed);
    // A session that ended longer ago has run out in any file.
    if ('ended' in entry && entry.at > now - DEAD_SESSION_MS) {
      if ((await accounts.session(entry.ended, now)) === null) continue;
      await accounts.revokeSession(entry.ended, now);
      done.ended += 1;
    }
  }
  // What an account came to at last: one that was closed and opened again keeps the sessions it has had since.
  const last = new Map(
    entries.flatMap((entry) => ('account' in entry ? [[entry.account, entry.active]] : [])),
  );
  for (const [id, active] of last) {
    const user = await accounts.get(id);
    if (user !== null && user.isActive !== active) await accounts.setActive(id, active, now);
  }
  return done;
}
