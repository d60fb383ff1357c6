import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { heapOptions } from '../../server/start.mjs';
import { steadyPort } from './ports.ts';
import { until } from './wait.ts';

/** The real server as a process of its own, on a free port and its own data. */
export interface RunningServer {
  /** `http://127.0.0.1:PORT`, the same after a restart. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly dataDir: string;
  /** Everything it logged (standard error). */
  log(): string;
  /** Sends a signal and waits for the end; gives the exit code, or the signal it died of. */
  kill(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals>;
  /** Starts again on the same port and data, after `kill` or instead of it. */
  restart(env?: Record<string, string>): Promise<void>;
  /** Ends it gracefully and removes its data. */
  stop(): Promise<void>;
}

interface ServerOptions {
  /** Added to a minimal environment: nothing leaks in from the shell. */
  env?: Record<string, string>;
  /** Of an earlier server; then it is not removed at the end. */
  dataDir?: string;
  /** A command to run it under, such as `['strace', '-f']`; `pid` and `kill` are then that command's. */
  under?: string[];
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const node = join(root, 'node_modules', '.bin', 'node');
/** What `npm test` has bundled, as `npm start` serves it; a test that is run by itself has what stands in the sources. */
export const serverMain = process.env['CLAPPER_SERVER_MAIN'] ?? 'server/src/main.ts';
const START_TIMEOUT_MS = 60_000;

export async function startServer({
  env = {},
  dataDir,
  under = [],
}: ServerOptions = {}): Promise<RunningServer> {
  const data = dataDir ?? mkdtempSync(join(tmpdir(), 'clapper-server-'));
  let child: ChildProcess;
  let log = '';
  let url = '';
  const port = await steadyPort();

  const start = async (more: Record<string, string> = {}) => {
    const [command, ...args] = [...under, node, serverMain];
    const started = spawn(command ?? node, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...baseEnvironment(), PORT: String(port), DATA_DIR: data, ...env, ...more },
    });
    child = started;
    let output = '';
    started.stdout.on('data', (chunk) => (output += String(chunk)));
    started.stderr.on('data', (chunk) => (log += String(chunk)));
    const line = await until(
      () => {
        const found = /^listening on (https?:\/\/\S+)$/m.exec(output);
        return found ?? (hasEnded(started) ? 'ended' : undefined);
      },
      { what: 'the server to listen', timeout: START_TIMEOUT_MS },
    ).catch((cause: unknown) => {
      throw new Error(`the server does not listen; it said:\n${output}${log.slice(-4_000)}`, { cause });
    });
    if (line === 'ended') throw new Error(`the server ended before it listened:\n${output}${log}`);
    [, url = ''] = line;
  };
  const kill = async (signal: NodeJS.Signals = 'SIGTERM') => {
    const dying = child;
    if (!hasEnded(dying)) {
      const ended = new Promise((resolve) => dying.once('close', resolve));
      dying.kill(signal);
      await ended;
    }
    return dying.signalCode ?? dying.exitCode ?? 0;
  };
  const killAtExit = () => void child.kill('SIGKILL');
  process.once('exit', killAtExit);

  const removeData = () => {
    if (dataDir === undefined) rmSync(data, { recursive: true, force: true });
  };
  try {
    await start();
  } catch (error) {
    await kill('SIGKILL');
    removeData();
    throw error;
  }
  return {
    get url() {
      return url;
    },
    get port() {
      return port;
    },
    get pid() {
      return child.pid ?? 0;
    },
    dataDir: data,
    log: () => log,
    kill,
    async restart(more) {
      await kill();
      await start(more);
    },
    async stop() {
      await kill();
      process.off('exit', killAtExit);
      removeData();
    },
  };
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function baseEnvironment(): Record<string, string> {
  const { PATH = '', HOME = '', CLAPPER_SERVER_COVERAGE, NODE_COMPILE_CACHE } = process.env;
  return {
    PATH,
    HOME,
    NODE_OPTIONS: heapOptions,
    ...(NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE }),
    ...(CLAPPER_SERVER_COVERAGE === undefined ? {} : { NODE_V8_COVERAGE: CLAPPER_SERVER_COVERAGE }),
  };
}
