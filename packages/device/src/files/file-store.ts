import { fileName, type FileVariant } from '@clapper/protocol';
import type { FileValue } from '@clapper/documents';
import { defaultEnvironment, silent, type Environment, type Logger } from '../environment.ts';
import type { StorageProblem } from '../local-store.ts';
import type { Store } from '../store.ts';
import { createArrivals, type Waiting } from './arrivals.ts';
import { createFetchedFiles, type NotFetched } from './fetched-files.ts';
import { openFileDatabase, type FileDatabase } from './file-database.ts';
import { hashBlob } from './hash-blob.ts';
import { createHeldFiles } from './held-files.ts';
import type { WantedFile } from './keep-files.ts';
import { LentUrls, type LentUrl } from './lent-urls.ts';
import { memoryFiles } from './memory-files.ts';
import { serverFiles } from './server-files.ts';
import type { FileServer } from './upload.ts';
import { openWaitingFiles, type FilesState } from './waiting-files.ts';

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

export type Added = { added: true; file: FileValue } | { added: false; reason: StorageProblem };

export type FileUrl = LentUrl | NotFetched;

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

/** Parts of a file that nobody has asked for again for so long are let go. */
const UNFINISHED_MS = 7 * 24 * 60 * 60_000;

/**
 * The files of a person on this device: added ones until the server has them, and what was looked at. In a
 * database of their own, so that a full disk is never in the way of words. One tab of a browser sends.
 */
export async function openFiles(options: FilesOptions): Promise<FileStore> {
  const environment: Environment = { ...defaultEnvironment(), ...options.environment };
  const log = options.log ?? silent;
  const hashOf = options.hash ?? hashBlob;
  const name = `clapper-files-${options.user}`;
  const server: FileServer = {
    base: options.server,
    fetch: options.fetch ?? ((...request) => fetch(...request)),
    token: options.token,
  };
  const database = await databaseOf(name, environment, log);
  const urls = new LentUrls();
  const waiting = await openWaitingFiles({ database, name, server, environment, log });
  const held = createHeldFiles({
    database,
    environment,
    log,
    stays: ({ hash, as, documents }) =>
      waiting.has(hash) ||
      urls.isShown(`${hash}/${as}`) ||
      documents.some((document) => options.isKept?.(document) === true),
  });
  const remote = serverFiles(server);
  const arrivals = createArrivals({ ask: remote.arrived, online: () => environment.online(), log });
  const fetched = createFetchedFiles({
    ...{ database, held, server: remote, arrivals, environment, log },
    hash: hashOf,
  });

  async function add({ document, blob, name: called, type, display }: NewFile): Promise<Added> {
    const file: FileValue = { hash: await hashOf(blob), name: fileName(called), type, bytes: blob.size };
    const bytes = [{ here: held.row(document, file.hash, 'original', blob), blob }];
    if (display !== undefined)
      bytes.push({ here: held.row(document, file.hash, 'display', display), blob: display });
    const row = { document, ...file, addedAt: environment.now(), location: null, refused: null };
    const problem = await held.add(bytes, row);
    if (problem !== null) return { added: false, reason: problem };
    await waiting.added();
    return { added: true, file };
  }

  async function url(document: string, hash: string, as: FileVariant): Promise<FileUrl> {
    const key = `${hash}/${as}`;
    const known = urls.again(key);
    if (known !== null) return known;
    const here = await held.look(document, hash, as);
    if (here !== null) return urls.of(key, here);
    // Of a picture that waits here the original is shown; else what is smaller.
    const original = as === 'display' ? await held.bytes(hash, 'original') : null;
    if (original !== null) return urls.of(`${hash}/original`, original);
    if (!environment.online()) return { state: 'away' };
    const found = await fetched.get(document, hash, as, () => true);
    return found instanceof Blob ? urls.of(key, found) : found;
  }

  async function film(document: string, hash: string): Promise<FileUrl> {
    for (const as of ['original', 'proxy'] as const) {
      const known = urls.again(`${hash}/${as}`);
      if (known !== null) return known;
      const here = await held.bytes(hash, as);
      if (here !== null) return urls.of(`${hash}/${as}`, here);
    }
    if (!environment.online()) return { state: 'away' };
    try {
      const as = await fetched.watchedAs(document, hash);
      const address = as === null ? null : await remote.address(document, hash, as);
      if (address === null) return { state: 'absent' };
      return { state: 'here', url: address, release: () => undefined };
    } catch (error) {
      log.info({ error, hash }, 'files.away');
      return { state: 'away' };
    }
  }

  async function keep({ document, hash, as }: WantedFile, goes: () => boolean): Promise<boolean> {
    if (!environment.online()) return false;
    try {
      const variant = as === 'film' ? await fetched.watchedAs(document, hash) : as;
      if (variant === null) return false;
      if ((await held.bytes(hash, variant)) !== null) return true;
      const found = await fetched.get(document, hash, variant, (takes) => takes && goes());
      return found instanceof Blob;
    } catch (error) {
      log.info({ error, hash }, 'files.away');
      return false;
    }
  }

  function kick(): void {
    waiting.kick();
    arrivals.kick();
  }

  const stops = [
    environment.onOnlineChange((online) => {
      if (online) kick();
    }),
    environment.onVisible(() => {
      arrivals.kick();
      void waiting.wake();
    }),
    () => fetched.stop(),
    () => waiting.stop(),
    () => arrivals.stop(),
    () => held.stop(),
    () => urls.close(),
    () => database.close(),
  ];
  let closed = false;

  async function close(): Promise<void> {
    if (closed) return;
    closed = true;
    for (const stop of stops) stop();
    await Promise.resolve();
  }

  database
    .dropPartsBefore(environment.now() - UNFINISHED_MS)
    .catch((error: unknown) => log.warn({ error }, 'files.untidy'));
  return {
    state: waiting.state,
    add,
    url,
    film,
    keep,
    whenThere: (document, hash, who) => arrivals.watch(document, hash, who),
    held: async () => new Map((await database.here()).map(({ hash, as, bytes }) => [`${hash}/${as}`, bytes])),
    tryAgain: (document, hash) => waiting.tryAgain(document, hash),
    giveUp: (document, hash) => waiting.giveUp(document, hash),
    kick,
    onlyInMemory: () => !database.persistent && waiting.state.get().waiting.length > 0,
    close,
    async wipe() {
      await close();
      await database.destroy();
    },
  };
}

async function databaseOf(name: string, environment: Environment, log: Logger): Promise<FileDatabase> {
  try {
    return await openFileDatabase(name, environment);
  } catch (error) {
    log.error({ error }, 'files.storageBlocked');
    return memoryFiles();
  }
}
