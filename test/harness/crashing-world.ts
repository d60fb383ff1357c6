import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { ClapperError, newId } from '@clapper/protocol';
import { createProjections } from '@clapper/server/src/activity/projections.ts';
import type { Authority, Principal } from '@clapper/server/src/auth/principal.ts';
import { SILENT } from '@clapper/server/src/log.ts';
import { openStorage } from '@clapper/server/src/storage/open.ts';
import type { Storage } from '@clapper/server/src/storage/storage.ts';
import type { SyncLimits } from '@clapper/server/src/sync/limits.ts';
import { createSync } from '@clapper/server/src/sync/sync.ts';
import type { Account } from './people.ts';
import { listen, steadyPort } from './ports.ts';
import { until } from './wait.ts';

/** What of the storage call at which the world stops has happened. */
export const STOPS = [
  /** Nothing. */
  'before',
  /** It is under way: its commit is written, or half of it, or nothing. */
  'torn',
  /** All of it, and nobody was told. */
  'stored',
  /** All of it, and the caller went on for a moment. */
  'answered',
] as const;
export type Stop = (typeof STOPS)[number];

/**
 * A sync server in this process, on a real database, that can stop between any two instructions: from
 * then on no call is answered and no byte leaves, as if the process were gone. `reopen` starts another
 * one from what is on the disk.
 */
export interface CrashingWorld {
  /** `ws://127.0.0.1:PORT`, the same after `reopen`. */
  readonly url: string;
  readonly project: string;
  readonly isStopped: boolean;
  /** A fresh storage's, after `reopen`. */
  readonly storage: Storage;
  person(name: string): Promise<Account>;
  /** Stops at the `call`-th storage call from now; `after` steps of the event loop into it, or after it. */
  stopAt(call: number, how: Stop, after: number): void;
  stop(): void;
  reopen(): Promise<void>;
  close(): Promise<void>;
}

/** A database that can be left as a process that died would leave it. */
interface Medium {
  url: string;
  /** Called in the instant of the stop: later writes of the old process must not count. */
  cut(): void;
  /** Ends everything the old process had open, so that the next one can begin. */
  bury(storage: Storage): Promise<void>;
  remove(): void;
}

const HOUR_MS = 3_600_000;

export async function createCrashingWorld(
  database: { driver: 'sqlite' } | { driver: 'postgres'; url: string },
  limits: Partial<SyncLimits> = {},
): Promise<CrashingWorld> {
  const medium = database.driver === 'sqlite' ? sqliteMedium() : postgresMedium(database.url);
  const tokens = new Map<string, Principal>();
  const authority: Authority = {
    async authenticate(token) {
      const principal = tokens.get(token);
      if (principal === undefined) throw new ClapperError('UNAUTHENTICATED', 'The token is not good.');
      return principal;
    },
    redeemTicket: () => Promise.reject(new ClapperError('UNAUTHENTICATED', 'There are no tickets here.')),
  };
  let storage: Storage;
  let server: Server;
  const port = await steadyPort();
  let life = new Life(() => undefined);

  async function open(): Promise<void> {
    storage = await openStorage(medium.url, { log: SILENT });
    const sockets = new Set<Socket>();
    life = new Life(() => {
      medium.cut();
      for (const socket of sockets) socket.resetAndDestroy();
    });
    const watched = life.watch(storage);
    const sync = createSync({
      storage: watched,
      authority,
      projections: createProjections(watched),
      log: SILENT,
      limits: { retryAfterMs: 20, ...limits },
      allowedOrigin: () => true,
    });
    server = createServer();
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      if (life.isStopped) socket.resetAndDestroy();
    });
    server.on('upgrade', (request, socket, head) => sync.upgrade(request, socket, head, '127.0.0.1'));
    await listen(server, port);
  }

  async function end(): Promise<void> {
    life.stop();
    await new Promise((resolve) => server.close(resolve));
    await medium.bury(storage);
  }

  async function person(name: string): Promise<Account> {
    const id = newId();
    const created = await storage.accounts.create(
      {
        id,
        username: name,
        email: `${name}@example.org`,
        passwordHash: 'none',
        nickname: name,
        createdAt: Date.now(),
      },
      { adminEmail: null, registration: 'open', inviteCode: null, studio: { id: newId(), name } },
    );
    if (!created.ok) throw new Error(`no account for ${name}: ${created.code}`);
    const token = `token of ${name}`.replaceAll(' ', '-');
    tokens.set(token, {
      user: id,
      name,
      session: newId(),
      expiresAt: Date.now() + HOUR_MS,
      isSystemAdmin: false,
      guest: null,
    });
    return {
      id,
      name,
      login: name,
      password: '',
      token: () => Promise.resolve(token),
      call: () => Promise.reject(new Error('There is no HTTP in this world.')),
    };
  }

  await open();
  const owner = await person('owner');
  const project = await newProject(storage!, owner.id);
  const code = newId();
  await storage!.projects.setInvite(project, {
    code,
    role: 'editor',
    expiresAt: null,
    createdBy: owner.id,
    createdAt: Date.now(),
  });

  return {
    get url() {
      return `ws://127.0.0.1:${port}`;
    },
    project,
    get isStopped() {
      return life.isStopped;
    },
    get storage() {
      return storage;
    },
    async person(name) {
      const account = await person(name);
      await storage.projects.join(code, account.id, Date.now());
      return account;
    },
    stopAt: (call, how, after) => life.stopAt(call, how, after),
    stop: () => life.stop(),
    async reopen() {
      await end();
      await open();
    },
    async close() {
      await end();
      medium.remove();
    },
  };
}

/** One life of a server: every call to its storage passes here, until it stops. */
class Life {
  #stopped = false;
  #plan: { left: number; how: Stop; after: number } | null = null;
  readonly #onStop: () => void;

  constructor(onStop: () => void) {
    this.#onStop = onStop;
  }

  get isStopped(): boolean {
    return this.#stopped;
  }

  stopAt(call: number, how: Stop, after: number): void {
    this.#plan = { left: call, how, after };
  }

  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#onStop();
  }

  watch(storage: Storage): Storage {
    const part = <Part extends object>(methods: Part): Part =>
      new Proxy(methods, {
        get: (target, name) => {
          const method = Reflect.get(target, name) as (...args: unknown[]) => Promise<unknown>;
          return (...args: unknown[]) => this.#call(() => method.apply(target, args));
        },
      });
    const { documents, accounts, projects, outbox } = storage;
    return {
      ...storage,
      documents: part(documents),
      accounts: part(accounts),
      projects: part(projects),
      outbox: part(outbox),
    };
  }

  async #call(run: () => Promise<unknown>): Promise<unknown> {
    if (this.#stopped) return never();
    const plan = this.#plan;
    if (plan === null || --plan.left > 0) return this.#answer(run);
    this.#plan = null;
    switch (plan.how) {
      case 'before':
        this.stop();
        return never();
      case 'torn':
        // What becomes of it is between it and the disk.
        run().catch(() => undefined);
        await turns(plan.after);
        this.stop();
        return never();
      case 'stored':
        await run().catch(() => undefined);
        this.stop();
        return never();
      case 'answered':
        void turns(plan.after).then(() => this.stop());
        return this.#answer(run);
      default:
        return plan.how satisfies never;
    }
  }

  /** What ends after the stop ends for nobody. */
  async #answer(run: () => Promise<unknown>): Promise<unknown> {
    try {
      const value = await run();
      return this.#stopped ? await never() : value;
    } catch (error) {
      if (this.#stopped) return never();
      throw error;
    }
  }
}

function never(): Promise<never> {
  return new Promise(() => undefined);
}

async function turns(howMany: number): Promise<void> {
  for (let i = 0; i < howMany; i++) await new Promise((resolve) => setImmediate(resolve));
}

/** A file. In the instant of the stop it is copied with its log: what the old process still writes is lost. */
function sqliteMedium(): Medium {
  const folder = mkdtempSync(join(tmpdir(), 'clapper-crash-'));
  let generation = 0;
  const fileOf = (number: number): string => join(folder, String(number), 'clapper.db');
  mkdirSync(join(folder, '0'));
  return {
    get url() {
      return `file:${fileOf(generation)}`;
    },
    cut() {
      const from = fileOf(generation++);
      mkdirSync(join(folder, String(generation)));
      for (const end of ['', '-wal'])
        if (existsSync(from + end)) copyFileSync(from + end, fileOf(generation) + end);
    },
    async bury(storage) {
      await storage.close();
      rmSync(join(folder, String(generation - 1)), { recursive: true });
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** A database. A process that dies takes its connections along, and with them what was not committed. */
function postgresMedium(url: string): Medium {
  const { pathname } = new URL(url);
  return {
    url,
    cut: () => undefined,
    async bury(storage) {
      const sql = postgres(url, { max: 1, database: 'postgres', onnotice: () => undefined });
      const others = () => sql<{ pid: number }[]>`
        select pg_terminate_backend(pid) from pg_stat_activity where datname = ${pathname.slice(1)}`;
      await others();
      await storage.close();
      await until(async () => (await others()).length === 0, { what: 'its connections to end' });
      await sql.end();
    },
    remove: () => undefined,
  };
}

async function newProject(storage: Storage, creator: string): Promise<string> {
  const id = newId();
  const [studio] = await storage.projects.studios(creator);
  if (studio === undefined) throw new Error('the creator has no studio');
  const at = Date.now();
  await storage.projects.create({
    id,
    studio: studio.id,
    creator,
    name: 'Alley coffee',
    description: '',
    deadline: null,
    tag: null,
    status: 'active',
    template: 'four-acts',
    language: 'en',
    progress: null,
    createdAt: at,
    updatedAt: at,
  });
  return id;
}
