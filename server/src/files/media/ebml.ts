import type { FileHandle } from 'node:fs/promises';
import { BrokenBoxes } from './boxes.ts';

/** Names of WebM and Matroska elements whose length may be unknown: they were written while they were recorded. */
const SEGMENT = 0x18538067;
const CLUSTER = 0x1f43b675;
/** The longest name and the longest length there are. */
const HEAD_BYTES = 4 + 8;

/**
 * Walks a WebM or Matroska file to its end: each element must end where the file does, or before. What says no length
 * is gone into, so a recording is walked frame by frame.
 * @throws BrokenBoxes
 */
export async function expectWholeMatroska(file: FileHandle, size: number): Promise<void> {
  const head = Buffer.alloc(HEAD_BYTES);
  let segments = 0;
  for (let at = 0; at < size;) {
    const { bytesRead } = await file.read(head, 0, HEAD_BYTES, at);
    const element = elementAt(head.subarray(0, bytesRead));
    // Players pass over what is no element behind the film.
    if (element === 'none') break;
    if (element === 'cut') throw new BrokenBoxes('it ends within the name of a part');
    const { id, headBytes, length } = element;
    if (id === SEGMENT) segments++;
    if (length === null && id !== SEGMENT && id !== CLUSTER) throw new BrokenBoxes('a part says no length');
    at += headBytes + (length ?? 0);
    if (at > size) throw new BrokenBoxes(`it ends ${at - size} bytes too early`);
  }
  if (segments === 0) throw new BrokenBoxes('there is no film in it');
}

interface Element {
  id: number;
  headBytes: number;
  /** Null: unknown. */
  length: number | null;
}

function elementAt(head: Buffer): Element | 'none' | 'cut' {
  const idBytes = widthOf(head[0]!);
  if (idBytes > 4) return 'none';
  if (head.byteLength <= idBytes) return 'cut';
  const lengthBytes = widthOf(head[idBytes]!);
  if (lengthBytes > 8) return 'none';
  const headBytes = idBytes + lengthBytes;
  if (head.byteLength < headBytes) return 'cut';
  // The first bit says how wide it is; where all others are set, it is unknown.
  const bits = (1n << BigInt(7 * lengthBytes)) - 1n;
  const value = BigInt(`0x${head.toString('hex', idBytes, headBytes)}`) & bits;
  return { id: head.readUIntBE(0, idBytes), headBytes, length: value === bits ? null : Number(value) };
}

/** Bytes of a number by the first of them: one more than it begins with zero bits; 9 where all are. */
function widthOf(first: number): number {
  return Math.clz32(first) - 24 + 1;
}
