import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { isImageType, isVideoType } from '@clapper/protocol';
import { RefusedFile, type Found, type Inspection } from './found.ts';
import { HEAD_BYTES, typeOf } from './type-of.ts';

const READ_BYTES = 256 * 1024;

/** Its hash, and what it is by its bytes. Reads it once from the disk, so that what is hashed is what is kept. */
export async function inspectFile(path: string): Promise<Inspection> {
  const { digest, head } = await readThrough(path);
  try {
    return { hash: digest, ok: true, found: await foundIn(path, head) };
  } catch (error) {
    if (!(error instanceof RefusedFile)) throw error;
    return { hash: digest, ok: false, code: error.code, reason: error.message };
  }
}

async function readThrough(path: string): Promise<{ digest: string; head: Uint8Array }> {
  const hash = createHash('sha256');
  const file = await open(path);
  try {
    // One buffer over and over: a film would leave thousands of them behind.
    const buffer = Buffer.allocUnsafeSlow(READ_BYTES);
    let head: Uint8Array = new Uint8Array();
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, READ_BYTES);
      if (bytesRead === 0) return { digest: hash.digest('hex'), head };
      const chunk = buffer.subarray(0, bytesRead);
      hash.update(chunk);
      if (head.byteLength === 0) head = Uint8Array.from(chunk.subarray(0, HEAD_BYTES));
    }
  } finally {
    await file.close();
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
