// `idb` names the global classes, so they have to be there as well as the factory.
import 'fake-indexeddb/auto';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import WebSocket from 'ws';
import { openDevice, type Device, type Environment } from '@clapper/device';
import type { Account } from './people.ts';

// Each y-websocket hears of the end of the process, as long as it lives; here live dozens, of several worlds at once.
process.setMaxListeners(0);

/** What stays when a device is closed or killed: its disk. Open again on the same one to reload it. */
export class Disk {
  readonly indexedDB = new IDBFactory() as unknown as globalThis.IDBFactory;
}

interface DeviceSetup {
  /** `http://…` of the running server, or of a proxy before it. */
  server: string;
  account: Account;
  disk?: Disk;
  environment?: Partial<Environment>;
}

/** The real device in this process: real sockets, an IndexedDB of its own. */
export async function newDevice({
  server,
  account,
  disk = new Disk(),
  environment,
}: DeviceSetup): Promise<Device> {
  const device = await openDevice({
    server: server.replace(/^http/, 'ws'),
    user: { id: account.id, name: account.name },
    token: () => account.token(),
    environment: {
      indexedDB: disk.indexedDB,
      IDBKeyRange: IDBKeyRange as unknown as typeof globalThis.IDBKeyRange,
      WebSocket: WebSocket as unknown as typeof globalThis.WebSocket,
      BroadcastChannel: null,
      locks: null,
      ...environment,
    },
  });
  const status = device.status.get();
  if (status.state !== 'notSaved' || status.reason !== 'unread') return device;
  // [DV14] On a starved machine the disk may not answer in time. A page says so, and one opens it anew.
  await device.close();
  return newDevice({ server, account, disk, ...(environment && { environment }) });
}
