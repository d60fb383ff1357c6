import { chmodSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ClapperError } from '@clapper/protocol';
import type { Config } from '../config.ts';
import { readJournal } from '../journal/journal.ts';
import { copyDatabase } from '../storage/copy.ts';
import { syncFile } from '../storage/sqlite/copy.ts';
import { verify, writeFacts } from './backup-file.ts';
import { diskProblem } from './disk-problem.ts';

const USAGE = 'Usage: npm run backup -- FILE';

/**
 * `npm run backup -- FILE`: everything in the database as it is at one moment, with or without a running
 * server. The file appears under its name only when it was read back whole and is on disk.
 * Gives what to print. @throws ClapperError with one sentence; then nothing was written
 */
export async function runBackup(
  args: readonly string[],
  { databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>,
  { version, now = Date.now }: { version: string; now?: () => number },
): Promise<string> {
  const [name, ...rest] = args;
  if (name === undefined || name.startsWith('-') || rest.length > 0) throw new ClapperError('INVALID', USAGE);
  const file = resolve(name);
  if (existsSync(file)) throw new ClapperError('TAKEN', `${file} exists already: choose another name.`);
  if (!existsSync(dirname(file))) throw new ClapperError('NOT_FOUND', `There is no folder ${dirname(file)}.`);
  const made = `${file}.partial-${process.pid}`;
  try {
    // Before the copy: what is journalled meanwhile may be in both, and does no harm twice.
    const journal = readJournal(dataDir);
    await copyDatabase(databaseUrl, made);
    // It holds password hashes.
    chmodSync(made, 0o600);
    writeFacts(made, {
      at: now(),
      version,
      journal: journal && { journal: journal.journal, length: journal.length },
    });
    const { documents, rows, accounts } = verify(made);
    syncFile(made);
    renameSync(made, file);
    syncFile(dirname(file));
    const size = (statSync(file).size / 1e6).toFixed(1);
    return `${file}: ${documents} documents with ${rows} rows, ${accounts} accounts, ${size} MB, read back and whole.`;
  } catch (error) {
    throw diskProblem(error, file);
  } finally {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(made + end, { force: true });
  }
}
