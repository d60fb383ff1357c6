import * as Y from 'yjs';
import { formatUuid } from '@clapper/protocol';

/**
 * Seeds are the same bytes wherever and whenever they are made, so that a document created twice is
 * still one document. Fixed client id, ids derived from the project, no clock, no randomness.
 */
const SEED_CLIENT_ID = 1;

export function seedUpdate(fill: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = SEED_CLIENT_ID;
  doc.transact(() => fill(doc), 'seed');
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}

/**
 * A UUID (version 8: "derived our way") from words. Four differently seeded rounds of MurmurHash3;
 * it separates ids inside one project and guards nothing, so it need not be cryptographic: on a
 * plain-http LAN there is no `crypto.subtle`.
 */
export function derivedId(...words: readonly (string | number)[]): string {
  const text = words.join('/');
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  for (let part = 0; part < 4; part++) view.setUint32(part * 4, murmur3(text, 0x9e3779b9 * (part + 1)));
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return formatUuid(bytes);
}

function murmur3(text: string, seed: number): number {
  let hash = seed | 0;
  for (let i = 0; i < text.length; i++) {
    let word = Math.imul(text.charCodeAt(i), 0xcc9e2d51);
    word = Math.imul((word << 15) | (word >>> 17), 0x1b873593);
    hash ^= word;
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
  }
  hash ^= text.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
