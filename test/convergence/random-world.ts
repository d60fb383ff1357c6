import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { AUTH_SUBPROTOCOL } from '@clapper/protocol';
import type { CrashingWorld } from '../harness/crashing-world.ts';
import { Desk } from '../harness/desk.ts';
import { Disk, newDevice } from '../harness/devices.ts';
import type { Account } from '../harness/people.ts';
import { startProxy, type Proxy } from '../harness/proxy.ts';
import type { Random } from '../harness/random.ts';
import { replicaOf } from '../harness/replica.ts';
import { until } from '../harness/wait.ts';
import { WireRecord } from '../harness/wire-record.ts';
import { expectKept } from '../fault/promises.ts';
import { storedDoc } from '../fault/stored-doc.ts';
import { writeBoard, writePlan, writeScratch, type RandomWrite } from './random-writes.ts';

const WRITES: Readonly<Record<string, RandomWrite>> = {
  plan: writePlan,
  board: writeBoard,
  'scratch/x': writeScratch,
};
const NAMES = Object.keys(WRITES);

/** Somebody at work behind a bad network of their own: a real device, or a stock client. */
interface Client {
  readonly name: string;
  /** Id of the account. */
  readonly user: string;
  readonly proxy: Proxy;
  /** The doc of `plan`, `board` or `scratch/x`, as far as this client has it. */
  doc(name: string): Y.Doc | null;
  /** The program is closed and opened again; only its disk is kept. */
  reload(): Promise<void>;
  /** The network is good again: at once, as the browser would tell. */
  online(): void;
  /** Nothing of its own waits any more. */
  isSettled(): boolean;
  /** What the server refused, and why. */
  refused(): string[];
  readonly record: WireRecord | null;
  close(): Promise<void>;
}

/** 2–4 devices and a stock client write at random while networks and the server fail; then all is well, and equal. */
export async function liveThrough(world: CrashingWorld, random: Random): Promise<void> {
  const accounts = [await world.person('ana'), await world.person('ben'), await world.person('eun')];
  const clients: Client[] = [
    await stockClient(world, random.pick(accounts), random.pick(['plan', 'scratch/x'])),
  ];
  try {
    // Of one account there may be two devices.
    for (let i = 2 + random.below(3); i > 0; i--) {
      clients.push(await deviceClient(world, random.pick(accounts), `device${i}`));
    }
    const marks: string[] = [];
    for (let step = 0; step < 60; step++) await live(world, clients, marks, random);
    await recover(world, clients);
    await expectSame(world, clients, marks);
  } finally {
    for (const client of clients) await client.close();
  }
}

async function live(world: CrashingWorld, clients: Client[], marks: string[], random: Random): Promise<void> {
  const client = random.pick(clients);
  const { proxy } = client;
  if (random.chance(0.7)) return write(client, marks, random);
  switch (random.below(10)) {
    case 0:
      return proxy.cut();
    case 1:
    case 2:
      proxy.mend();
      return client.online();
    case 3:
      return proxy.freeze(random.pick(['toServer', 'toClient', 'both']));
    case 4:
      return proxy.thaw();
    case 5:
      return proxy.drop();
    case 6:
      return proxy.latency(random.below(20));
    case 7:
      if (random.chance(0.4)) await client.reload();
      return;
    case 8:
      if (random.chance(0.4)) {
        world.stop();
        await world.reopen();
      }
      return;
    default:
      await sleep(random.below(30));
  }
}

function write(client: Client, marks: string[], random: Random): void {
  const name = random.pick(NAMES);
  const doc = client.doc(name);
  if (doc === null) return;
  const mark = `${client.name}-${marks.length}`;
  WRITES[name]?.(doc, mark, random, client.user);
  if (name === 'scratch/x') marks.push(mark);
}

async function recover(world: CrashingWorld, clients: Client[]): Promise<void> {
  if (world.isStopped) await world.reopen();
  for (const { proxy } of clients) {
    proxy.latency(0);
    proxy.thaw();
    proxy.mend();
  }
  for (const client of clients) client.online();
  for (const client of clients) {
    await until(() => client.isSettled(), {
      what: `${client.name} to have nothing waiting`,
      timeout: 20_000,
    });
  }
}

async function expectSame(world: CrashingWorld, clients: Client[], marks: string[]): Promise<void> {
  // Everybody may write all the while.
  for (const client of clients) expect([client.name, client.refused()]).toEqual([client.name, []]);
  for (const name of NAMES) {
    const document = `${world.project}/${name}`;
    const read = async (): Promise<Y.Doc> => {
      const loaded = await world.storage.documents.load(document);
      if (loaded === null) throw new Error(`${name} is gone`);
      return storedDoc(loaded);
    };
    // What a stock client wrote last may be on its way still: it says nothing of being done.
    await until(
      async () => {
        const stored = replicaOf(await read());
        expect(stored.parked).toBe(false);
        for (const client of clients) {
          const doc = client.doc(name);
          if (doc !== null) expect([client.name, replicaOf(doc)]).toEqual([client.name, stored]);
        }
        return true;
      },
      { what: `all to hold the same ${name}`, timeout: 20_000, interval: 50 },
    );
    const doc = await read();
    expectKept(
      doc,
      clients.flatMap(({ record }) => record?.promised(document) ?? []),
    );
    if (name !== 'scratch/x') continue;
    // Each edit is there, once.
    expect((doc.getArray('marks').toArray() as string[]).toSorted()).toEqual(marks.toSorted());
  }
}

const httpOf = ({ url }: CrashingWorld): string => url.replace(/^ws/, 'http');

async function deviceClient(world: CrashingWorld, account: Account, name: string): Promise<Client> {
  const proxy = await startProxy(httpOf(world));
  const record = new WireRecord();
  const disk = new Disk();
  let desks = new Map<string, Desk>();
  const open = async (): Promise<void> => {
    const device = await newDevice({
      server: proxy.url,
      account,
      disk,
      environment: { WebSocket: record.socketClass(), random: () => 0 },
    });
    desks = new Map(NAMES.map((it) => [it, new Desk(device, `${world.project}/${it}`)]));
  };
  const close = async (): Promise<void> => desks.get('plan')?.device.close();
  await open();
  for (const desk of desks.values()) await desk.handle.ready();
  return {
    name,
    user: account.id,
    proxy,
    record,
    doc(it) {
      const state = desks.get(it)?.handle.state.get();
      return state?.phase === 'ready' ? state.doc : null;
    },
    async reload() {
      await close();
      await open();
    },
    online: () => desks.get('plan')?.device.reconnect(),
    isSettled: () =>
      [...desks.values()].every((desk) => desk.handle.state.get().phase === 'ready' && desk.isSaved),
    refused: () =>
      (desks.get('plan')?.device.kept.get() ?? []).map(
        ({ document, reason, text }) => `${reason} ${document}: ${text}`,
      ),
    async close() {
      await close();
      await proxy.close();
    },
  };
}

/** An unmodified y-websocket with one document, in memory. */
async function stockClient(world: CrashingWorld, account: Account, name: string): Promise<Client> {
  const proxy = await startProxy(httpOf(world));
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(
    `${proxy.url.replace(/^http/, 'ws')}/sync`,
    `${world.project}/${name}`,
    doc,
    {
      protocols: [AUTH_SUBPROTOCOL, await account.token()],
      WebSocketPolyfill: WebSocket as never,
      disableBc: true,
      maxBackoffTime: 100,
    },
  );
  await until(() => provider.synced, { what: 'the stock client to have synced' });
  return {
    name: 'stock',
    user: account.id,
    proxy,
    record: null,
    doc: (it) => (it === name ? doc : null),
    reload: async () => undefined,
    online() {
      provider.disconnect();
      provider.connect();
    },
    isSettled: () => provider.synced,
    refused: () => [],
    async close() {
      provider.destroy();
      provider.awareness.destroy();
      await proxy.close();
    },
  };
}
