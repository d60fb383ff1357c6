import { ClapperError, ERRORS, type ErrorCode } from '@clapper/protocol';
import type { Environment, Logger } from '../environment.ts';
import type { FileDatabase } from './file-database.ts';
import type { WaitingRow } from './file-rows.ts';
import { uploadFile, type FileServer } from './upload.ts';

/** How long a file waits after it could not be sent: longer each time, spread, and not at all after `kick`. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

export interface QueueOptions {
  database: FileDatabase;
  server: FileServer;
  environment: Pick<Environment, 'now' | 'random' | 'online'>;
  log: Logger;
  /** Whether this tab sends. */
  leads(): boolean;
  events: {
    sending(row: WaitingRow, sent: number): void;
    paused(row: WaitingRow): void;
    there(row: WaitingRow): void;
    refused(row: WaitingRow, code: ErrorCode): void;
  };
}

export interface UploadQueue {
  /** There may be something to send: a file was added, the network is back, this tab leads now. */
  kick(): void;
  stop(): void;
}

/** Sends one file after the other; one that cannot go does not hold up the rest. */
export function createUploadQueue(options: QueueOptions): UploadQueue {
  const { database, server, environment, log, leads, events } = options;
  /** By document and hash: how often it failed, and when it is tried again. */
  const failed = new Map<string, { times: number; at: number }>();
  let running = false;
  let again = false;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const keyOf = ({ document, hash }: WaitingRow) => `${document} ${hash}`;

  async function next(): Promise<WaitingRow | null> {
    const rows = (await database.waiting()).filter(({ refused }) => refused === null);
    rows.sort((a, b) => a.addedAt - b.addedAt);
    const waiting = new Set(rows.map(keyOf));
    for (const key of failed.keys()) if (!waiting.has(key)) failed.delete(key);
    const now = environment.now();
    return rows.find((row) => (failed.get(keyOf(row))?.at ?? 0) <= now) ?? null;
  }

  async function run(): Promise<void> {
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      do {
        again = false;
        for (let row = await next(); row !== null && goes(); row = await next()) await send(row);
      } while (again && goes());
    } catch (error) {
      log.error({ error }, 'files.queueFailed');
    } finally {
      running = false;
    }
    rest();
  }

  const goes = () => !stopped && leads() && environment.online();

  async function send(row: WaitingRow): Promise<void> {
    const key = keyOf(row);
    let { location } = row;
    try {
      const blob = await database.bytes(row.hash, 'original');
      // Cleared by the browser or by hand: nothing can be sent, and waiting for it would be for ever.
      if (blob === null) throw new ClapperError('BROKEN_FILE', 'The file is not on this device any more.');
      await uploadFile(server, row, blob, {
        sent: (bytes) => events.sending(row, bytes),
        async located(to) {
          location = to;
          await database.change({ ...row, location });
        },
      });
      await database.waitsNoMore(row.document, row.hash);
      failed.delete(key);
      events.there(row);
    } catch (error) {
      const code = error instanceof ClapperError ? error.code : 'INTERNAL';
      if (isFinal(code)) {
        log.warn({ code, document: row.document }, 'files.refused');
        await database.change({ ...row, location: null, refused: code });
        return events.refused(row, code);
      }
      const times = (failed.get(key)?.times ?? 0) + 1;
      const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (times - 1));
      failed.set(key, { times, at: environment.now() + wait * (0.5 + environment.random() / 2) });
      log.info({ code, error, times }, 'files.waits');
      events.paused(row);
    }
  }

  /** Sleeps until the first of those that failed is due. */
  function rest(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    // Whoever makes it go again kicks.
    if (failed.size === 0 || !goes()) return;
    const due = Math.min(...[...failed.values()].map(({ at }) => at));
    timer = setTimeout(() => void run(), Math.max(0, due - environment.now()) + 1);
  }

  return {
    kick() {
      for (const [key, { times }] of failed) failed.set(key, { times, at: 0 });
      void run();
    },
    stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}

/** Asking again would be answered the same. Signed out is no answer to this file. */
function isFinal(code: ErrorCode): boolean {
  return code !== 'UNAUTHENTICATED' && !ERRORS[code].retry;
}
