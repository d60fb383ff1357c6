import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { documentAccess, guestAccess, kindOf, type DocumentKind } from '@clapper/documents';
import {
  ClapperError,
  ERRORS,
  asClapperError,
  isImageType,
  type DocumentAccess,
  type FileAbout,
  type FileType,
  type FileVariant,
} from '@clapper/protocol';
import type { Logger } from '../log.ts';
import type { BlobRow, FileRow, Storage } from '../storage/storage.ts';
import { aboutOf, keptOf, keyOf, type Kept, type Variant } from './about.ts';
import { expectUpload, noDocument, noFile } from './may-upload.ts';
import { refusal } from './media/found.ts';
import type { Media } from './media/media-threads.ts';
import type { NamedFiles } from './named-files.ts';
import type { BlobStore, ByteRange } from './store/blob-store.ts';
import type { Turns } from './turns.ts';

export interface FileLimits {
  /** Bytes of a video. */
  videoBytes: number;
  /** Bytes that a project's files may come to; null: as many as there is room for. */
  projectBytes: number | null;
}

export interface FilesOptions {
  storage: Pick<Storage, 'files' | 'projects' | 'guests'>;
  store: BlobStore;
  media: Pick<Media, 'inspect'>;
  named: NamedFiles;
  /** One at a time by blob: what is put somewhere and what is written of it go together, beside whatever collects it. */
  turns: Turns;
  limits: FileLimits;
  /** A document has a file more. */
  arrived(document: string): void;
  /** Somebody asked for what has not been made of a file. */
  missed(blob: BlobRow, variant: Variant): Promise<void>;
  log: Logger;
  now(): number;
}

/** What somebody is about to upload. */
export interface Announced {
  user: string;
  document: string;
  type: FileType;
  bytes: number;
}

/** What was uploaded, as it lies on the disk. */
export interface Arrived {
  user: string;
  document: string;
  name: string;
  bytes: number;
  /** What its bytes must come to; null: nobody said. */
  sha256: string | null;
}

/** One that may be read, and how. */
export interface OpenFile {
  name: string;
  type: string;
  bytes: number;
  /** Names these bytes for good. */
  tag: string;
  stream(range?: ByteRange): Promise<Readable>;
}

export interface Files {
  /** Before a byte is taken. `reserved`: what uploads under way have claimed. @throws ClapperError */
  expectUpload(announced: Announced, reserved: number): Promise<void>;
  /**
   * Takes a finished file over, or refuses it; either way it is gone from where it lay, unless the same may succeed later.
   * @throws ClapperError
   */
  keep(path: string, arrived: Arrived): Promise<FileAbout>;
  /** @throws ClapperError NOT_FOUND, the same for what is not there and what may not be read */
  about(user: string, document: string, hash: string): Promise<FileAbout>;
  /** @throws ClapperError as `about` */
  open(user: string, document: string, hash: string, as: FileVariant): Promise<OpenFile>;
  /** Whether this person may read the document, and a record of it names the file, which may yet have to come. */
  expects(user: string, document: string, hash: string): Promise<boolean>;
  projectOf(document: string): string;
}

/** Files of documents: who may bring them, what is kept of them, who may read them. */
export function createFiles(options: FilesOptions): Files {
  const { storage, store, media, named, turns, limits, log, now } = options;

  /** @throws ClapperError NOT_FOUND */
  async function reach(
    document: string,
    user: string,
  ): Promise<{ kind: DocumentKind; project: string; access: DocumentAccess }> {
    const found = kindOf(document);
    if (found === null || found.address.scope !== 'project') throw noDocument();
    const { kind, address } = found;
    const role = await storage.projects.role(address.project, user);
    const guest = role === null ? await storage.guests.grantOf(user, now()) : null;
    const access =
      guest === null ? documentAccess(kind, { role, user, address }) : guestAccess(kind, address, guest);
    if (!access.read) throw noDocument();
    return { kind, project: address.project, access };
  }

  /** Rights first, then whether the document has it, then whether anything in it says so. */
  async function readable(
    user: string,
    document: string,
    hash: string,
  ): Promise<{ file: FileRow; blob: BlobRow }> {
    await reach(document, user);
    const found = await storage.files.get(document, hash);
    if (found === null) throw noFile();
    const { file } = found;
    if (!file.named && file.user !== user && !(await named.names(document, hash))) throw noFile();
    return found;
  }

  async function keep(path: string, arrived: Arrived): Promise<FileAbout> {
    const { user, document, bytes, name } = arrived;
    const inspection = await media.inspect(path);
    const { hash } = inspection;
    if (arrived.sha256 !== null && arrived.sha256 !== hash) {
      throw new ClapperError('BROKEN_FILE', 'The bytes that arrived are not those that were announced.');
    }
    if (!inspection.ok) throw refusal(inspection);
    const { type, ...found } = inspection.found;
    const { kind, project, access } = await reach(document, user);
    expectUpload({ kind, access, type, bytes, videoBytes: limits.videoBytes });

    const at = now();
    const kept: Kept = { ...found, variants: {} };
    const about = JSON.stringify(kept);
    const made: BlobRow = {
      hash,
      bytes,
      type,
      about,
      state: 'processing',
      dueAt: at,
      tries: 0,
      createdAt: at,
    };
    const file: FileRow = { document, hash, project, name, user, createdAt: at, named: false };
    return turns.take(hash, async () => {
      const before = await storage.files.blob(hash);
      await store.put(hash, path);
      if ((await storage.files.add(made, file, limits.projectBytes)) === 'full') {
        if (before === null) await store.remove(hash);
        throw full();
      }
      log.info({ document, user, hash, type, bytes }, 'files.kept');
      options.arrived(document);
      return aboutOf(before ?? made, file);
    });
  }

  return {
    projectOf(document) {
      const address = kindOf(document)?.address;
      if (address?.scope !== 'project') throw noDocument();
      return address.project;
    },

    async expectUpload({ user, document, type, bytes }, reserved) {
      const { kind, project, access } = await reach(document, user);
      expectUpload({ kind, access, type, bytes, videoBytes: limits.videoBytes });
      const { projectBytes } = limits;
      if (projectBytes === null) return;
      if ((await storage.files.used(project)) + reserved + bytes > projectBytes) throw full();
    },

    async keep(path, arrived) {
      try {
        return await keep(path, arrived);
      } catch (error) {
        if (!ERRORS[asClapperError(error).code].retry) await rm(path, { force: true });
        throw error;
      }
    },

    async about(user, document, hash) {
      const { file, blob } = await readable(user, document, hash);
      return aboutOf(blob, file);
    },

    async expects(user, document, hash) {
      try {
        await reach(document, user);
      } catch (error) {
        if (asClapperError(error).code === 'NOT_FOUND') return false;
        throw error;
      }
      return named.names(document, hash);
    },

    async open(user, document, hash, as) {
      const { file, blob } = await readable(user, document, hash);
      const made = as === 'original' ? blob : keptOf(blob).variants[as];
      if (made === undefined) {
        if (as !== 'original') await options.missed(blob, as);
        throw noFile();
      }
      const { type, bytes } = made;
      const key = keyOf(hash, as);
      return {
        name: as === 'original' ? file.name : variantName(file.name, type),
        type,
        bytes,
        tag: as === 'original' ? hash : key,
        async stream(range) {
          return (await store.read(key, range)) ?? lost(key);
        },
      };
    },
  };

  /** The index says that it is there: nothing that a client did, and it must not look deleted. */
  function lost(key: string): never {
    log.error({ key }, 'files.bytesMissing');
    throw new ClapperError('UNAVAILABLE', 'The bytes of this file are not where they were kept.');
  }
}

function full(): ClapperError {
  return new ClapperError('QUOTA_FULL', 'The project has no room for this.');
}

/** `콘티.png` as WebP is `콘티.webp`. */
function variantName(name: string, type: string): string {
  const ending = isImageType(type) ? 'webp' : 'mp4';
  return `${name.replace(/\.[^.]*$/, '')}.${ending}`;
}
