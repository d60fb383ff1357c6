import { rm } from 'node:fs/promises';
import { asClapperError, ClapperError, ERRORS, type FileType } from '@clapper/protocol';
import type { Logger } from '../../log.ts';
import type { Files } from '../files.ts';
import { Turns } from '../turns.ts';
import type { UploadFiles } from './upload-files.ts';
import type { Upload } from './upload.ts';

/** Half uploads wait so long for the rest: a weekend on a train. */
export const UPLOAD_TTL_MS = 3 * 24 * 60 * 60_000;
/** An answer that got lost is asked for again within it. */
const DONE_TTL_MS = 24 * 60 * 60_000;
/** Whoever sends pauses between two pieces, and for no longer than this. */
const STILL_SENT_MS = 10_000;
/** Of one person at once: a folder of a shoot, not an attack on the disk. */
const MAX_OPEN = 200;

export interface NewUpload {
  user: string;
  document: string;
  name: string;
  type: FileType;
  sha256: string;
  length: number;
}

/** Where an upload is; `blob` when it has become one. */
export interface Progress {
  offset: number;
  length: number;
  blob: string | null;
}

export interface Uploads {
  /** @throws ClapperError what `Files.expectUpload` says, RATE_LIMITED */
  begin(upload: NewUpload): Promise<string>;
  /** Ends whoever is writing, so that what is told stays so. @throws ClapperError NOT_FOUND for another person's too */
  progress(id: string, user: string): Promise<Progress>;
  /** @throws ClapperError STALE when it goes on elsewhere, TOO_LARGE, and what `Files.keep` says */
  append(id: string, user: string, offset: number, body: ReadableStream<Uint8Array>): Promise<Progress>;
  giveUp(id: string, user: string): Promise<void>;
  /** How much of a file has come for a document, in percent; null: nobody sends it now. */
  arriving(document: string, sha256: string): Promise<number | null>;
  /** Forgets what nobody went on with. @returns how many */
  sweep(): Promise<number>;
}

export interface UploadsOptions {
  disk: UploadFiles;
  files: Pick<Files, 'expectUpload' | 'keep' | 'projectOf'>;
  log: Logger;
  now(): number;
}

/** Uploads that can be cut off at any moment, on either side, and go on where they were. */
export async function createUploads({ disk, files, log, now }: UploadsOptions): Promise<Uploads> {
  const turns = new Turns();
  /** Who writes into an upload right now; another one who comes takes over. */
  const writers = new Map<string, AbortController>();
  /** When something of one that is open came last. */
  const cameAt = new Map<string, number>();
  /** Known from the disk at the start: what is claimed counts before it is there. */
  const open = new Map<string, Upload>();
  for (const id of (await disk.all()).ids) {
    const upload = await disk.read(id);
    if (upload !== null && upload.done === null) open.set(id, upload);
  }

  async function find(id: string, user: string): Promise<Upload> {
    const upload = open.get(id) ?? (await disk.read(id));
    if (upload === null || upload.user !== user) {
      throw new ClapperError('NOT_FOUND', 'There is no such upload.');
    }
    return upload;
  }

  async function forget(id: string): Promise<void> {
    open.delete(id);
    cameAt.delete(id);
    await disk.remove(id);
  }

  /** In its turn, when nobody writes any more. */
  function alone<T>(id: string, work: () => Promise<T>): Promise<T> {
    writers.get(id)?.abort();
    return turns.take(id, work);
  }

  /** When it is whole it becomes a blob, also when that failed the last time or the server ended in between. */
  async function settle(upload: Upload): Promise<Progress> {
    const { id, length, user, document, name, sha256, done } = upload;
    if (done !== null) return { offset: length, length, blob: done };
    const offset = await disk.offset(id);
    if (offset < length) return { offset, length, blob: null };
    try {
      const { hash } = await files.keep(disk.path(id), { user, document, name, sha256, bytes: length });
      const whole = { ...upload, done: hash };
      open.delete(id);
      cameAt.delete(id);
      await disk.save(whole);
      return { offset: length, length, blob: hash };
    } catch (error) {
      if (!ERRORS[asClapperError(error).code].retry) await forget(id);
      throw error;
    }
  }

  return {
    async begin({ user, document, name, type, sha256, length }) {
      const project = files.projectOf(document);
      const others = [...open.values()];
      if (others.filter((upload) => upload.user === user).length >= MAX_OPEN) {
        throw new ClapperError('RATE_LIMITED', `At most ${MAX_OPEN} uploads at once.`, {
          retryAfterMs: 60_000,
        });
      }
      const id = disk.newId();
      const upload: Upload = {
        id,
        user,
        project,
        document,
        name,
        type,
        sha256,
        length,
        createdAt: now(),
        done: null,
      };
      // Counted before it was allowed: of many that begin at once each knows of the others.
      open.set(id, upload);
      try {
        const reserved = others
          .filter((other) => other.project === project)
          .reduce((sum, other) => sum + other.length, 0);
        await files.expectUpload({ user, document, type, bytes: length }, reserved);
        await disk.begin(upload);
      } catch (error) {
        open.delete(id);
        throw error;
      }
      return id;
    },

    async progress(id, user) {
      await find(id, user);
      return alone(id, async () => settle(await find(id, user)));
    },

    async append(id, user, offset, body) {
      await find(id, user);
      const writer = new AbortController();
      const turn = alone(id, async () => {
        const upload = await find(id, user);
        if (upload.done !== null) return settle(upload);
        const at = await disk.offset(id);
        if (at !== offset) throw new ClapperError('STALE', `It goes on at ${at}, not at ${offset}.`);
        const room = upload.length - offset;
        const came = () => void cameAt.set(id, now());
        const { over } = await disk.append(id, until(body, writer.signal, came), { offset, room });
        if (over) {
          await disk.cut(id, offset);
          throw new ClapperError('TOO_LARGE', `It was to have ${upload.length} bytes.`);
        }
        return settle(upload);
      });
      writers.set(id, writer);
      return turn.finally(() => {
        if (writers.get(id) === writer) writers.delete(id);
      });
    },

    async giveUp(id, user) {
      await find(id, user);
      await alone(id, () => forget(id));
    },

    async arriving(document, sha256) {
      const sent = [...open.values()].filter(
        (one) =>
          one.document === document &&
          one.sha256 === sha256 &&
          now() - (cameAt.get(one.id) ?? 0) < STILL_SENT_MS,
      );
      if (sent.length === 0) return null;
      const shares = await Promise.all(
        sent.map(async ({ id, length }) => (await disk.offset(id)) / Math.max(1, length)),
      );
      return Math.floor(100 * Math.min(1, Math.max(...shares)));
    },

    async sweep() {
      const { ids, strays } = await disk.all();
      let gone = 0;
      for (const id of ids) {
        const upload = await disk.read(id);
        const ttl = upload?.done === null ? UPLOAD_TTL_MS : DONE_TTL_MS;
        if (upload !== null && now() - upload.createdAt < ttl) continue;
        await alone(id, () => forget(id));
        gone++;
      }
      for (const { path, changedAt } of strays) {
        if (now() - changedAt < DONE_TTL_MS) continue;
        await rm(path, { recursive: true, force: true });
        gone++;
      }
      if (gone > 0) log.info({ gone }, 'files.uploadsExpired');
      return gone;
    },
  };
}

/** Nothing comes for so long: the way is gone, though nobody said so. */
const SILENCE_MS = 30_000;

/** What comes until it ends, breaks off, falls silent or is taken over: what came so far counts. */
async function* until(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal,
  came: () => void,
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  const stop = (): void => void reader.cancel().catch(() => undefined);
  const silence = setTimeout(stop, SILENCE_MS);
  signal.addEventListener('abort', stop, { once: true });
  try {
    while (!signal.aborted) {
      // A connection that broke off says so here, and there is nobody left to tell.
      const next = await reader.read().catch(() => ({ done: true, value: undefined }) as const);
      if (next.done) return;
      silence.refresh();
      came();
      yield next.value;
    }
  } finally {
    clearTimeout(silence);
    signal.removeEventListener('abort', stop);
    stop();
  }
}
