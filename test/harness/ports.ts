import { createServer, type Server } from 'node:http';

/** Below what Linux, macOS and Windows give away by themselves. */
const FIRST = 20_000;
const LAST = 32_767;

/**
 * A free port for a server that will be stopped and started again on it. One that the system chose (port 0) is, while
 * nobody listens, as free for the next connection of anybody: then the server cannot come back, or another test's
 * server is there and its clients talk to a stranger.
 */
export async function steadyPort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST + 1));
    const probe = createServer();
    try {
      await listen(probe, port);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') continue;
      throw error;
    }
    await new Promise((resolve) => probe.close(resolve));
    return port;
  }
}

/** @throws what the system says, where `listen` alone would leave its caller waiting */
export function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}
