import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { isImageType, isVideoType } from '@clapper/protocol';
import { RefusedFile, type Found, type Inspection } from './found.ts';
import { HEAD_BYTES, typeOf } from './type-of.ts';

const READ_BYTES = 1024 * 1024;

/** Its hash, and what it is by its bytes. Reads it once from the disk, so that what is hashed is what is kept. */
export async function inspectFile(path: string): Promise<Inspection> {
  const hash = createHash('sha256');
  let head: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: READ_BYTES })) {
    hash.update(chunk as Buffer);
    if (head.byteLength < HEAD_BYTES) head = Buffer.concat([head, chunk as Buffer]).subarray(0, HEAD_BYTES);
  }
  const digest = hash.digest('hex');
  try {
    return { hash: digest, ok: true, found: await foundIn(path, head) };
  } catch (error) {
    if (!(error instanceof RefusedFile)) throw error;
    return { hash: digest, ok: false, code: error.code, reason: error.message };
  }
}

async function foundIn(path: string, head: Uint8Array): Promise<Found> {
  const type = typeOf(head);
  if (type === null)
    throw new RefusedFile('UNSUPPORTED_FILE', 'It is no picture and no video that is taken.');
  // Loaded where they are needed: the libraries are large.
  if (isImageType(type)) {
    const { inspectPicture } = await import('./pictures.ts');
    return { type, ...(await inspectPicture(path)) };
  }
  if (!isVideoType(type)) throw new RefusedFile('UNSUPPORTED_FILE', `${String(type)} is not taken.`);
  const { inspectVideo } = await import('./video-facts.ts');
  return { type, ...(await inspectVideo(path, type)) };
}
