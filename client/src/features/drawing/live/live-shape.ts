import { SHAPE_TYPES, type ShapeType } from '@clapper/documents';
import { z } from 'zod';
import { keptPoints } from '../strokes/simplify.ts';

/**
 * What somebody is drawing this moment, as it travels in the document's awareness under `drawing`: thinned out and
 * quantised, never stored. When it is done it is told so, and what shows it waits for the shape of the same id to
 * arrive through the document: no moment in between shows neither.
 */
export type Live =
  | {
      state: 'drawing';
      /** Counts gestures: what is over does not begin again by a late word. */
      n: number;
      id: string;
      of: string;
      type: ShapeType;
      points: number[];
      color: string;
      width: number;
      text: string;
    }
  /** It is in the document, or it was given up. */
  | { state: 'done' | 'dropped'; n: number; id: string };

/**
 * Two bytes a number and four characters for three bytes: 256 points are 1.4 KB, so that with the longest text
 * (500 characters of three bytes) a state stays below the 4 KiB of presence.
 */
const MOST_POINTS = 256;
const TOLERANCE = 0.001;
const STEPS = 0xffff;

const base = { n: z.int().min(0), id: z.string().min(1).max(64) };
const wireSchema = z.discriminatedUnion('state', [
  z.object({
    ...base,
    state: z.literal('drawing'),
    of: z.string().min(1).max(64),
    type: z.enum(SHAPE_TYPES),
    points: z.string().max(4 * Math.ceil((MOST_POINTS * 4) / 3)),
    color: z.string().regex(/^#[0-9a-f]{6}$/),
    width: z.number().min(1).max(10),
    text: z.string().max(500),
  }),
  z.object({ ...base, state: z.enum(['done', 'dropped']) }),
]);

export type LiveWire = z.infer<typeof wireSchema>;

export function encodeLive(live: Live): LiveWire {
  return live.state === 'drawing' ? { ...live, points: encodePoints(live.points) } : live;
}

/** Null for anything else: it was written by another program. */
export function decodeLive(value: unknown): Live | null {
  const read = wireSchema.safeParse(value);
  if (!read.success) return null;
  if (read.data.state !== 'drawing') return { ...read.data, state: read.data.state };
  const points = decodePoints(read.data.points);
  return points === null ? null : { ...read.data, points };
}

function encodePoints(points: readonly number[]): string {
  const kept = keptPoints(points, TOLERANCE, MOST_POINTS);
  const bytes = new Uint8Array(4 * kept.length);
  const view = new DataView(bytes.buffer);
  kept.forEach((point, index) => {
    view.setUint16(4 * index, Math.round(points[2 * point]! * STEPS));
    view.setUint16(4 * index + 2, Math.round(points[2 * point + 1]! * STEPS));
  });
  return btoa(String.fromCharCode(...bytes));
}

function decodePoints(text: string): number[] | null {
  let bytes: Uint8Array;
  try {
    bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
  if (bytes.length < 8 || bytes.length % 4 !== 0) return null;
  const view = new DataView(bytes.buffer);
  return Array.from({ length: bytes.length / 2 }, (_, index) => view.getUint16(2 * index) / STEPS);
}
