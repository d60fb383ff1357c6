import { newId, type ErrorCode } from '@clapper/protocol';
import type { Environment, Logger } from '../environment.ts';
import { createLeaseLead } from '../leading/lease-lead.ts';
import { createLockLead } from '../leading/lock-lead.ts';
import type { StorageProblem } from '../local-store.ts';
import { createCell, type Store } from '../store.ts';
import { openChannel } from '../tabs.ts';
import type { FileDatabase } from './file-database.ts';
import type { WaitingRow } from './file-rows.ts';
import type { FileServer } from './upload.ts';
import { createUploadQueue } from './upload-queue.ts';

/** A file that was added on this device, until the server has it. */
export type WaitingFile = Pick<WaitingRow, 'document' | 'hash' | 'name' | 'type' | 'bytes' | 'addedAt'> &
  (
    | { state: 'waiting' }
    /** `sent`: bytes that are on the server. */
    | { state: 'uploading'; sent: number }
    /** The server does not take it. It stays here until the person tries again or gives it up. */
    | { state: 'refused'; code: ErrorCode }
  );

export interface FilesState {
  /** In the order they were added. */
  waiting: readonly WaitingFile[];
  /** Why files are not on this device's disk. */
  problem: StorageProblem | null;
}

export interface WaitingFilesOptions {
  database: FileDatabase;
  /** What the tabs of a person in this browser share: the name of their database. */
  name: string;
  server: FileServer;
  environment: Environment;
  log: Logger;
}

/** What waits on this device for the server. Every tab tells of it; one of them sends. */
export interface WaitingFiles {
  readonly state: Store<FilesState>;
  /** Whether it exists nowhere else yet. */
  has(hash: string): boolean;
  /** Something was added. */
  added(): Promise<void>;
  /** Reads what other tabs added and sent meanwhile, and goes on. */
  wake(): Promise<void>;
  tryAgain(document: string, hash: string): Promise<void>;
  giveUp(document: string, hash: string): Promise<void>;
  /** The network may be back. */
  kick(): void;
  stop(): void;
}

/** How often a tab that sends says that it is there, and one that does not looks whether one is. */
const LEAD_MS = 3_000;

type Told = { type: 'changed' } | { type: 'sending'; document: string; hash: string; sent: number };

export async function openWaitingFiles(options: WaitingFilesOptions): Promise<WaitingFiles> {
  const { database, name, server, environment, log } = options;
  const problem = database.persistent ? null : 'blocked';
  const state = createCell<FilesState>({ waiting: [], problem });
  let stopped = false;
  let leads = false;
  let rows: WaitingRow[] = [];
  /** Bytes on the server of what is being sent right now, by this tab or another. */
  const sending = new Map<string, number>();
  const keyOf = (row: { document: string; hash: string }) => `${row.document} ${row.hash}`;

  const channel = openChannel(name, environment, log);
  if (channel !== null) channel.onmessage = ({ data }) => hear(data as Told);
  const tell = (message: Told): void => {
    if (!stopped) channel?.postMessage(message);
  };

  const lead = leadOf();
  const queue = createUploadQueue({
    database,
    server,
    environment,
    log,
    leads: () => leads && !stopped,
    events: {
      sending(row, sent) {
        sending.set(keyOf(row), sent);
        show();
        tell({ type: 'sending', document: row.document, hash: row.hash, sent });
      },
      paused: (row) => void ended(row),
      there: (row) => void ended(row),
      refused: (row) => void ended(row),
    },
  });

  function leadOf() {
    const events = {
      won() {
        leads = true;
        queue.kick();
      },
      lost: () => void (leads = false),
    };
    return environment.locks === null || !database.persistent
      ? createLeaseLead(database, newId(environment.now()), () => environment.now(), log, events)
      : createLockLead(environment.locks, `${name}-lead`, log, events);
  }

  function hear(message: Told): void {
    switch (message.type) {
      case 'changed':
        // Another tab sends them, or added one that this tab is to send.
        if (!leads) sending.clear();
        void wake();
        break;
      case 'sending':
        sending.set(keyOf(message), message.sent);
        show();
        break;
      default:
        message satisfies never;
    }
  }

  function ended(row: WaitingRow): Promise<void> {
    sending.delete(keyOf(row));
    return changed();
  }

  async function changed(): Promise<void> {
    await reread();
    tell({ type: 'changed' });
  }

  async function wake(): Promise<void> {
    await reread();
    queue.kick();
  }

  async function reread(): Promise<void> {
    if (stopped) return;
    rows = await database.waiting();
    rows.sort((a, b) => a.addedAt - b.addedAt);
    show();
  }

  function show(): void {
    state.set({ waiting: rows.map((row) => shown(row, sending.get(keyOf(row)))), problem });
  }

  const beat = setInterval(() => {
    lead.renew();
    lead.wait();
    // Where tabs cannot tell each other they look.
    if (channel === null) void reread();
  }, LEAD_MS);

  await reread();
  lead.wait();
  return {
    state,
    has: (hash) => rows.some((row) => row.hash === hash),
    wake,
    async added() {
      await changed();
      queue.kick();
    },
    async tryAgain(document, hash) {
      const row = (await database.waiting()).find((one) => one.document === document && one.hash === hash);
      if (row !== undefined) await database.change({ ...row, refused: null });
      await changed();
      queue.kick();
    },
    async giveUp(document, hash) {
      await database.waitsNoMore(document, hash);
      await changed();
    },
    kick: () => queue.kick(),
    stop() {
      stopped = true;
      clearInterval(beat);
      queue.stop();
      lead.release();
      if (channel !== null) channel.onmessage = null;
      channel?.close();
    },
  };
}

function shown(
  { document, hash, name, type, bytes, addedAt, refused }: WaitingRow,
  sent?: number,
): WaitingFile {
  const file = { document, hash, name, type, bytes, addedAt };
  if (refused !== null) return { ...file, state: 'refused', code: refused };
  return sent === undefined ? { ...file, state: 'waiting' } : { ...file, state: 'uploading', sent };
}
