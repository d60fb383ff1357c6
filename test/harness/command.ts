import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serverMain } from './server.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const node = join(root, 'node_modules', '.bin', 'node');

export interface Command {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** `npm run NAME -- ARGS` on the data of a server, in a minimal environment. `under`: a command to run it under. */
export function runCommand(
  [name, ...args]: [string, ...string[]],
  env: Record<string, string>,
  under: string[] = [],
): Promise<Command> {
  const { PATH = '', HOME = '', CLAPPER_SERVER_COVERAGE, NODE_COMPILE_CACHE } = process.env;
  const [command = node, ...rest] = [...under, node, serverMain, name, ...args];
  const child = spawn(command, rest, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH,
      HOME,
      ...(NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE }),
      ...(CLAPPER_SERVER_COVERAGE === undefined ? {} : { NODE_V8_COVERAGE: CLAPPER_SERVER_COVERAGE }),
      ...env,
    },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => (stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}
