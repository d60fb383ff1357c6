import { mkdirSync, writeFileSync } from 'node:fs';
import { readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { isUuid } from '@clapper/protocol';

/**
 * How another process (`npm run user`) tells a running server that sessions ended: one empty file each,
 * named by the session. A file name is whole or absent, so nothing is ever read by halves.
 */
const FOLDER = 'ended-sessions';

export function announceEndedSessions(dataDir: string, sessions: readonly string[]): void {
  const folder = join(dataDir, FOLDER);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const session of sessions) writeFileSync(join(folder, session), '', { mode: 0o600 });
}

/** Takes what was announced; each is told once. */
export async function takeEndedSessions(dataDir: string, onEnded: (session: string) => void): Promise<void> {
  const folder = join(dataDir, FOLDER);
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  for (const name of names) {
    if (isUuid(name)) onEnded(name);
    await unlink(join(folder, name));
  }
}
