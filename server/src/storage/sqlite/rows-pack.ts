import type { StoredRow } from '../storage.ts';

/**
 * Many rows on their way between threads, as a few arrays: 260,000 of them cross in a tenth of a second,
 * as objects with an array of bytes each they take more than one.
 */
export interface PackedRows {
  count: number;
  seqs: Float64Array<ArrayBuffer>;
  receivedAt: Float64Array<ArrayBuffer>;
  /** All tips one after the other: they are equally long. */
  tips: string;
  bytes: Uint8Array<ArrayBuffer>;
  sizes: Uint32Array<ArrayBuffer>;
  /** Who wrote them, each once, and for each row which of them; the first is nobody. */
  users: (string | null)[];
  writers: Uint32Array<ArrayBuffer>;
}

const TIP_CHARS = 64;

export function packRows(rows: StoredRow[], transfer: ArrayBuffer[]): PackedRows {
  const count = rows.length;
  const seqs = new Float64Array(count);
  const receivedAt = new Float64Array(count);
  const bytes = new Uint8Array(rows.reduce((total, row) => total + row.update.byteLength, 0));
  const sizes = new Uint32Array(count);
  const places = new Map<string | null, number>([[null, 0]]);
  const writers = new Uint32Array(count);
  let at = 0;
  rows.forEach((row, i) => {
    seqs[i] = row.seq;
    receivedAt[i] = row.receivedAt;
    bytes.set(row.update, at);
    at += row.update.byteLength;
    sizes[i] = row.update.byteLength;
    const place = places.get(row.user) ?? places.size;
    places.set(row.user, place);
    writers[i] = place;
  });
  transfer.push(seqs.buffer, receivedAt.buffer, bytes.buffer, sizes.buffer, writers.buffer);
  const tips = rows.map(({ tip }) => tip).join('');
  return { count, seqs, receivedAt, tips, bytes, sizes, users: [...places.keys()], writers };
}

/** The updates are views of one piece of memory, which stays for as long as one of them does. */
export function unpackRows(packed: PackedRows): StoredRow[] {
  const { count, seqs, receivedAt, tips, bytes, sizes, users, writers } = packed;
  const rows: StoredRow[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    const update = bytes.subarray(at, (at += sizes[i]!));
    const tip = tips.slice(i * TIP_CHARS, (i + 1) * TIP_CHARS);
    rows.push({ seq: seqs[i]!, tip, update, user: users[writers[i]!]!, receivedAt: receivedAt[i]! });
  }
  return rows;
}
