import { hash } from 'node:crypto';

/** The tip of a document without rows. */
export const EMPTY_TIP = Buffer.alloc(0);

/** tip(n) = sha256(tip(n−1) ‖ update), as bytes. */
export function nextTip(previous: Uint8Array, update: Uint8Array): Buffer {
  // In one call: a hash object would cost more than hashing a keystroke.
  return hash('sha256', Buffer.concat([previous, update]), 'buffer');
}

/** Tips are bytes in the database and lower-case hex everywhere else. */
export function tipText(tip: Buffer): string {
  return tip.toString('hex');
}

/** The same bytes as the drivers want them, not copied. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
