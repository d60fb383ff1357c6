import type { FileHandle } from 'node:fs/promises';

/** A box of an MP4 or QuickTime file: `type`, and where its content lies in the file. */
export interface Box {
  type: string;
  from: number;
  to: number;
}

/** A film of a day has fewer; a file made of empty boxes has millions. */
const MAX_BOXES = 20_000;

export class BrokenBoxes extends Error {}

/** The boxes between two places, in their order. @throws BrokenBoxes when they do not end where it ends */
export async function boxesIn(file: FileHandle, from: number, to: number): Promise<Box[]> {
  const boxes: Box[] = [];
  for (let at = from; at < to;) {
    if (boxes.length >= MAX_BOXES) throw new BrokenBoxes('it has too many parts');
    // QuickTime ends some lists with four zero bytes.
    if (to - at < 8) break;
    const head = await bytesAt(file, at, Math.min(16, to - at));
    const short = head.readUInt32BE(0);
    const long = short === 1 && head.byteLength === 16 ? Number(head.readBigUInt64BE(8)) : null;
    const size = short === 0 ? to - at : (long ?? short);
    const headBytes = long === null ? 8 : 16;
    if (size < headBytes) break;
    if (at + size > to) throw new BrokenBoxes(`it ends ${at + size - to} bytes too early`);
    boxes.push({ type: head.toString('latin1', 4, 8), from: at + headBytes, to: at + size });
    at += size;
  }
  return boxes;
}

/** The first box behind a path of types, such as `mdia`, `minf`. */
export async function boxAt(file: FileHandle, within: Box, ...path: string[]): Promise<Box | null> {
  let at: Box = within;
  for (const type of path) {
    const next = (await boxesIn(file, at.from, at.to)).find((box) => box.type === type);
    if (next === undefined) return null;
    at = next;
  }
  return at;
}

/** @throws BrokenBoxes when the file ends before */
export async function bytesAt(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, from);
  if (bytesRead < length) throw new BrokenBoxes('it ends too early');
  return bytes;
}
