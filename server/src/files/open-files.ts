import { join } from 'node:path';
import type { Principal } from '../auth/principal.ts';
import type { FilesConfig } from '../config.ts';
import type { Logger } from '../log.ts';
import type { Storage } from '../storage/storage.ts';
import type { Folder } from '../sync/fold-threads.ts';
import { createCollector } from './collector.ts';
import { createCutMedia, type CutMediaOptions } from './cut-media.ts';
import { fileDesk, type FileDesk } from './file-desk.ts';
import { createFiles } from './files.ts';
import { fileLinks } from './links.ts';
import { ffmpeg } from './media/ffmpeg.ts';
import { MediaThreads } from './media/media-threads.ts';
import { namedFiles } from './named-files.ts';
import { openBlobStore } from './store/open-store.ts';
import { Turns } from './turns.ts';
import { UploadFiles } from './uploads/upload-files.ts';
import { createUploads } from './uploads/uploads.ts';
import { createVariants } from './variants.ts';

export interface OpenFilesOptions {
  config: FilesConfig;
  dataDir: string;
  secret: Uint8Array;
  storage: Storage;
  folder: Folder;
  sessionOf(session: string): Promise<Principal>;
  read: CutMediaOptions['read'];
  write: CutMediaOptions['write'];
  log: Logger;
  now(): number;
}

/** Everything of files, put together. */
export interface FileParts {
  desk: FileDesk;
  /** People wrote in a document: it may name a file that has been here for a while. */
  written(document: string): void;
  /** Makes of files what is due. */
  work(): Promise<void>;
  /** Forgets half uploads and what nobody needs any more. */
  collect(): Promise<void>;
  stop(): Promise<void>;
}

export async function openFiles(options: OpenFilesOptions): Promise<FileParts> {
  const { config, dataDir, secret, storage, folder, sessionOf, read, write, log, now } = options;
  const { location, videoBytes, projectBytes } = config;
  // What is finished is renamed into its place, which must be on the same file system.
  const workDir = join(location.kind === 'directory' ? location.path : dataDir, 'uploads');
  const store = await openBlobStore(location, workDir);
  const media = new MediaThreads(log);
  const turns = new Turns();
  const { files: index } = storage;
  const named = namedFiles({ documents: storage.documents, files: index, folder });
  const cutMedia = createCutMedia({ files: index, read, write, log });
  const variants = createVariants({
    files: index,
    store,
    media,
    ffmpeg: config.ffmpeg === null ? null : ffmpeg(config.ffmpeg),
    workDir,
    changed: cutMedia.look,
    log,
    now,
  });
  const limits = { videoBytes, projectBytes };
  function arrived(document: string): void {
    variants.wake();
    cutMedia.look(document);
  }
  const { missed } = variants;
  const files = createFiles({ storage, store, media, named, turns, limits, arrived, missed, log, now });
  const uploads = await createUploads({ disk: new UploadFiles(workDir), files, log, now });
  const collector = createCollector({ files: index, named, store, turns, log, now });
  return {
    desk: fileDesk({ files, uploads, links: fileLinks(secret, now), limits, sessionOf, media, workDir }),
    written: cutMedia.look,
    work: variants.work,
    async collect() {
      await uploads.sweep();
      await collector.collect();
    },
    async stop() {
      await variants.stop();
      await media.stop();
    },
  };
}
