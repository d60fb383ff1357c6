import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { FILE_TYPES, fileName, ClapperError, type FileAbout } from '@clapper/protocol';
import type { Principal } from '../auth/principal.ts';
import type { FileLimits, Files } from './files.ts';
import type { FileLinks } from './links.ts';
import type { Media } from './media/media-threads.ts';
import { portraitOf } from './portrait.ts';
import type { Uploads } from './uploads/uploads.ts';

/** What the HTTP side asks of files. */
export interface FileDesk {
  files: Files;
  uploads: Uploads;
  links: FileLinks;
  limits: FileLimits;
  /** Who stands behind a session right now. @throws ClapperError UNAUTHENTICATED | UNAVAILABLE */
  sessionOf(session: string): Promise<Principal>;
  /** A small file that came in one piece. @throws ClapperError */
  atOnce(sent: { user: string; document: string; file: File }): Promise<FileAbout>;
  /** The address of what a person looks like. @throws ClapperError */
  portrait(file: File): Promise<string>;
}

type Parts = Omit<FileDesk, 'atOnce' | 'portrait'> & { media: Media; workDir: string };

export function fileDesk({ media, workDir, ...desk }: Parts): FileDesk {
  return {
    ...desk,
    portrait: (file) => portraitOf(file, { media, workDir }),
    async atOnce({ user, document, file }) {
      const type = FILE_TYPES.find((known) => known === file.type);
      if (type === undefined) throw new ClapperError('UNSUPPORTED_FILE', 'Files of this type are not taken.');
      await desk.files.expectUpload({ user, document, type, bytes: file.size }, 0);
      await mkdir(workDir, { recursive: true });
      const path = join(workDir, `${randomBytes(16).toString('hex')}.once`);
      await pipeline(Readable.fromWeb(file.stream() as never), createWriteStream(path, { mode: 0o600 }));
      return desk.files.keep(path, {
        user,
        document,
        name: fileName(file.name),
        bytes: file.size,
        sha256: null,
      });
    },
  };
}
