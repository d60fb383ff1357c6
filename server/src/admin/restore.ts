import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { ClapperError } from '@clapper/protocol';
import type { Config } from '../config.ts';
import { openJournal, readJournal, type ReadJournal } from '../journal/journal.ts';
import type { Logger } from '../log.ts';
import { replaceDatabase } from '../storage/copy.ts';
import { filePath, schemeOf } from '../storage/database-url.ts';
import { syncFile } from '../storage/sqlite/copy.ts';
import { migrateSqlite } from '../storage/sqlite/migrate.ts';
import { dropFacts, readFacts, verify, type BackupFacts } from './backup-file.ts';
import { diskProblem } from './disk-problem.ts';
import { beginEpochs, endSessions, replayJournal, retireClientIds, type RestoreMode } from './past.ts';

const USAGE = 'Usage: npm run restore -- FILE --lost, or npm run restore -- FILE --rollback';
const WHICH =
  'Which one? --lost: what came after the backup was lost, and devices bring it back; --rollback: it was to go, and nothing comes back by itself.';

/**
 * `npm run restore -- FILE --lost | --rollback`: a backup takes the database's place, all of it or nothing.
 * Every document begins a new history, so that every device notices; what the journal beside the database
 * knows since then (removed projects, ended sessions, whose Yjs client ids are whose) holds on.
 * Gives what to print. @throws ClapperError with one sentence; then nothing was changed
 */
export async function runRestore(
  args: readonly string[],
  { databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>,
  { log, now = Date.now }: { log: Logger; now?: () => number },
): Promise<string> {
  const { file, mode } = wanted(args);
  const facts = readFacts(file);
  const at = now();
  const made = `${schemeOf(databaseUrl) === 'file' ? filePath(databaseUrl) : join(dataDir, 'clapper.db')}.restoring`;
  let done: Prepared | undefined;
  try {
    const old = await replaceDatabase(
      databaseUrl,
      async () => {
        remove(made);
        mkdirSync(dataDir, { recursive: true, mode: 0o700 });
        copyFileSync(file, made);
        verify(made);
        done = prepare(made, { facts, journal: journalSince(facts, dataDir), mode, at });
        syncFile(made);
        return made;
      },
      { log, at, dataDir },
    );
    const journal = await openJournal(dataDir, log);
    await journal.write([{ at, restored: mode }]);
    await journal.close();
    return told(file, facts, done!, old);
  } catch (error) {
    throw diskProblem(error, made);
  } finally {
    remove(made);
  }
}

function wanted(args: readonly string[]): { file: string; mode: RestoreMode } {
  const flags = args.filter((arg) => arg.startsWith('-'));
  const [name, ...rest] = args.filter((arg) => !arg.startsWith('-'));
  const [flag] = flags;
  if (name === undefined || rest.length > 0) throw new ClapperError('INVALID', USAGE);
  if (flags.length !== 1) throw new ClapperError('INVALID', WHICH);
  if (flag !== '--lost' && flag !== '--rollback') throw new ClapperError('INVALID', USAGE);
  return { file: resolve(name), mode: flag === '--lost' ? 'lost' : 'rollback' };
}

/** Null: nobody knows what happened since the backup was made. */
function journalSince(facts: BackupFacts | null, dataDir: string): ReadJournal | null {
  return facts?.journal == null ? null : readJournal(dataDir, facts.journal);
}

interface Prepared {
  documents: number;
  /** What the journal brought back; null: there was none, and so many sessions ended. */
  replayed: { gone: number; ended: number; leases: number } | null;
  sessions: number;
}

interface Preparation {
  facts: BackupFacts | null;
  journal: ReadJournal | null;
  mode: RestoreMode;
  at: number;
}

/** Turns a copy of the backup into the database that a server may run on. */
function prepare(made: string, { journal, mode, at }: Preparation): Prepared {
  migrateSqlite(made);
  const client = new Database(made);
  try {
    client.pragma('foreign_keys = ON');
    return client.transaction(() => {
      dropFacts(client);
      const documents = beginEpochs(client, mode, at);
      const replayed = journal === null ? null : replayJournal(client, journal.entries);
      if (mode === 'rollback') retireClientIds(client);
      return { documents, replayed, sessions: replayed === null ? endSessions(client, at) : 0 };
    })();
  } finally {
    client.pragma('journal_mode = DELETE');
    client.close();
  }
}

function told(file: string, facts: BackupFacts | null, done: Prepared, old: string | null): string {
  const from = facts === null ? '' : ` of ${new Date(facts.at).toISOString()}`;
  const lines = [`${file}${from} is the database now; ${done.documents} documents begin a new history.`];
  const { replayed } = done;
  if (replayed === null)
    lines.push(`No journal goes back to it: ${done.sessions} sessions ended, everybody signs in again.`);
  else
    lines.push(
      `From the journal since then: ${replayed.gone} removed projects, ${replayed.ended} ended sessions, ${replayed.leases} client ids.`,
    );
  if (old !== null) lines.push(`The database as it was: ${old}`);
  return lines.join('\n');
}

function remove(file: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(file + end, { force: true });
}
