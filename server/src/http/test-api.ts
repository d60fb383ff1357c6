import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig, type Config } from '../config.ts';
import { SILENT, type Logger } from '../log.ts';
import { createServer, type Server } from '../server.ts';
import { openStorage } from '../storage/open.ts';
import type { Storage } from '../storage/storage.ts';

/** The whole server on a real SQLite file, asked without a socket: what tests of routes work with. */
export interface TestApi {
  readonly server: Server;
  readonly storage: Storage;
  readonly dataDir: string;
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  /** A new account, signed in. */
  person(name: string, options?: PersonOptions): Promise<Person>;
  /** Moves the server's clock on. */
  pass(ms: number): void;
  close(): Promise<void>;
}

export interface CallOptions {
  token?: string;
  /** JSON, or text as it is. */
  body?: unknown;
  headers?: Record<string, string>;
  /** The peer's; each test may come from its own. */
  address?: string;
}

export interface Answer {
  status: number;
  headers: Headers;
  /** Parsed if it is JSON. */
  // oxlint-disable-next-line typescript/no-explicit-any -- tests compare it with what they expect
  body: any;
  /** The refresh cookie it sets, as a `Cookie` header. */
  cookie: string;
}

export interface Person {
  id: string;
  name: string;
  email: string;
  token: string;
  cookie: string;
}

export interface PersonOptions {
  inviteCode?: string;
  address?: string;
}

export const PASSWORD = 'correct horse battery';

export interface TestApiOptions {
  config?: Partial<Config>;
  log?: Logger;
  clientDir?: string;
  /** Null: nothing is made of videos. */
  ffmpeg?: null;
}

export async function openApi(options: TestApiOptions = {}): Promise<TestApi> {
  const { config: change, log = SILENT, clientDir = null } = options;
  const dataDir = mkdtempSync(join(tmpdir(), 'clapper-api-'));
  const loaded = loadConfig({
    DATA_DIR: dataDir,
    REGISTRATION: 'open',
    PORT: '0',
    ...(options.ffmpeg === null ? { FFMPEG: 'none' } : {}),
  });
  const config = { ...loaded, ...change };
  const storage = await openStorage(config.databaseUrl, { log });
  let shift = 0;
  const now = () => Date.now() + shift;
  const server = await createServer({ config, storage, log, version: '1.2.3', clientDir, now });

  async function call(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    const { token, body, headers = {}, address = '192.0.2.1' } = options;
    const init: RequestInit = {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    };
    const peer = { incoming: { socket: { remoteAddress: address } } };
    const url = path.startsWith('/api/') || !path.startsWith('/') ? path : `/api/v1${path}`;
    const response = await server.app.request(url, init, peer);
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json') === true;
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    return {
      status: response.status,
      headers: response.headers,
      body: json ? (JSON.parse(text) as unknown) : text,
      cookie,
    };
  }

  return {
    server,
    storage,
    dataDir,
    call,
    pass: (ms) => (shift += ms),

    async person(name, { inviteCode, address = '192.0.2.200' } = {}) {
      const email = `${name}@example.org`;
      const body = { username: name, email, password: PASSWORD, nickname: name, invite_code: inviteCode };
      const answer = await call('POST', '/auth/register', { body, address });
      if (answer.status !== 201) throw new Error(`${name} could not sign up: ${JSON.stringify(answer.body)}`);
      return { id: answer.body.user.id, name, email, token: answer.body.access_token, cookie: answer.cookie };
    },

    async close() {
      await server.close(5_000);
      await storage.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}
