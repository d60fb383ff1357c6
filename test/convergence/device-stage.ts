import WebSocket from 'ws';
import type { Role } from '@clapper/access';
import { projectDocument } from '@clapper/protocol';
import { Browser, type Held, type Net } from '../../packages/device/src/testing/browser.ts';
import { openTab, type Person as Tab, type TabOptions } from '../../packages/device/src/testing/people.ts';
import { createWorld, type Person, type World, type WorldOptions } from '../protocol/world.ts';

/** Real sockets that can be pulled out of the wall, and ears that can be closed. */
export class RealNet implements Net {
  /** What the server says is lost on the way. */
  deaf = false;
  /** How many frames browsers sent. */
  sent = 0;
  readonly #sockets = new Set<WebSocket>();

  cut(): void {
    for (const socket of [...this.#sockets]) socket.terminate();
  }

  socketClass(online: () => boolean, held: Held): typeof globalThis.WebSocket {
    return socketClass(this, this.#sockets, online, held);
  }
}

function socketClass(
  net: RealNet,
  sockets: Set<WebSocket>,
  online: () => boolean,
  held: Held,
): typeof globalThis.WebSocket {
  class PluggedSocket extends WebSocket {
    constructor(url: string, protocols: string[]) {
      super(url, protocols);
      sockets.add(this);
      this.on('close', () => sockets.delete(this));
      if (!online()) queueMicrotask(() => this.terminate());
    }

    override emit(event: string | symbol, ...args: unknown[]): boolean {
      if (event !== 'message') return super.emit(event, ...args);
      const arrive = () => {
        if (!net.deaf && online()) super.emit(event, ...args);
      };
      if (!held(arrive)) arrive();
      return true;
    }

    override send(data: Uint8Array): void {
      net.sent++;
      const leave = () => {
        if (online() && this.readyState === WebSocket.OPEN) super.send(data);
      };
      if (!held(leave)) leave();
    }
  }
  return PluggedSocket as unknown as typeof globalThis.WebSocket;
}

/** A real server in this process, and browsers of its people. */
export interface DeviceStage {
  world: World;
  net: RealNet;
  document: string;
  browser(without?: { locks?: boolean; channel?: boolean }): Browser;
  person(name: string, role: Role): Promise<Person>;
  open(browser: Browser, person: Person, options?: TabOptions): Promise<Tab>;
  close(): Promise<void>;
}

export async function createStage(options: WorldOptions = {}): Promise<DeviceStage> {
  const world = await createWorld(options);
  const net = new RealNet();
  const document = projectDocument(world.project, 'scratch', 'notes');
  return {
    world,
    net,
    document,
    browser: (without) => new Browser(net, without),
    person: (name, role) => world.person(name, role),
    open: (browser, { id, name, token }, more = {}) =>
      openTab(browser, {
        document,
        server: world.url,
        user: { id, name },
        token: () => Promise.resolve(token),
        ...more,
      }),
    close: () => world.close(),
  };
}
