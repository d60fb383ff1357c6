import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Worker } from 'node:worker_threads';
import { newId } from '@clapper/protocol';
import Database from 'better-sqlite3';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { bytes, EPOCH, givenDocument, NOW, row, silent } from '../conformance/given.ts';
import { openStorage } from '../open.ts';
import type { Storage } from '../storage.ts';

const WRITER = fileURLToPath(new URL('../conformance/kill-me.ts', import.meta.url));

describe('a SQLite that fails', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clapper-sqlite-failures-'));
  const opened: Storage[] = [];
  let files = 0;

  /** Every thread that was started here; those that rest live on. */
  const threads: Worker[] = [];
  const remember = (thread: Worker) => threads.push(thread);
  process.on('worker', remember);
  afterAll(() => void process.off('worker', remember));

  afterEach(async () => {
    for (const storage of opened.splice(0)) await storage.close();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const newFile = () => join(folder, `${++files}.db`);

  async function opening(file: string): Promise<Storage> {
    const storage = await openStorage(`file:${file}`, { log: silent });
    opened.push(storage);
    return storage;
  }

  const failsToOpen = (url: string) => openStorage(url, { log: silent }).catch((error: unknown) => error);

  it('[ST8] syncs the disk at every commit', async () => {
    const storage = await opening(newFile());
    expect(await storage.durability()).toEqual({ journal_mode: 'wal', synchronous: '2', foreign_keys: '1' });
  });

  it('[ST9] proves that it can store by a row that is there, always the same', async () => {
    const file = newFile();
    const storage = await opening(file);
    await storage.probe(NOW);
    await storage.probe(NOW + 1);
    const reader = new Database(file, { readonly: true });
    expect(reader.prepare('SELECT * FROM probes').all()).toEqual([{ id: 1, at: NOW + 1 }]);
    reader.close();
  });

  it('starts its threads whatever of memory Node was told at its start', async () => {
    const child = spawn(
      process.execPath,
      ['--max-old-space-size=512', WRITER, `file:${newFile()}`, newId()],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    const seqs: string[] = [];
    for await (const seq of createInterface({ input: child.stdout })) {
      seqs.push(seq);
      child.kill('SIGKILL');
    }
    expect(seqs[0]).toBe('1');
  });

  it('[ST6] answers UNAVAILABLE when a thread dies, and goes on with a new one', async () => {
    const storage = await opening(newFile());
    const started = threads.length;
    const document = await givenDocument(storage);
    const append = () => storage.documents.append([{ document, epoch: EPOCH, rows: [row(bytes(1))] }]);
    const settled = Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? append() : storage.documents.load(document))),
    );
    await Promise.all(threads.map((thread) => thread.terminate()));
    const outcomes = await settled;
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'UNAVAILABLE' });
    }
    await expect(append()).rejects.toMatchObject({ code: 'UNAVAILABLE' });

    await vi.waitFor(append, { timeout: 10_000 });
    const loaded = await vi.waitFor(() => storage.documents.load(document), { timeout: 10_000 });
    const acknowledged = outcomes.filter(
      (outcome, i) => i % 2 === 0 && outcome.status === 'fulfilled',
    ).length;
    expect(loaded!.rows.length).toBeGreaterThan(acknowledged);
    expect(threads).toHaveLength(started + 2);
  });

  it('opens one file after the other in the same threads', async () => {
    const [first, second] = [newFile(), newFile()];
    await (await openStorage(`file:${first}`, { log: silent })).close();
    const started = threads.length;
    const storage = await opening(second);
    const document = await givenDocument(storage);
    await storage.documents.append([{ document, epoch: EPOCH, rows: [row(bytes(1))] }]);
    expect(threads).toHaveLength(started);
    // Nothing of the first is open any more, and nothing is written there.
    const reader = new Database(first);
    expect(reader.prepare('SELECT count(*) AS rows FROM documents').get()).toEqual({ rows: 0 });
    expect(reader.pragma('journal_mode = DELETE', { simple: true })).toBe('delete');
    reader.close();
  });

  it('[ST7] leaves a file of a newer program alone', async () => {
    const file = newFile();
    await (await openStorage(`file:${file}`, { log: silent })).close();
    const client = new Database(file);
    client.prepare("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', ?)").run(NOW * 2);
    client.close();
    expect(await failsToOpen(`file:${file}`)).toMatchObject({
      code: 'UNAVAILABLE',
      message: `${file} was written by a newer Clapper than this one; update the program.`,
    });
  });

  it('[ST6] says in a sentence why a file cannot be opened', async () => {
    const notOurs = newFile();
    writeFileSync(notOurs, 'A letter, by no means a database. '.repeat(200));
    const aFolder = newFile();
    mkdirSync(aFolder);
    for (const file of [notOurs, aFolder, join(notOurs, 'below.db')]) {
      const error = await failsToOpen(`file:${file}`);
      expect(error).toMatchObject({
        code: 'UNAVAILABLE',
        message: expect.stringMatching(/^The database file .+ cannot be opened: .+\.$/),
      });
    }
  });

  it('[ST6] frees a file that could not be opened for the next try', async () => {
    const file = newFile();
    writeFileSync(file, 'A letter, by no means a database. '.repeat(200));
    await failsToOpen(`file:${file}`);
    rmSync(file);
    await opening(file);
  });

  it('[ST6] says what DATABASE_URL must be, and never the password in it', async () => {
    const error = await failsToOpen('mysql://clapper:secret-word@localhost/db');
    expect(error).toMatchObject({
      code: 'INVALID',
      message: 'DATABASE_URL must start with file: or postgres://.',
    });
    expect(await failsToOpen('clapper.db')).toMatchObject({ code: 'INVALID' });
    expect(await failsToOpen('file:')).toMatchObject({ code: 'INVALID' });
  });
});
