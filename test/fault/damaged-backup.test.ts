import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openJournal } from '../../server/src/journal/journal.ts';
import { SILENT } from '../../server/src/log.ts';
import { bytes, EPOCH, givenDocument, row } from '../../server/src/storage/conformance/given.ts';
import { openStorage } from '../../server/src/storage/open.ts';
import type { DocumentHead } from '../../server/src/storage/storage.ts';
import { runBackup } from '../../server/src/admin/backup.ts';
import { runRestore } from '../../server/src/admin/restore.ts';

// What a damaged file becomes, and what a restore does to a history, without a server. The rest stands in backup.test.ts.

let folder: string;
let document: string;
const settings = () => ({ databaseUrl: `file:${join(folder, 'clapper.db')}`, dataDir: folder });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clapper-backup-'));
  const storage = await openStorage(settings().databaseUrl, { log: SILENT });
  document = await givenDocument(storage, { seed: bytes(1) });
  await storage.documents.append([{ document, epoch: EPOCH, rows: [row(bytes(2)), row(bytes(3))] }]);
  await storage.close();
  await (await openJournal(folder, SILENT)).close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const backup = (file: string) => runBackup([file], settings(), { version: '1' });
const restore = (file: string, how: string) => runRestore([file, how], settings(), { log: SILENT });

/** One bit of one row, as a disk loses it: SQLite itself does not notice. */
function damage(file: string): void {
  const client = new Database(file);
  const changed = client.prepare("UPDATE document_updates SET bytes = x'00' WHERE seq = 2").run().changes;
  client.close();
  expect(changed).toBe(1);
}

async function headIn(): Promise<DocumentHead> {
  const storage = await openStorage(settings().databaseUrl, { log: SILENT });
  const head = await storage.documents.head(document);
  await storage.close();
  return head!;
}

test('[EP5] what cannot be read back whole becomes no backup, and nothing is left behind', async () => {
  damage(join(folder, 'clapper.db'));
  const before = readdirSync(folder);
  await expect(backup(join(folder, 'backup.db'))).rejects.toMatchObject({
    code: 'INVALID',
    message: expect.stringMatching(/is damaged: row 2 of .* is not what was stored\.$/),
  });
  expect(readdirSync(folder)).toEqual(before);
});

test('[EP6] a backup that was damaged takes nobody’s place', async () => {
  const file = join(folder, 'backup.db');
  await backup(file);
  damage(file);
  const before = await headIn();
  await expect(restore(file, '--lost')).rejects.toMatchObject({ code: 'INVALID' });
  expect(await headIn()).toEqual(before);
});

test.each([
  ['--lost', 'goes on from the one before'],
  ['--rollback', 'goes on from none'],
])('[EP6] after a restore %s each document has a history that %s', async (how) => {
  const file = join(folder, 'backup.db');
  await backup(file);
  const before = await headIn();
  await restore(file, how);
  const after = await headIn();
  expect(after.epoch).not.toBe(before.epoch);
  const base = { epoch: before.epoch, seq: before.headSeq, tip: before.headTip };
  expect(after).toEqual({ ...before, epoch: after.epoch, base: how === '--lost' ? base : null });
});
