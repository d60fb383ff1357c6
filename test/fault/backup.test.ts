import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { ClapperError, newId } from '@clapper/protocol';
import { runBackup } from '@clapper/server/src/admin/backup.ts';
import { runRestore } from '@clapper/server/src/admin/restore.ts';
import { openJournal } from '@clapper/server/src/journal/journal.ts';
import { SILENT } from '@clapper/server/src/log.ts';
import { givenDocument, givenUser } from '@clapper/server/src/storage/conformance/given.ts';
import { openStorage } from '@clapper/server/src/storage/open.ts';
import { runCommand } from '../harness/command.ts';
import { Desk } from '../harness/desk.ts';
import { newDevice } from '../harness/devices.ts';
import { newMember, newProject, signUp, type Account } from '../harness/people.ts';
import { startPostgres, type PostgresServer } from '../harness/postgres.ts';
import { startServer } from '../harness/server.ts';
import { storedDoc } from './stored-doc.ts';

let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await startPostgres({ settings: { fsync: 'off' } });
});
afterAll(() => postgres.stop());

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clapper-backup-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Environments of a database of its own each. */
const drivers = {
  SQLite: async (name: string) => ({ DATA_DIR: join(folder, name) }),
  Postgres: async (name: string) => ({
    DATA_DIR: join(folder, name),
    DATABASE_URL: await postgres.createDatabase(),
  }),
};
type Env = { DATA_DIR: string; DATABASE_URL?: string };

const settings = ({ DATA_DIR, DATABASE_URL = `file:${DATA_DIR}/clapper.db` }: Env) => ({
  dataDir: DATA_DIR,
  databaseUrl: DATABASE_URL,
});

/** The commands in this process; what the shell gets of them is `runCommand`'s to test. */
const backup = (env: Env, ...args: string[]) => runBackup(args, settings(env), { version: 'test' });
const restore = (env: Env, ...args: string[]) => runRestore(args, settings(env), { log: SILENT });

/** The one sentence that a command ends with. */
async function refused(command: Promise<string>): Promise<string> {
  const error: unknown = await command.then(
    () => new Error('It was done.'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ClapperError);
  const { message } = error as ClapperError;
  expect(message).not.toContain('\n');
  return message;
}

/** What a database holds of a document, and as whom. */
async function inDatabase(env: Env, document: string) {
  const storage = await openStorage(settings(env).databaseUrl, { log: SILENT });
  try {
    const loaded = (await storage.documents.load(document))!;
    return { head: loaded.head, leases: loaded.leases, text: storedDoc(loaded).getText('text').toString() };
  } finally {
    await storage.close();
  }
}

/** A database without a server, with a document of these words. */
async function written(env: Env, words: string): Promise<string> {
  const storage = await openStorage(settings(env).databaseUrl, { log: SILENT });
  const document = await givenDocument(storage, { kind: 'scratch', seed: updateOf(words) });
  await storage.close();
  await (await openJournal(env.DATA_DIR, SILENT)).close();
  return document;
}

function updateOf(words: string): Uint8Array {
  const doc = new Y.Doc();
  doc.getText('text').insert(0, words);
  return Y.encodeStateAsUpdate(doc);
}

describe.each(Object.keys(drivers) as (keyof typeof drivers)[])('%s', (driver) => {
  test('[EP5] [EP6] [EP7] a running server is copied while somebody writes, and what happens after it holds on', async () => {
    const env = await drivers[driver]('data');
    const server = await startServer({ dataDir: env.DATA_DIR, env });
    const owner = await signUp(server.url, 'Jin');
    const project = await newProject(owner);
    const doomed = await newProject(owner);
    const mina = await newMember(server.url, owner, project, 'editor', 'Mina');
    const document = `${project}/scratch/x`;
    const device = await newDevice({ server: server.url, account: owner });
    const desk = await Desk.open(device, document);
    await desk.live();
    desk.type('before. ');
    await desk.saved();

    const file = join(folder, 'backup.db');
    const writing = runCommand(['backup', file], env);
    for (let done = false, words = 0; !done; words++) {
      desk.type(`word${words} `);
      done = await Promise.race([writing.then(() => true), desk.saved().then(() => false)]);
    }
    expect(await writing).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^\S+backup\.db: \d+ documents with \d+ rows, 2 accounts, .* whole\.\n$/),
      stderr: '',
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).toSorted()).toEqual(['backup.db', 'data']);

    // Somebody else's id for the same document, a session, a project of then and one of now.
    const other = await newDevice({ server: server.url, account: owner });
    const after = await Desk.open(other, document);
    await after.live();
    after.type('after. ');
    await after.saved();
    const { text } = after;
    const later = await newProject(owner);
    for (const id of [doomed, later])
      expect((await owner.call('DELETE', `/projects/${id}`)).status).toBe(204);
    expect((await mina.call('POST', '/auth/logout')).status).toBe(204);
    // Not while it runs, and nothing is touched.
    expect(await refused(restore(env, file, '--lost'))).toMatch(
      /^Another Clapper server .* stop it first\.$/,
    );
    await Promise.all([device.close(), other.close()]);
    await server.kill();
    const before = await inDatabase(env, document);
    expect(before).toMatchObject({ text, head: { base: null } });

    const told = await restore(env, file, '--lost');
    expect(told).toContain('2 removed projects, 1 ended sessions, 1 client ids.');
    const [, kept = ''] = /^The database as it was: (.+)$/m.exec(told) ?? [];
    expect(await inDatabase({ DATA_DIR: folder, DATABASE_URL: `file:${kept}` }, document)).toEqual(before);
    const restored = await inDatabase(env, document);
    expect(text.startsWith(restored.text) && restored.text.startsWith('before. ')).toBe(true);
    expect(restored.text).not.toContain('after.');
    const { headSeq: seq, headTip: tip } = restored.head;
    expect(restored.head.base).toEqual({ epoch: before.head.epoch, seq, tip });
    const owners = ({ leases }: typeof before) => leases.map(({ clientId, user }) => [clientId, user]);
    expect(owners(restored)).toEqual(owners(before));

    await server.restart();
    const status = async (account: Account, path: string) => (await account.call('GET', path)).status;
    expect(await status(owner, `/projects/${project}`)).toBe(200);
    expect(await status(owner, `/projects/${doomed}`)).toBe(404);
    expect(await status(owner, `/projects/${later}`)).toBe(404);
    expect(await status(mina, '/auth/session')).toBe(401);
    await server.kill();
  });

  test('[EP6] a backup is a database of either kind; rolled back, its documents begin without a base', async () => {
    const env = await drivers[driver]('data');
    const document = await written(env, 'both ways');
    const file = join(folder, 'backup.db');
    await backup(env, file);
    const before = await inDatabase(env, document);
    for (const other of Object.keys(drivers) as (keyof typeof drivers)[]) {
      const elsewhere = await drivers[other](`to ${other}`);
      await restore(elsewhere, file, '--rollback');
      const { head, text } = await inDatabase(elsewhere, document);
      expect(text).toBe('both ways');
      expect(head).toEqual({ ...before.head, epoch: head.epoch, base: null });
      expect(head.epoch).not.toBe(before.head.epoch);
      // Backed up again it is whole, with numbers that go on counting.
      await backup(elsewhere, join(folder, `again ${other}`));
    }
  });

  test('[EP8] without the journal that was beside it all sessions end', async () => {
    const env = await drivers[driver]('data');
    await written(env, 'x');
    const url = settings(env).databaseUrl;
    const storage = await openStorage(url, { log: SILENT });
    const user = await givenUser(storage);
    const now = Date.now();
    const session = { id: newId(), user: user.id, userAgent: '', createdAt: now, lastUsedAt: now };
    await storage.accounts.createSession({ ...session, expiresAt: now + 1e9 }, 'hash');
    await storage.close();
    const file = join(folder, 'backup.db');
    await backup(env, file);
    const live = async () => {
      const opened = await openStorage(url, { log: SILENT });
      const found = await opened.accounts.session(session.id, Date.now());
      await opened.close();
      return found !== null;
    };
    expect(await restore(env, file, '--lost')).toContain('0 ended sessions');
    expect(await live()).toBe(true);
    rmSync(join(env.DATA_DIR, 'journal.jsonl'));
    expect(await restore(env, file, '--lost')).toContain('1 sessions ended, everybody signs in again.');
    expect(await live()).toBe(false);
  });
});

describe('what cannot be done is said in one sentence, and changes nothing', () => {
  test('[EP5] a backup', async () => {
    const env = await drivers.SQLite('none');
    const file = join(folder, 'backup.db');
    expect(await refused(backup(env))).toBe('Usage: npm run backup -- FILE');
    expect(await refused(backup(env, file))).toBe(`There is no database at ${env.DATA_DIR}/clapper.db.`);
    expect(await refused(backup(await drivers.Postgres('empty'), file))).toMatch(/holds no Clapper database/);
    const gone = { ...env, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };
    expect(await refused(backup(gone, file))).toMatch(/^The database cannot answer: .*ECONNREFUSED/);
    expect(await refused(backup(env, join(folder, 'no', 'folder')))).toBe(`There is no folder ${folder}/no.`);
    writeFileSync(file, 'something of mine');
    expect(await refused(backup(env, file))).toBe(`${file} exists already: choose another name.`);
    expect(readFileSync(file, 'utf8')).toBe('something of mine');
    expect(readdirSync(folder)).toEqual(['backup.db']);
  });

  test('[EP5] [EP6] a backup or a restore on a full disk', async () => {
    const env = await drivers.SQLite('data');
    const document = await written(env, 'safe');
    const whole = join(folder, 'whole.db');
    await backup(env, whole);
    const small = join(folder, 'small');
    const on = (size: string) => [
      'unshare',
      '-rm',
      'sh',
      '-c',
      `mkdir -p ${small} && mount -t tmpfs -o size=${size} none ${small} && "$@"; code=$?; ls -A ${small} >&2; exit $code`,
      'sh',
    ];
    const file = join(small, 'backup.db');
    expect(await runCommand(['backup', file], env, on('64k'))).toEqual({
      code: 1,
      stdout: '',
      stderr: `The disk has no room for ${file}; nothing was changed.\n`,
    });
    const there = { DATA_DIR: join(small, 'data') };
    const { code, stderr } = await runCommand(['restore', whole, '--lost'], there, on('64k'));
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `The disk has no room for ${there.DATA_DIR}/clapper.db.restoring; nothing was changed.\ndata\n`,
    });
    expect((await inDatabase(env, document)).text).toBe('safe');
  });

  test('[EP6] a restore', async () => {
    const env = await drivers.SQLite('data');
    const document = await written(env, 'safe '.repeat(2_000));
    const file = join(folder, 'backup.db');
    await backup(env, file);
    const which = /^Which one\? --lost: .* --rollback: .*\.$/;
    expect(await refused(restore(env, file))).toMatch(which);
    expect(await refused(restore(env, file, '--lost', '--rollback'))).toMatch(which);
    expect(await refused(restore(env, '--lost'))).toMatch(/^Usage: npm run restore/);
    expect(await refused(restore(env, file, '--heal'))).toMatch(/^Usage: npm run restore/);
    expect(await refused(restore(env, join(folder, 'nothing'), '--lost'))).toBe(
      `There is no file ${folder}/nothing.`,
    );
    const letter = join(folder, 'letter');
    writeFileSync(letter, 'Dear Jin, '.repeat(1_000));
    expect(await refused(restore(env, letter, '--lost'))).toBe(`${letter} is no backup of Clapper.`);
    const other = join(folder, 'other.db');
    new Database(other).exec('create table songs (name)').close();
    expect(await refused(restore(env, other, '--lost'))).toBe(`${other} is no backup of Clapper.`);

    // One byte of somebody's words: only the chain of hashes can tell.
    const bytes = readFileSync(file);
    const at = bytes.indexOf('safe safe safe safe');
    bytes[at] = 'S'.charCodeAt(0);
    const spoiled = join(folder, 'spoiled.db');
    writeFileSync(spoiled, bytes);
    expect(await refused(restore(env, spoiled, '--lost'))).toMatch(
      new RegExp(`is damaged: row \\d+ of ${document} is not what was stored\\.$`),
    );
    expect(await inDatabase(env, document)).toMatchObject({ head: { base: null } });
    expect(existsSync(join(env.DATA_DIR, 'clapper.db.restoring'))).toBe(false);
  });
});
