import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { ClapperError } from '@clapper/protocol';
import type { JournalPosition } from '../journal/journal.ts';
import { EMPTY_TIP, nextTip, tipText } from '../storage/bytes.ts';

/** What a backup says of itself, in a table of its own. */
export interface BackupFacts {
  at: number;
  /** Version of the program that made it. */
  version: string;
  /** What happened up to here is in it; null: there was no journal. */
  journal: JournalPosition | null;
}

export interface Contents {
  documents: number;
  rows: number;
  accounts: number;
}

const TABLE = 'clapper_backup';

export function writeFacts(file: string, facts: BackupFacts): void {
  const client = new Database(file);
  try {
    client.exec(`CREATE TABLE ${TABLE} (facts TEXT NOT NULL)`);
    client.prepare(`INSERT INTO ${TABLE} VALUES (?)`).run(JSON.stringify(facts));
    // One file, without a log beside it.
    client.pragma('journal_mode = DELETE');
  } finally {
    client.close();
  }
}

/** Null for a database file that somebody copied by hand. @throws ClapperError with one sentence when it is no database of ours */
export function readFacts(file: string): BackupFacts | null {
  if (!existsSync(file)) throw new ClapperError('NOT_FOUND', `There is no file ${file}.`);
  return inside(file, (client) => {
    const has = (table: string) =>
      client.prepare('SELECT 1 FROM sqlite_master WHERE name = ?').get(table) !== undefined;
    if (!has('documents') || !has('document_updates'))
      throw new ClapperError('INVALID', `${file} is no backup of Clapper.`);
    if (!has(TABLE)) return null;
    const row = client.prepare<[], { facts: string }>(`SELECT facts FROM ${TABLE}`).get();
    return JSON.parse(row!.facts) as BackupFacts;
  });
}

/** It is a database from now on. */
export function dropFacts(client: Database.Database): void {
  client.exec(`DROP TABLE IF EXISTS ${TABLE}`);
}

/**
 * Reads all of it: the file's own structure, what refers to what, and every document's chain of hashes.
 * @throws ClapperError with the first thing that is wrong
 */
export function verify(file: string): Contents {
  return inside(file, (client) => {
    const wrong = (what: string) => new ClapperError('INVALID', `${file} is damaged: ${what}.`);
    const check = client.pragma('integrity_check(1)', { simple: true });
    if (check !== 'ok') throw wrong(String(check).replace(/\.$/, ''));
    const [orphan] = client.pragma('foreign_key_check') as { table: string }[];
    if (orphan !== undefined) throw wrong(`a row of ${orphan.table} belongs to nothing`);
    let rows = 0;
    const heads = client.prepare<[], Head>(
      'SELECT id, epoch, first_seq AS first, head_seq AS seq, head_tip AS tip FROM documents',
    );
    for (const head of heads.all()) rows += verifyChain(client, head, wrong);
    const count = (table: string) => Number(client.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
    return { documents: count('documents'), rows, accounts: count('users') };
  });
}

interface Head {
  id: string;
  epoch: string;
  first: number;
  seq: number;
  tip: Buffer;
}

/** Rows follow each other up to the head, and each tip is the hash of what stands before it. */
function verifyChain(client: Database.Database, head: Head, wrong: (what: string) => Error): number {
  const log = client.prepare<[string, string], { seq: number; bytes: Buffer | null; tip: Buffer }>(
    'SELECT seq, bytes, tip FROM document_updates WHERE document_id = ? AND epoch = ? ORDER BY seq',
  );
  let [seq, tip]: [number, Uint8Array] = [0, EMPTY_TIP];
  for (const row of log.iterate(head.id, head.epoch)) {
    const follows = row.seq === seq + 1;
    const present = row.bytes !== null || row.seq < head.first;
    // The bytes of pruned rows are gone, their hashes stay.
    const fits = row.bytes === null || nextTip(tip, row.bytes).equals(row.tip);
    if (!follows || !present || !fits) throw wrong(`row ${seq + 1} of ${head.id} is not what was stored`);
    [seq, tip] = [row.seq, row.tip];
  }
  if (seq !== head.seq || tipText(Buffer.from(tip)) !== tipText(head.tip))
    throw wrong(`${head.id} ends at row ${seq} instead of ${head.seq}`);
  return seq;
}

function inside<T>(file: string, read: (client: Database.Database) => T): T {
  let client: Database.Database | undefined;
  try {
    client = new Database(file, { readonly: true, fileMustExist: true });
    return read(client);
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    const why =
      error.code === 'SQLITE_NOTADB' ? 'is no backup of Clapper' : `cannot be read: ${error.message}`;
    throw new ClapperError('INVALID', `${file} ${why}.`, { cause: error });
  } finally {
    client?.close();
  }
}
