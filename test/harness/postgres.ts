import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { postgresBin } from '../machine.mjs';
import { steadyPort } from './ports.ts';
import { until } from './wait.ts';

/** A private, real PostgreSQL on a free port: tests may do with it what they want, also kill it. */
export interface PostgresServer {
  /** A database of this server that exists from the start. */
  url: string;
  /** A new database, for a test file of its own; its URL. Empty, or a copy of another that nobody has open. */
  createDatabase(like?: string): Promise<string>;
  /** Gives back what it took of the disk. Nobody may have it open. */
  dropDatabase(url: string): Promise<void>;
  /** As a power cut: nothing is flushed. The data stays; `start` brings it back. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Stops it and removes its data. */
  stop(): Promise<void>;
}

/**
 * For tests in which processes end and no power fails: what is committed need not be on the disk, for which a busy one
 * takes its time. That it is there elsewhere, `fault/durability` proves.
 */
export const NO_POWER_CUTS = { fsync: 'off', full_page_writes: 'off' } as const;

/**
 * Where what need not be on a disk is not written to one: a database is three hundred files, which are made and removed in
 * memory for a third of the processor time. Some machines have next to none of it.
 */
function folderFor(settings: Record<string, string>): string {
  const memory = '/dev/shm';
  const fits = (): boolean => {
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize > ENOUGH_MEMORY;
  };
  return settings['fsync'] === 'off' && existsSync(memory) && fits() ? memory : tmpdir();
}

/** A hundred databases, and as much log as PostgreSQL keeps. */
const ENOUGH_MEMORY = 4 * 1024 ** 3;

interface PostgresOptions {
  /** Lines of postgresql.conf. Durable by default, as a real one: tests of durability depend on it. */
  settings?: Record<string, string>;
}

export async function startPostgres({ settings = {} }: PostgresOptions = {}): Promise<PostgresServer> {
  const bin = postgresBin();
  if (bin === undefined) throw new Error('No PostgreSQL here: install Debian’s package postgresql.');
  const user = serverUser();
  const folder = mkdtempSync(join(folderFor(settings), 'clapper-postgres-'));
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const initdb = spawnSync(
    join(bin, 'initdb'),
    [
      '-D',
      data,
      '-U',
      'clapper',
      '-A',
      'trust',
      '-E',
      'UTF8',
      '--locale=C',
      '--no-sync',
      '--no-instructions',
    ],
    { ...user, cwd: folder, encoding: 'utf8' },
  );
  if (initdb.status !== 0) throw new Error(`initdb failed: ${initdb.stderr}`);

  const port = await steadyPort();
  const address = (database: string) => `postgres://clapper@127.0.0.1:${port}/${database}`;
  const options = {
    ...settings,
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
  };
  let child: ChildProcess | undefined;
  let log = '';
  let databases = 0;

  const start = async () => {
    // Backends of a killed server hold its shared memory for a moment; then it refuses to start.
    await until(
      async () => {
        if (child === undefined || child.exitCode !== null || child.signalCode !== null) {
          log = '';
          child = spawn(
            join(bin, 'postgres'),
            ['-D', data, ...Object.entries(options).flatMap(([key, value]) => ['-c', `${key}=${value}`])],
            { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
          );
          child.stderr?.on('data', (chunk) => (log += String(chunk)));
        }
        return answers(address('postgres')).catch((error: unknown) => {
          throw new Error(log || String(error));
        });
      },
      { what: 'PostgreSQL to accept connections', timeout: 30_000 },
    );
  };
  const end = async (signal: NodeJS.Signals) => {
    const dying = child;
    child = undefined;
    if (dying === undefined || dying.exitCode !== null || dying.signalCode !== null) return;
    const exited = new Promise((resolve) => dying.once('exit', resolve));
    dying.kill(signal);
    await exited;
  };
  const killAtExit = () => void child?.kill('SIGKILL');
  process.once('exit', killAtExit);

  const nameOf = (url: string) => new URL(url).pathname.slice(1);
  const createDatabase = async (like?: string) => {
    const name = `clapper_${++databases}`;
    const template = like === undefined ? 'template1' : nameOf(like);
    await query(address('postgres'), (sql) => sql.unsafe(`create database ${name} template ${template}`));
    return address(name);
  };

  await start();
  return {
    url: await createDatabase(),
    createDatabase,
    async dropDatabase(url) {
      await query(address('postgres'), (sql) => sql.unsafe(`drop database ${nameOf(url)}`));
    },
    start,
    kill: () => end('SIGKILL'),
    async stop() {
      // "Immediate": nothing is written any more that is removed the next moment, which takes a busy disk half a minute.
      await end('SIGQUIT');
      process.off('exit', killAtExit);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answers(url: string): Promise<boolean> {
  await query(url, (sql) => sql`select 1`);
  return true;
}

async function query(url: string, ask: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => undefined });
  try {
    await ask(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** PostgreSQL refuses to run as root. */
function serverUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (flag: string, name: string) =>
    Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout);
  const name = spawnSync('id', ['postgres']).status === 0 ? 'postgres' : 'nobody';
  return { uid: idOf('-u', name), gid: idOf('-g', name) };
}
