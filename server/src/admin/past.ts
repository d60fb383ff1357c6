import type Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { newId } from '@clapper/protocol';
import type { JournalEntry } from '../journal/journal.ts';
import { RETIRED_N } from '../storage/limits.ts';
import { storageOver } from '../storage/sqlite/parts.ts';
import { allTables } from '../storage/tables.ts';

/** `lost`: what came after the backup is wanted back. `rollback`: it was to go. */
export type RestoreMode = 'lost' | 'rollback';

/**
 * Every document begins a new history. Rows and hashes stay as they are: a copy that ends where they
 * reach is still a beginning of it. One that was lost names the history it goes on from, and where; one
 * that was rolled back names none.
 */
export function beginEpochs(client: Database.Database, mode: RestoreMode, at: number): number {
  const ids = client.prepare<[], string>('SELECT id FROM documents').pluck().all();
  const base =
    mode === 'lost'
      ? 'base_epoch = epoch, base_seq = head_seq, base_tip = head_tip'
      : 'base_epoch = NULL, base_seq = NULL, base_tip = NULL';
  const begin = client.prepare(`UPDATE documents SET ${base}, epoch = ? WHERE id = ?`);
  const moves = allTables()
    .filter(({ columns }) =>
      ['document_id', 'epoch'].every((name) => columns.some((one) => one.name === name)),
    )
    .map(({ name }) => client.prepare(`UPDATE "${name}" SET epoch = ? WHERE document_id = ?`));
  for (const id of ids) {
    const epoch = newId(at);
    begin.run(epoch, id);
    for (const move of moves) move.run(epoch, id);
  }
  return ids.length;
}

/** What happened after the backup was made and must hold on. Doing it twice changes nothing. */
export function replayJournal(
  client: Database.Database,
  entries: readonly JournalEntry[],
): { gone: number; ended: number; leases: number } {
  const { projects, documents, accounts, guests, invitations, calendarFeeds } = storageOver({
    client,
    db: drizzle({ client }),
  });
  const done = { gone: 0, ended: 0, leases: 0 };
  for (const entry of entries) {
    if ('gone' in entry) {
      projects.remove(entry.gone, entry.at);
      // Also one that the backup has never heard of: somebody's device may hold it.
      documents.remove(entry.gone, entry.at);
      done.gone += 1;
    } else if ('ended' in entry) done.ended += accounts.revokeSession(entry.ended, entry.at) ? 1 : 0;
    else if ('link' in entry) guests.revoke(entry.link, entry.at);
    else if ('invitation' in entry) invitations.forget(entry.invitation);
    else if ('account' in entry) accounts.setActive(entry.account, entry.active, entry.at);
    else if ('feed' in entry) calendarFeeds.forget(entry.feed);
    else if ('lease' in entry) {
      const { document, ...lease } = entry.lease;
      const head = documents.head(document);
      if (head === null) continue;
      documents.append([{ document, epoch: head.epoch, rows: [], leases: [{ ...lease, lastN: 0 }] }]);
      done.leases += 1;
    }
  }
  return done;
}

/** A stock client knows of no epochs: what it holds comes back as nobody's, and so not at all. */
export function retireClientIds(client: Database.Database): void {
  client.prepare('UPDATE client_leases SET last_n = ?').run(RETIRED_N);
}

/**
 * Which of them were ended since then nobody knows: so all of them, all addresses of calendars, all links to videos and
 * all invitations.
 */
export function endSessions(client: Database.Database, at: number): number {
  client.prepare('DELETE FROM calendar_feeds').run();
  client.prepare('DELETE FROM project_invitations WHERE accepted_at IS NULL').run();
  client.prepare('UPDATE guest_links SET revoked_at = ? WHERE revoked_at IS NULL').run(at);
  return client.prepare('UPDATE sessions SET revoked_at = ? WHERE revoked_at IS NULL').run(at).changes;
}
