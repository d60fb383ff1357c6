import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, expect, test } from 'vitest';
import { until } from '../harness/wait.ts';

// The command that an operator types, as npm runs it: behind npm and a shell, with the server in a group of its own.

const root = fileURLToPath(new URL('../..', import.meta.url));
const data = mkdtempSync(join(tmpdir(), 'clapper-start-'));
/** Nobody listens there: what is installed and built is served without asking. */
const NO_REGISTRY = 'http://127.0.0.1:9';

let npm: ChildProcess | undefined;
afterEach(() => {
  if (npm?.pid !== undefined && npm.exitCode === null && npm.signalCode === null) process.kill(-npm.pid);
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

test.each([
  // A service manager knows of npm alone.
  { how: 'SIGTERM to npm', end: (pid: number) => process.kill(pid, 'SIGTERM') },
  // A terminal tells all that stand in front of it.
  { how: 'Ctrl-C', end: (pid: number) => process.kill(-pid, 'SIGINT') },
])(
  'npm start serves what is there without the registry, and $how ends its server gracefully',
  async ({ end }) => {
    const { PATH = '', HOME = '' } = process.env;
    npm = spawn('npm', ['start'], {
      cwd: root,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH, HOME, PORT: '0', DATA_DIR: data, npm_config_registry: NO_REGISTRY },
    });
    let output = '';
    for (const stream of [npm.stdout, npm.stderr]) stream?.on('data', (chunk) => (output += String(chunk)));
    const url = await until(() => /^listening on (http:\S+:\d+)$/m.exec(output)?.[1], {
      what: 'npm start to serve',
      timeout: 30_000,
      tell: () => output,
    });
    const health = await fetch(`${url}/api/health`);
    expect(health.status).toBe(200);

    end(npm.pid ?? 0);
    const gone = () =>
      fetch(`${url}/api/health`).then(
        () => false,
        () => true,
      );
    await until(gone, { what: 'the server to end', timeout: 15_000 });
    // The last thing that a graceful end says; a killed one says nothing.
    await until(() => output.includes('server.stopped'), {
      what: 'the server to say that it stopped',
      timeout: 15_000,
      tell: () => output,
    });
  },
);
