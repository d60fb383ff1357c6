import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ClapperError, isImageType } from '@clapper/protocol';
import { refusal } from './media/found.ts';
import type { Media } from './media/media-threads.ts';

/**
 * What a person looks like, out of a picture they sent: a few thousand bytes as an address of their own. It stands in the
 * documents that name them and is read by who reads those, offline too; there is no file of it.
 */
export async function portraitOf(
  file: File,
  { media, workDir }: { media: Pick<Media, 'inspect' | 'portrait'>; workDir: string },
): Promise<string> {
  if (!isImageType(file.type)) throw notOne();
  await mkdir(workDir, { recursive: true });
  const path = join(workDir, `${randomBytes(16).toString('hex')}.portrait`);
  try {
    await pipeline(Readable.fromWeb(file.stream() as never), createWriteStream(path, { mode: 0o600 }));
    const inspection = await media.inspect(path);
    if (!inspection.ok) throw refusal(inspection);
    if (!isImageType(inspection.found.type)) throw notOne();
    return `data:image/webp;base64,${await media.portrait(path)}`;
  } finally {
    await rm(path, { force: true });
  }
}

function notOne(): ClapperError {
  return new ClapperError('UNSUPPORTED_FILE', 'This is no picture.');
}
