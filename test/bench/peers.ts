import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newProject, signUp, type Account } from '../harness/people.ts';
import { startServer } from '../harness/server.ts';
import { until } from '../harness/wait.ts';
import { connectLight, type Dialect, type LightClient } from './wire.ts';

/** A server under load, alone in its process. */
export interface Peer {
  readonly name: PeerName;
  readonly pid: number;
  /** A client of one document, joined. */
  connect(document: string): Promise<LightClient>;
  stop(): Promise<void>;
}

export const PEERS = ['Clapper', 'Hocuspocus 4', 'y-websocket 2'] as const;
export type PeerName = (typeof PEERS)[number];

export async function startPeer(name: PeerName): Promise<Peer> {
  switch (name) {
    case 'Clapper':
      return startClapper();
    case 'Hocuspocus 4':
    case 'y-websocket 2': {
      const { url, child } = await startPeerProcess(name);
      const dialect: Dialect =
        name === 'Hocuspocus 4' ? { protocol: 'hocuspocus' } : { protocol: 'y-websocket', subprotocols: [] };
      return {
        name,
        pid: child.pid ?? 0,
        connect: (document) => connectLight(url, document, dialect),
        stop: () => end(child),
      };
    }
    default:
      return name satisfies never;
  }
}

async function startClapper(): Promise<Peer> {
  const server = await startServer({ env: { LOG_LEVEL: 'warn' } });
  const owner = await signUp(server.url, 'Load');
  const project = await newProject(owner);
  const url = `${server.url.replace('http', 'ws')}/sync`;
  // A person may have 200 sockets: as many accounts as the load needs.
  const accounts: Account[] = [owner];
  let connections = 0;
  return {
    name: 'Clapper',
    pid: server.pid,
    async connect(document) {
      const needed = Math.floor(connections++ / 100);
      if (needed >= accounts.length) {
        const invite = await owner.call<{ invite_code: string }>('POST', `/projects/${project}/invite`, {
          role: 'editor',
        });
        accounts.push(await signUp(server.url, `Load ${needed}`, invite.body.invite_code));
      }
      const token = await accounts[needed]!.token();
      return connectLight(url, `${project}/scratch/${document}`, {
        protocol: 'y-websocket',
        subprotocols: ['clapper.auth', token],
      });
    },
    stop: () => server.stop(),
  };
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const SCRIPTS = { 'Hocuspocus 4': 'hocuspocus.mjs', 'y-websocket 2': 'y-websocket.mjs' } as const;

/** One of the other two, on a free port; `state` is a file all its documents load from. */
export async function startPeerProcess(
  name: keyof typeof SCRIPTS,
  state?: string,
): Promise<{ url: string; child: ChildProcess }> {
  const child = spawn(
    join(root, 'node_modules', '.bin', 'node'),
    [join(root, 'test/bench/peers', SCRIPTS[name])],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { PATH: process.env['PATH'] ?? '', ...(state === undefined ? {} : { STATE: state }) },
    },
  );
  let output = '';
  child.stdout?.on('data', (chunk) => (output += String(chunk)));
  const [, url = ''] = await until(() => /^listening on (http:\S+)$/m.exec(output), {
    what: `${name} to listen`,
    timeout: 20_000,
  });
  return { url: url.replace('http', 'ws'), child };
}

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGKILL');
  await ended;
}

/** Processor time of a process and its threads so far, in milliseconds. */
export function cpuTime(pid: number): number {
  // Fields 14 and 15, counted behind the name in brackets; a tick is 10 ms on Linux.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
