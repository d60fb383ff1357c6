import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer, type RunningServer } from './server.ts';

export interface SmallDisk {
  server: RunningServer;
  /** Nothing more fits on the disk. */
  fill(): void;
  /** There is room again. */
  free(): void;
  stop(): Promise<void>;
}

/**
 * A server whose data stands on a file system of 8 MB of its own. It is mounted in a namespace that ends with
 * the server, so the test needs no rights and leaves nothing behind; it reaches in through `/proc`.
 */
export async function startServerOnSmallDisk(env: Record<string, string> = {}): Promise<SmallDisk> {
  const dataDir = mkdtempSync(join(tmpdir(), 'clapper-small-disk-'));
  const mount = `mount -t tmpfs -o size=8m none ${dataDir} && exec "$@"`;
  const server = await startServer({ dataDir, env, under: ['unshare', '-rm', 'sh', '-c', mount, 'sh'] });
  const ballast = join(`/proc/${server.pid}/root${dataDir}`, 'ballast');
  return {
    server,
    fill() {
      const file = openSync(ballast, 'w');
      const page = Buffer.alloc(4_096);
      try {
        for (;;) writeSync(file, page);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      } finally {
        closeSync(file);
      }
    },
    free: () => rmSync(ballast),
    async stop() {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
