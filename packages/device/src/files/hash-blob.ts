import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** As much as is hashed in one go: on a slow phone some tens of milliseconds. */
const PIECE = 1024 * 1024;

/**
 * SHA-256 of a file, read piece by piece. Not by `crypto.subtle`: browsers withhold it on plain http, and it
 * wants the whole file in memory.
 */
export async function hashBlob(blob: Blob): Promise<string> {
  const hash = sha256.create();
  for (let at = 0; at < blob.size; at += PIECE)
    hash.update(new Uint8Array(await blob.slice(at, at + PIECE).arrayBuffer()));
  return bytesToHex(hash.digest());
}
