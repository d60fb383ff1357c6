import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClapperError } from '@clapper/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWriter, type Connection } from './connection.ts';
import { groupCommit, type Run } from './transactions.ts';
import type { Call } from './wire.ts';

/** Pages of 4 KiB: room for the table and for some rows of one page each. */
const PAGES = 40;

describe('group commit', () => {
  let folder: string;
  let connection: Connection;
  let run: Run;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'clapper-group-commit-'));
    connection = openWriter(join(folder, 'test.db'));
    connection.client.exec('CREATE TABLE rows (bytes)');
    const insert = connection.client.prepare('INSERT INTO rows VALUES (zeroblob(?))');
    run = groupCommit(connection, ({ args }) => {
      const [size] = args as [number];
      insert.run(size);
      if (size === 0) throw new ClapperError('NOT_FOUND', 'Refused after it wrote.');
      return size;
    });
  });

  afterEach(() => {
    connection.client.close();
    rmSync(folder, { recursive: true });
  });

  const calls = (...sizes: number[]): Call[] =>
    sizes.map((size, id) => ({ type: 'call', id, method: 'probe', args: [size] }));
  const stored = () => connection.client.prepare('SELECT count(*) FROM rows').pluck().get();

  it('[ST2] takes back what one call wrote and commits the others', () => {
    const error = { code: 'NOT_FOUND', message: 'Refused after it wrote.', cause: null };
    expect(run(calls(1, 0, 2), [])).toEqual([
      { id: 0, ok: true, result: 1 },
      { id: 1, ok: false, error },
      { id: 2, ok: true, result: 2 },
    ]);
    expect(stored()).toBe(2);
  });

  it('[ST6] answers DISK_FULL to every call whose commit did not fit, and goes on when there is room', () => {
    connection.client.pragma(`max_page_count = ${PAGES}`);
    const answers = run(calls(10, 4_096 * PAGES, 20), []);
    const failed = answers.filter((answer) => !answer.ok);
    expect(failed.map(({ error }) => error.code)).toContain('DISK_FULL');
    // What was answered with success is there, and nothing else.
    expect(stored()).toBe(answers.length - failed.length);
    connection.client.pragma(`max_page_count = ${100 * PAGES}`);
    expect(run(calls(4_096 * PAGES), [])).toEqual([{ id: 0, ok: true, result: 4_096 * PAGES }]);
  });

  it('[ST8] syncs the disk at every commit', () => {
    expect(connection.client.pragma('synchronous', { simple: true })).toBe(2);
    expect(connection.client.pragma('journal_mode', { simple: true })).toBe('wal');
  });
});
