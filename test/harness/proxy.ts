import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A bad network between a client and the server: it can be cut, freeze, reset and be slow. */
export interface Proxy {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Refuses new connections and resets those there are. */
  cut(): void;
  /** Takes connections again. */
  mend(): void;
  /** Nothing passes that way any more, and nobody is told. */
  freeze(direction: 'toServer' | 'toClient' | 'both'): void;
  /** What was held goes on its way. */
  thaw(): void;
  /** What was held is lost with its connections: the answer never arrived. */
  drop(): void;
  /** Milliseconds each way. */
  latency(ms: number): void;
  close(): Promise<void>;
}

export async function startProxy(target: string): Promise<Proxy> {
  const { hostname, port } = new URL(target);
  const pairs = new Set<[Socket, Socket]>();
  const frozen = { toServer: false, toClient: false };
  let held: (() => void)[] = [];
  let refuses = false;
  let delay = 0;

  const pipe = (from: Socket, to: Socket, direction: 'toServer' | 'toClient') => {
    from.on('data', (chunk) => {
      const pass = () => {
        if (!to.destroyed) to.write(chunk);
      };
      if (frozen[direction]) held.push(pass);
      else if (delay > 0) setTimeout(pass, delay);
      else pass();
    });
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
  };
  const server = createServer((client) => {
    if (refuses) {
      client.resetAndDestroy();
      return;
    }
    const upstream = connect(Number(port), hostname);
    const pair: [Socket, Socket] = [client, upstream];
    pairs.add(pair);
    client.once('close', () => pairs.delete(pair));
    client.setNoDelay(true);
    upstream.setNoDelay(true);
    pipe(client, upstream, 'toServer');
    pipe(upstream, client, 'toClient');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const reset = () => {
    for (const [client, upstream] of pairs) {
      client.resetAndDestroy();
      upstream.destroy();
    }
    held = [];
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      refuses = true;
      reset();
    },
    mend() {
      refuses = false;
    },
    freeze(direction) {
      frozen.toServer ||= direction !== 'toClient';
      frozen.toClient ||= direction !== 'toServer';
    },
    thaw() {
      frozen.toServer = false;
      frozen.toClient = false;
      for (const pass of held.splice(0)) pass();
    },
    drop() {
      reset();
      frozen.toServer = false;
      frozen.toClient = false;
    },
    latency(ms) {
      delay = ms;
    },
    async close() {
      reset();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
