import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { KINDS } from '@clapper/documents';
import { encodeMessage, MAX_CONNECTIONS_PER_USER, PROTOCOL_VERSION } from '@clapper/protocol';
import { SYNC_LIMITS } from '@clapper/server/src/sync/limits.ts';
import { heapOptions } from '../../server/start.mjs';
import { newMember, newProject, signUp, type Account } from '../harness/people.ts';
import { startServer, type RunningServer } from '../harness/server.ts';
import { until } from '../harness/wait.ts';
import { clientFrame, connectRaw } from './raw-socket.ts';
import type { Row } from './report.ts';
import { connectLight } from './wire.ts';

const CONNECTIONS = 2_000;
const DOCUMENTS = 1_000;
const DOCUMENT_BYTES = 8 * 1024;
/** Opened beforehand: what a server that is at work holds anyway is no part of what the load leaves. */
const WARM = 100;
const AT_ONCE = 50;
const KiB = 1024;
const mib = (bytes: number) => Math.round(bytes / KiB / KiB);

/** What people who only have a tab open cost, and whether documents that nobody has open any more go. */
export async function memory(): Promise<Row[]> {
  return [await idleConnections(), await openedAndClosed()];
}

/** Device sockets that have joined a document and say nothing. */
async function idleConnections(): Promise<Row> {
  const { server, atRest, stop } = await startWeighed();
  try {
    const owner = await signUp(server.url, 'Owner');
    const project = await newProject(owner);
    const people = [owner];
    while (people.length * MAX_CONNECTIONS_PER_USER < CONNECTIONS + WARM)
      people.push(await newMember(server.url, owner, project, 'editor', `Person ${people.length}`));
    const closing: (() => void)[] = [];
    let clientId = 0;
    const open = (count: number) =>
      inTurn(count, async () => {
        const account = people[++clientId % people.length]!;
        closing.push(await idleDevice(server, account, `${project}/plan`, clientId));
      });
    await open(WARM);
    for (const close of closing.splice(0)) close();
    const before = await atRest();
    await open(CONNECTIONS);
    const after = await atRest();
    for (const close of closing) close();
    // Resident bytes would say how much of what signing in took the system has got back meanwhile.
    const each = (after.held - before.held) / CONNECTIONS / KiB;
    const figure = `KiB of heap and buffers each (${mib(after.resident)} MiB resident)`;
    return row(`${CONNECTIONS} idle devices, a document each`, figure, each, '≤ 32', each <= 32);
  } finally {
    await stop();
  }
}

async function openedAndClosed(): Promise<Row> {
  const { server, atRest, stop } = await startWeighed();
  try {
    const owner = await signUp(server.url, 'Owner');
    const project = await newProject(owner);
    const update = pageOf(DOCUMENT_BYTES);
    const openAndClose = async (name: string) => {
      const subprotocols = ['clapper.auth', await owner.token()];
      const dialect = { protocol: 'y-websocket', subprotocols } as const;
      const client = await connectLight(
        `${server.url.replace('http', 'ws')}/sync`,
        `${project}/scratch/${name}`,
        dialect,
      );
      client.send(client.update(update));
      client.close();
    };
    await inTurn(WARM, (i) => openAndClose(`bench-${i}`));
    const { resident: before } = await atRest();
    let most = before;
    await inTurn(DOCUMENTS, async (i) => {
      await openAndClose(`bench-${i}`);
      most = Math.max(most, resident(server.pid));
    });
    const { resident: after } = await atRest();
    const more = (after / before - 1) * 100;
    const load = `${DOCUMENTS} documents of ${DOCUMENT_BYTES / KiB} KiB opened, written in and closed`;
    const figure = `% over ${mib(before)} MiB before; at most ${mib(most)}`;
    return row(load, figure, more, '≤ 20', more <= 20);
  } finally {
    await stop();
  }
}

/** Resolves when it has joined; returns what closes it. */
function idleDevice(
  server: RunningServer,
  account: Account,
  document: string,
  clientId: number,
): Promise<() => void> {
  const join = {
    document,
    epoch: null,
    seq: 0,
    tip: null,
    clientIds: [clientId],
    schema: KINDS.plan.schemaVersion,
    stateVector: null,
  };
  return account.token().then(
    (token) =>
      new Promise((resolve, reject) => {
        let close = (): void => undefined;
        let frames = 0;
        connectRaw(`${server.url}/sync?protocol=${PROTOCOL_VERSION}&device=idle`, ['clapper.auth', token], {
          open(socket) {
            close = () => socket.close();
            socket.write(clientFrame(encodeMessage({ type: 'join', documents: [join] })));
          },
          // HELLO, JOINED and the rows of a document that it has nothing of.
          message() {
            frames += 1;
            if (frames === 3) resolve(() => close());
          },
          failed: reject,
        });
      }),
  );
}

function pageOf(bytes: number): Uint8Array {
  const doc = new Y.Doc();
  doc.getText('t').insert(0, 'The shutter is half up. '.repeat(bytes / 24));
  return Y.encodeStateAsUpdate(doc);
}

async function inTurn(count: number, act: (i: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) await act(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** A server whose garbage can be collected at will: what is measured is what it holds, not when V8 last cleared up. */
interface Weighed {
  server: RunningServer;
  /** In bytes, once everything that can go is gone; `held`: by the thread of the event loop, with its buffers. */
  atRest(): Promise<{ resident: number; held: number }>;
  stop(): Promise<void>;
}

async function startWeighed(): Promise<Weighed> {
  const server = await startServer({
    env: { LOG_LEVEL: 'warn', NODE_OPTIONS: `${heapOptions} --inspect=127.0.0.1:0` },
  });
  const [, url = ''] = await until(() => /^Debugger listening on (ws:\S+)$/m.exec(server.log()), {
    what: 'the inspector of the server',
  });
  const inspector = new WebSocket(url);
  await once(inspector, 'open');
  let calls = 0;
  const ask = async (method: string): Promise<Record<string, number>> => {
    inspector.send(JSON.stringify({ id: ++calls, method }));
    const [answer] = (await once(inspector, 'message')) as [Buffer];
    return (JSON.parse(String(answer)) as { result: Record<string, number> }).result;
  };
  return {
    server,
    async atRest() {
      await sleep(ROOMS_LEAVE_MS);
      let least = Infinity;
      for (let round = 0; round < COLLECTIONS; round++) {
        await ask('HeapProfiler.collectGarbage');
        await sleep(1_000);
        least = Math.min(least, resident(server.pid));
      }
      const {
        usedSize = 0,
        embedderHeapUsedSize = 0,
        backingStorageSize = 0,
      } = await ask('Runtime.getHeapUsage');
      return { resident: least, held: usedSize + embedderHeapUsedSize + backingStorageSize };
    },
    async stop() {
      inspector.terminate();
      await server.stop();
    },
  };
}

/** A room that nobody has open stays for half a minute. */
const ROOMS_LEAVE_MS = SYNC_LIMITS.roomIdleMs + 5_000;
/** Free pages are given back over some of them. */
const COLLECTIONS = 10;

function resident(pid: number): number {
  const [, kib = '0'] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) * KiB;
}

function row(load: string, figure: string, value: number, bar: string, met: boolean): Row {
  return { bench: 'memory', load, figure, values: { Clapper: value }, bar, met };
}
