import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SILENT } from '@clapper/server/src/log.ts';
import { openStorage } from '@clapper/server/src/storage/open.ts';
import { Desk } from '../harness/desk.ts';
import { newDevice } from '../harness/devices.ts';
import { newMember, newProject, signUp } from '../harness/people.ts';
import { startPostgres } from '../harness/postgres.ts';
import { startServer } from '../harness/server.ts';
import { until } from '../harness/wait.ts';

// `kill -9` does not prove durability: what a process wrote survives it even unsynced. These do.

test('[ST8] the connection that writes the SQLite file syncs every commit', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'clapper-durability-'));
  const storage = await openStorage(`file:${join(folder, 'clapper.db')}`, { log: SILENT });
  // 2 is FULL: with a write-ahead log NORMAL syncs at checkpoints alone.
  expect(await storage.durability()).toMatchObject({ journal_mode: 'wal', synchronous: '2' });
  await storage.close();
  rmSync(folder, { recursive: true });
});

test('[ST8] the connections to Postgres wait for the disk, even where the database would not', async () => {
  const postgres = await startPostgres({ settings: { synchronous_commit: 'off' } });
  const storage = await openStorage(postgres.url, { log: SILENT });
  expect(await storage.durability()).toEqual({
    synchronous_commit: 'on',
    fsync: 'on',
    full_page_writes: 'on',
  });
  await storage.close();
  await postgres.stop();
});

const EDITS = 10;

test('[DU1] [DU2] in the system calls of a running server the sync of the commit stands before the acknowledgement and before what others are shown', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'clapper-strace-'));
  const trace = join(folder, 'trace');
  const calls = 'trace=fsync,fdatasync,pwrite64,write,sendto,writev';
  const server = await startServer({
    // -D: the tracer is the child, so that signals meet the server. -s: a whole page of the log.
    under: ['strace', '-D', '-f', '-y', '-s', '5000', '-e', calls, '-o', trace],
  });
  const owner = await signUp(server.url, 'owner');
  const project = await newProject(owner);
  const document = `${project}/scratch/x`;
  const writing = await newDevice({ server: server.url, account: owner });
  const reader = await newMember(server.url, owner, project, 'viewer', 'reader');
  const reading = await newDevice({ server: server.url, account: reader });
  try {
    const writer = await Desk.open(writing, document);
    const shown = await Desk.open(reading, document);
    for (let i = 0; i < EDITS; i++) {
      writer.type(wordOf(i));
      // One at a time: each commit is one edit's, so that the order of the calls is the order of its life.
      await writer.saved();
      await until(() => shown.text.includes(wordOf(i)), { what: 'the other one to see it' });
    }
  } finally {
    await writing.close();
    await reading.close();
    await server.stop();
  }
  await until(() => readFileSync(trace, 'utf8').includes(`+++ exited`), { what: 'the whole trace' });
  const log = readFileSync(trace, 'utf8').split('\n');
  rmSync(folder, { recursive: true });
  for (let i = 0; i < EDITS; i++) {
    const written = log.findIndex((line) => isLogWrite(line) && line.includes(wordOf(i)));
    const synced = endOfSync(log, written);
    const acknowledged = firstFrame(log, ACK, document, i);
    const sent = firstFrame(log, ROWS, document, i);
    expect({ written, synced, acknowledged, sent }).toSatisfy(
      () => written >= 0 && synced > written && acknowledged > synced && sent > synced,
      'written, synced, then told',
    );
  }
});

function wordOf(edit: number): string {
  return `durable${edit}word`;
}

const [ACK, ROWS] = ['5', '3'];

function isLogWrite(line: string): boolean {
  return /pwrite64\(\d+<[^>]*clapper\.db-wal>/.test(line);
}

/** The line at which the next sync of the write-ahead log ended well; strace splits a call that others overtake. */
function endOfSync(log: readonly string[], from: number): number {
  const begin = log.findIndex((line, i) => i > from && /f(data)?sync\(\d+<[^>]*clapper\.db-wal>/.test(line));
  if (begin === -1) return -1;
  const [line = ''] = log.slice(begin);
  if (/\) += 0$/.test(line)) return begin;
  const [thread = ''] = line.split(' ');
  return log.findIndex(
    (later, i) =>
      i > begin && later.startsWith(thread) && /<\.\.\. f(data)?sync resumed>\) += 0$/.test(later),
  );
}

/** The n-th frame of a kind about the document that went to a socket. */
function firstFrame(log: readonly string[], number: string, document: string, nth: number): number {
  const frame = new RegExp(`(write|writev|sendto)\\(\\d+<(socket|TCP).*d\\\\(00)?${number}.${document}`);
  const lines = log.flatMap((line, i) => (frame.test(line) ? [i] : []));
  return lines[nth] ?? -1;
}
