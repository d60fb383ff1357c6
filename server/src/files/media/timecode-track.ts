import type { FileHandle } from 'node:fs/promises';
import { boxAt, boxesIn, bytesAt, type Box } from './boxes.ts';

/** Where a film's timecode starts, as cameras and editing programs write it into a track of its own. */
export interface StartTimecode {
  /** Frames since 00:00:00:00. */
  frame: number;
  dropFrame: boolean;
}

const DROP_FRAME = 1;

/** Of an MP4 or QuickTime file; null when it has none. @throws BrokenBoxes */
export async function startTimecode(file: FileHandle, boxes: readonly Box[]): Promise<StartTimecode | null> {
  const movie = boxes.find(({ type }) => type === 'moov');
  if (movie === undefined) return null;
  const tracks = (await boxesIn(file, movie.from, movie.to)).filter(({ type }) => type === 'trak');
  for (const track of tracks) {
    const media = await boxAt(file, track, 'mdia');
    const table = media && (await boxAt(file, media, 'minf', 'stbl'));
    const description = table && (await boxAt(file, table, 'stsd'));
    if (!description || description.to - description.from < 8 + 34) continue;
    // Version and count, then one entry: its size, `tmcd`, 8 bytes that say nothing here, 4 reserved, flags.
    const entry = await bytesAt(file, description.from + 8, 34);
    if (entry.toString('latin1', 4, 8) !== 'tmcd') continue;
    const dropFrame = (entry.readUInt32BE(20) & DROP_FRAME) !== 0;
    const offset = await firstSample(file, table);
    if (offset === null) continue;
    return { frame: (await bytesAt(file, offset, 4)).readUInt32BE(0), dropFrame };
  }
  return null;
}

/** Where the first sample of a track lies in the file. */
async function firstSample(file: FileHandle, table: Box): Promise<number | null> {
  const short = await boxAt(file, table, 'stco');
  if (short !== null && short.to - short.from >= 12) {
    return (await bytesAt(file, short.from + 8, 4)).readUInt32BE(0);
  }
  const long = await boxAt(file, table, 'co64');
  if (long === null || long.to - long.from < 16) return null;
  return Number((await bytesAt(file, long.from + 8, 8)).readBigUInt64BE(0));
}
