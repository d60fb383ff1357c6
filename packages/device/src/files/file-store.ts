import {
  ClapperError,
  FILE_LIMITS,
  fileAboutSchema,
  fileLinksSchema,
  fileName,
  newId,
  type ErrorCode,
  type FileAbout,
  type FileLinks,
  type FileVariant,
} from '@clapper/protocol';
import type { FileValue } from '@clapper/documents';
import { defaultEnvironment, silent, type Environment, type Logger } from '../environment.ts';
import { createLeaseLead } from '../leading/lease-lead.ts';
import { createLockLead } from '../leading/lock-lead.ts';
import type { StorageProblem } from '../local-store.ts';
import { createCell, type Store } from '../store.ts';
import { openChannel } from '../tabs.ts';
import { createArrivals, type Arrived, type Waiting } from './arrivals.ts';
import { fetchInParts } from './fetch-in-parts.ts';
import { openFileDatabase, type FileDatabase } from './file-database.ts';
import type { HereRow, WaitingRow } from './file-rows.ts';
import { hashBlob } from './hash-blob.ts';
import type { WantedFile } from './keep-files.ts';
import { LentUrls, type LentUrl } from './lent-urls.ts';
import { memoryFiles } from './memory-files.ts';
import { tooMany } from './let-go.ts';
import { nowAndThen } from './now-and-then.ts';
import { createUploadQueue } from './upload-queue.ts';
import { ask, refusal, type FileServer } from './upload.ts';

export interface FilesOptions {
  /** http:// or https:// base of the server, without path. */
  server: string;
  user: string;
  /** See `DeviceOptions.token`. */
  token: (refused: string | null) => Promise<string>;
  /** Documents whose files stay here, however long nobody looks at them. */
  isKept?: (document: string) => boolean;
  /** Where it can be done beside the page. */
  hash?: (blob: Blob) => Promise<string>;
  environment?: Partial<Environment>;
  fetch?: typeof fetch;
  log?: Logger;
}

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

export type Added = { added: true; file: FileValue } | { added: false; reason: StorageProblem };

export type FileUrl =
  | LentUrl
  /** The server does not have it (yet): it waits on the device of whoever added it. */
  | { state: 'absent' }
  /** Nothing of the kind is made of this file. */
  | { state: 'none' }
  /** The server makes it just now. */
  | { state: 'processing' }
  /** Not on this device, and the server cannot be asked. */
  | { state: 'away' };

export interface NewFile {
  document: string;
  blob: Blob;
  name: string;
  type: string;
  /** What is shown of it, where the device has made that already. */
  display?: Blob;
}

export interface FileStore {
  readonly state: Store<FilesState>;
  /** Resolves when the file is on this device's disk, and only then says so. It goes to the server by itself. */
  add(file: NewFile): Promise<Added>;
  /** From the device where it is here, else from the server, and kept. */
  url(document: string, hash: string, as: FileVariant): Promise<FileUrl>;
  /**
   * A film to be watched: from the device where it is here; else piece by piece from the server, without being kept.
   * The address of the latter is good for half a day.
   */
  film(document: string, hash: string): Promise<FileUrl>;
  /**
   * Of a file that is absent: when the server has it, and how far it is meanwhile. All that are waited for in a document
   * are asked about at once. Nothing more is said after what this returns was called.
   */
  whenThere(document: string, hash: string, waiting: Waiting): () => void;
  /** Brings it here before anybody looks at it, from where it was cut off the last time. False: not now. */
  keep(file: WantedFile, goes: () => boolean): Promise<boolean>;
  /** What is on this device, as `hash/variant`, and its bytes. */
  held(): Promise<ReadonlyMap<string, number>>;
  /** Sends what was refused once more. */
  tryAgain(document: string, hash: string): Promise<void>;
  giveUp(document: string, hash: string): Promise<void>;
  /** The network may be back. */
  kick(): void;
  onlyInMemory(): boolean;
  close(): Promise<void>;
  wipe(): Promise<void>;
}

/** How often it is written down what was looked at, and room is made. */
const TIDY_MS = 2_000;

/** How often a tab that sends says that it is there, and one that does not looks whether one is. */
const LEAD_MS = 3_000;

type Told = { type: 'changed' } | { type: 'sending'; document: string; hash: string; sent: number };

/**
 * The files of a person on this device: added ones until the server has them, and what was looked at. In a
 * database of their own, so that a full disk is never in the way of words. One tab of a browser sends.
 */
export async function openFiles(options: FilesOptions): Promise<FileStore> {
  const environment: Environment = { ...defaultEnvironment(), ...options.environment };
  const log = options.log ?? silent;
  const hash = options.hash ?? hashBlob;
  const name = `clapper-files-${options.user}`;
  const tab = newId(environment.now());
  const server: FileServer = {
    base: options.server,
    fetch: options.fetch ?? ((...request) => fetch(...request)),
    token: options.token,
  };
  const state = createCell<FilesState>({ waiting: [], problem: null });
  let database: FileDatabase;
  try {
    database = await openFileDatabase(name, environment);
  } catch (error) {
    log.error({ error }, 'files.storageBlocked');
    state.set({ waiting: [], problem: 'blocked' });
    database = memoryFiles();
  }
  let closed = false;
  let leads = false;
  let rows: WaitingRow[] = [];
  /** Bytes on the server of what is being sent right now, by this tab or another. */
  const sending = new Map<string, number>();
  const urls = new LentUrls();
  const channel = openChannel(name, environment, log);
  const keyOf = (row: { document: string; hash: string }) => `${row.document} ${row.hash}`;
  const tell = (message: Told): void => {
    if (!closed) channel?.postMessage(message);
  };

  const arrivals = createArrivals({ ask: arrivedOf, online: () => environment.online(), log });

  const lead = leadOf();
  const queue = createUploadQueue({
    database,
    server,
    environment,
    log,
    leads: () => leads && !closed,
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
      ? createLeaseLead(database, tab, () => environment.now(), log, events)
      : createLockLead(environment.locks, `${name}-lead`, log, events);
  }

  function ended(row: WaitingRow): Promise<void> {
    sending.delete(keyOf(row));
    return changed();
  }

  async function changed(): Promise<void> {
    await reread();
    tell({ type: 'changed' });
  }

  async function reread(): Promise<void> {
    if (closed) return;
    rows = await database.waiting();
    rows.sort((a, b) => a.addedAt - b.addedAt);
    show();
  }

  function show(problem: StorageProblem | null = state.get().problem): void {
    state.set({ waiting: rows.map((row) => shown(row, sending.get(keyOf(row)))), problem });
  }

  if (channel !== null) {
    channel.onmessage = ({ data }) => {
      const message = data as Told;
      if (message.type === 'changed') {
        // Another tab sends them, or added one that this tab is to send.
        if (!leads) sending.clear();
        void reread().then(() => queue.kick());
      } else {
        sending.set(keyOf(message), message.sent);
        show();
      }
    };
  }

  // ── What is here ─────────────────────────────────────────────────────────────────────────────

  const written = async (write: () => Promise<void>): Promise<StorageProblem | null> => {
    try {
      await write();
      if (database.persistent) show(null);
      return null;
    } catch (error) {
      const full = error instanceof Error && error.name === 'QuotaExceededError';
      log.error({ error }, full ? 'files.storageFull' : 'files.storageFailed');
      return full ? 'full' : 'failed';
    }
  };

  async function makeRoom(): Promise<void> {
    const waiting = new Set(rows.map((row) => row.hash));
    const gone = tooMany(await database.here(), {
      budget: BUDGET,
      stays: (row) =>
        waiting.has(row.hash) ||
        urls.isShown(`${row.hash}/${row.as}`) ||
        row.documents.some((document) => options.isKept?.(document) === true),
    });
    if (gone.length > 0) await database.letGo(gone);
  }

  const hereRow = (document: string, of: string, as: FileVariant, blob: Blob): HereRow => ({
    hash: of,
    as,
    documents: [document],
    bytes: blob.size,
    usedAt: environment.now(),
  });

  async function add({ document, blob, name: called, type, display }: NewFile): Promise<Added> {
    const file: FileValue = { hash: await hash(blob), name: fileName(called), type, bytes: blob.size };
    const row: WaitingRow = {
      document,
      ...file,
      addedAt: environment.now(),
      location: null,
      refused: null,
    };
    const bytes = [{ here: hereRow(document, file.hash, 'original', blob), blob }];
    if (display !== undefined)
      bytes.push({ here: hereRow(document, file.hash, 'display', display), blob: display });
    let problem = await written(() => database.add(bytes, row));
    if (problem === 'full') {
      // What was only looked at makes room for what exists nowhere else.
      problem = await written(async () => {
        const waiting = new Set((await database.waiting()).map((one) => one.hash));
        await database.letGo((await database.here()).filter((one) => !waiting.has(one.hash)));
        await database.add(bytes, row);
      });
    }
    if (problem !== null) return { added: false, reason: problem };
    await changed();
    queue.kick();
    return { added: true, file };
  }

  /** By hash and form, since the last time it was written down. */
  const lookedAt = new Map<string, HereRow>();
  const noteLooks = nowAndThen(async () => {
    const looks = [...lookedAt.values()];
    lookedAt.clear();
    await database.used(looks).catch((error: unknown) => log.warn({ error }, 'files.unused'));
  }, TIDY_MS);
  const tidy = nowAndThen(
    () => makeRoom().catch((error: unknown) => log.warn({ error }, 'files.noRoom')),
    TIDY_MS,
  );

  async function local(of: string, as: FileVariant): Promise<Blob | null> {
    try {
      return await database.bytes(of, as);
    } catch (error) {
      log.error({ error }, 'files.unreadable');
      return null;
    }
  }

  async function url(document: string, of: string, as: FileVariant): Promise<FileUrl> {
    const key = `${of}/${as}`;
    const known = urls.again(key);
    if (known !== null) return known;
    const here = await local(of, as);
    if (here !== null) {
      lookedAt.set(`${document} ${key}`, hereRow(document, of, as, here));
      noteLooks.ask();
      return urls.of(key, here);
    }
    // Of a picture that waits here the original is shown; else what is smaller.
    const original = as === 'display' ? await local(of, 'original') : null;
    if (original !== null) return urls.of(`${of}/original`, original);
    if (!environment.online()) return { state: 'away' };
    // That there is no room for it is no trouble of theirs who look at it.
    const found = await fetched(document, of, as, () => true);
    return found instanceof Blob ? urls.of(key, found) : found;
  }

  /** What the server knows of it; null: it does not have it. */
  async function aboutOf(document: string, of: string): Promise<FileAbout | null> {
    const answer = await ask(
      server,
      'GET',
      `/api/v1/blobs/${of}/about?document=${encodeURIComponent(document)}`,
    );
    if (answer.status === 404) return null;
    if (!answer.ok) throw await refusal(answer);
    return fileAboutSchema.parse(await answer.json());
  }

  /** Addresses of those that the server has, and how far others are. */
  async function linksOf(document: string, hashes: readonly string[]): Promise<FileLinks> {
    const body = new Blob([JSON.stringify({ document, hashes })]);
    const headers = { 'content-type': 'application/json' };
    const answer = await ask(server, 'POST', '/api/v1/blobs/links', { headers, body });
    if (!answer.ok) throw await refusal(answer);
    return fileLinksSchema.parse(await answer.json());
  }

  async function arrivedOf(document: string, hashes: readonly string[]): Promise<Arrived> {
    const there = new Set<string>();
    const arriving = new Map<string, number>();
    for (let from = 0; from < hashes.length; from += FILE_LIMITS.links) {
      const some = await linksOf(document, hashes.slice(from, from + FILE_LIMITS.links));
      for (const hash of Object.keys(some.links)) there.add(hash);
      for (const [hash, percent] of Object.entries(some.arriving)) arriving.set(hash, percent);
    }
    return { there, arriving };
  }

  /**
   * By document and hash: what was asked for in vain. Asking so is told by a browser as an error each time; from then on
   * it is asked in ways that are answered with 200.
   */
  const missed = new Set<string>();

  /** Null: the server does not have it. */
  async function watchedAs(document: string, of: string): Promise<FileVariant | null> {
    const key = `${document} ${of}`;
    if (missed.has(key) && !(await arrivals.isThere(document, of))) return null;
    const about = await aboutOf(document, of);
    if (about === null) {
      missed.add(key);
      return null;
    }
    // Made for stepping through, frame by frame the same, except where frames last unequally long.
    return about.variants.includes('proxy') && about.video?.variable !== true ? 'proxy' : 'original';
  }

  async function keep({ document, hash: of, as }: WantedFile, goes: () => boolean): Promise<boolean> {
    if (!environment.online()) return false;
    try {
      const variant = as === 'film' ? await watchedAs(document, of) : as;
      if (variant === null) return false;
      return (
        (await local(of, variant)) !== null ||
        (await fetched(document, of, variant, (takes) => takes && goes())) instanceof Blob
      );
    } catch (error) {
      log.info({ error, hash: of }, 'files.away');
      return false;
    }
  }

  async function film(document: string, of: string): Promise<FileUrl> {
    for (const as of ['original', 'proxy'] as const) {
      const known = urls.again(`${of}/${as}`);
      if (known !== null) return known;
      const here = await local(of, as);
      if (here !== null) return urls.of(`${of}/${as}`, here);
    }
    if (!environment.online()) return { state: 'away' };
    try {
      const as = await watchedAs(document, of);
      if (as === null) return { state: 'absent' };
      const link = (await linksOf(document, [of])).links[of];
      if (link === undefined) return { state: 'absent' };
      return { state: 'here', url: `${server.base}${link}&as=${as}`, release: () => undefined };
    } catch (error) {
      log.info({ error, hash: of }, 'files.away');
      return { state: 'away' };
    }
  }

  /** Who asks for the same meanwhile waits for the same answer. */
  const fetching = new Map<string, Promise<Brought>>();

  function fetched(
    document: string,
    of: string,
    as: FileVariant,
    /** Whether it is still wanted, where the disk takes what comes or not. */
    goes: (takes: boolean) => boolean,
  ): Promise<Brought> {
    const key = `${document} ${of}/${as}`;
    let answer = fetching.get(key);
    if (answer === undefined) {
      answer = bring(document, of, as, goes).finally(() => fetching.delete(key));
      fetching.set(key, answer);
    }
    return answer;
  }

  async function bring(
    document: string,
    of: string,
    as: FileVariant,
    goes: (takes: boolean) => boolean,
  ): Promise<Brought> {
    const key = `${document} ${of}`;
    const drop = () => database.dropParts(of, as);
    let takes = true;
    const get = async (variant: FileVariant) => {
      const query = `document=${encodeURIComponent(document)}&as=${variant}`;
      return fetchInParts({
        had: await database.parts(of, as),
        get: (headers) =>
          ask(server, 'GET', `/api/v1/blobs/${of}?${query}`, { headers, timeoutMs: PART_TIMEOUT_MS }),
        async keep(part) {
          const row = { ...part, hash: of, as, cameAt: environment.now() };
          takes &&= (await written(() => database.keepPart(row))) === null;
        },
        drop,
        goes: () => !closed && goes(takes),
      });
    };
    try {
      let found = missed.has(key) ? null : await get(as);
      if (found === null || ('status' in found && found.status === 404)) {
        missed.add(key);
        if (!(await arrivals.isThere(document, of))) return { state: 'absent' };
        const about = await aboutOf(document, of);
        if (about === null) return { state: 'absent' };
        const made = as === 'original' || about.variants.includes(as);
        if (!made && about.state === 'processing') return { state: 'processing' };
        // A film is no picture of itself, nor of its sound.
        if (!made && !STANDS_FOR.includes(as)) return { state: 'none' };
        // Where nothing smaller is made of it, it comes as it is.
        found = await get(made ? as : 'original');
      }
      if ('status' in found) {
        if (found.status === 404) return { state: 'absent' };
        throw await refusal(found);
      }
      missed.delete(key);
      const { blob, tag, inParts } = found;
      // Of what the server makes of a file only it knows what it should be.
      if (inParts && tag === `"${of}"` && (await hash(blob)) !== of) {
        await drop();
        throw new ClapperError('UNAVAILABLE', 'What was put together is not the file.');
      }
      const here = hereRow(document, of, as, blob);
      if (!inParts) takes = (await written(() => database.keep({ here, blob }))) === null;
      else if (takes) takes = (await written(() => database.keepWhole(here))) === null;
      if (takes) tidy.ask();
      else if (inParts) await drop();
      return blob;
    } catch (error) {
      log.info({ error, hash: of }, 'files.away');
      return { state: 'away' };
    }
  }

  async function close(): Promise<void> {
    if (closed) return;
    closed = true;
    for (const stop of stops) stop();
    queue.stop();
    arrivals.stop();
    lead.release();
    noteLooks.stop();
    tidy.stop();
    urls.close();
    if (channel !== null) channel.onmessage = null;
    channel?.close();
    database.close();
    await Promise.resolve();
  }

  const stops = [
    environment.onOnlineChange((online) => {
      if (!online) return;
      queue.kick();
      arrivals.kick();
    }),
    environment.onVisible(() => {
      arrivals.kick();
      void reread().then(() => queue.kick());
    }),
    every(LEAD_MS, () => {
      lead.renew();
      lead.wait();
      // Where tabs cannot tell each other they look.
      if (channel === null) void reread();
    }),
  ];

  await reread();
  lead.wait();
  database
    .dropPartsBefore(environment.now() - UNFINISHED_MS)
    .catch((error: unknown) => log.warn({ error }, 'files.untidy'));
  return {
    state,
    add,
    url,
    film,
    keep,
    whenThere: (document, of, waiting) => arrivals.watch(document, of, waiting),
    held: async () =>
      new Map((await database.here()).map(({ hash: of, as, bytes }) => [`${of}/${as}`, bytes])),
    async tryAgain(document, of) {
      const row = (await database.waiting()).find((one) => one.document === document && one.hash === of);
      if (row !== undefined) await database.change({ ...row, refused: null });
      await changed();
      queue.kick();
    },
    async giveUp(document, of) {
      await database.waitsNoMore(document, of);
      await changed();
    },
    kick() {
      queue.kick();
      arrivals.kick();
    },
    onlyInMemory: () => !database.persistent && rows.length > 0,
    close,
    async wipe() {
      await close();
      await database.destroy();
    },
  };
}

/** Bytes of what was looked at that stay on a device. */
const BUDGET = 512 * 1024 * 1024;
/** A part that takes longer than this has no connection under it. */
const PART_TIMEOUT_MS = 120_000;
/** Parts of a file that nobody has asked for again for so long are let go. */
const UNFINISHED_MS = 7 * 24 * 60 * 60_000;

/** What came of asking the server for a file. */
/** In place of these the file itself comes. */
const STANDS_FOR: readonly FileVariant[] = ['original', 'display', 'proxy'];

type Brought = Blob | Exclude<FileUrl, { state: 'here' }>;

function shown(
  { document, hash, name, type, bytes, addedAt, refused }: WaitingRow,
  sent?: number,
): WaitingFile {
  const file = { document, hash, name, type, bytes, addedAt };
  if (refused !== null) return { ...file, state: 'refused', code: refused };
  return sent === undefined ? { ...file, state: 'waiting' } : { ...file, state: 'uploading', sent };
}

function every(ms: number, act: () => void): () => void {
  const timer = setInterval(act, ms);
  return () => clearInterval(timer);
}
