import { z } from 'zod';
import { fpsOf, snapRate } from '../timecode/index.ts';
import {
  EXCHANGE_LIMITS,
  placeMarkers,
  type MarkerReading,
  type RawMarker,
  type ReadOptions,
} from './reading.ts';

/** What is read of OpenTimelineIO's objects; everything else in them is left where it is. */
const timeSchema = z.object({ value: z.number(), rate: z.number().positive() });
const rangeSchema = z.object({ start_time: timeSchema, duration: timeSchema });
const objectSchema = z.looseObject({ OTIO_SCHEMA: z.string().max(100) });
const markerSchema = z.object({
  name: z.string().nullish(),
  comment: z.string().nullish(),
  color: z.string().nullish(),
  marked_range: rangeSchema,
});

type Range = z.infer<typeof rangeSchema>;
/** Seconds of the rate that is meant: files say 23.976 and 23.98. */
const secondsOfTime = ({ value, rate }: z.infer<typeof timeSchema>): number => value / fpsOf(snapRate(rate));

class TooDeep extends Error {}

/** The markers of an OpenTimelineIO timeline, wherever in it they stand, on the timeline's own time. */
export function readOtio(file: string, options: ReadOptions): MarkerReading {
  if (file.length > EXCHANGE_LIMITS.file) return { ok: false, code: 'too_large' };
  let read: unknown;
  try {
    read = JSON.parse(file.replace(/^\u{FEFF}/u, ''));
  } catch {
    return { ok: false, code: 'unreadable' };
  }
  const root = objectSchema.safeParse(read);
  if (!root.success) return { ok: false, code: 'unreadable' };
  const markers: RawMarker[] = [];
  try {
    if (kindOf(root.data) === 'Timeline') {
      markers.push(...markersOf(root.data, 0));
      collect(root.data['tracks'], 0, markers, 0);
    } else collect(root.data, 0, markers, 0);
  } catch (error) {
    if (error instanceof TooDeep) return { ok: false, code: 'too_deep' };
    throw error;
  }
  return placeMarkers(markers, options);
}

const kindOf = ({ OTIO_SCHEMA }: z.infer<typeof objectSchema>): string => OTIO_SCHEMA.split('.')[0] ?? '';

/** Adds the markers of an item that begins at `at` seconds, and of what is in it; returns how long the item is. */
function collect(item: unknown, at: number, into: RawMarker[], depth: number): number {
  if (depth > EXCHANGE_LIMITS.depth) throw new TooDeep();
  const parsed = objectSchema.safeParse(item);
  if (!parsed.success) return 0;
  const { data } = parsed;
  const range = rangeSchema.safeParse(data['source_range']).data ?? mediaRange(data);
  // A marker counts in its item's own time, of which the source range shows a part.
  const begin = range === undefined ? 0 : secondsOfTime(range.start_time);
  const children = Array.isArray(data['children']) ? (data['children'] as unknown[]) : [];
  const inner: RawMarker[] = markersOf(data, at - begin);
  let length = 0;
  switch (kindOf(data)) {
    case 'Track':
    case 'Sequence':
      for (const child of children) length += collect(child, at - begin + length, inner, depth + 1);
      break;
    case 'Stack':
      for (const child of children) length = Math.max(length, collect(child, at - begin, inner, depth + 1));
      break;
    case 'Transition':
      // It lies over its neighbours and takes no time of its own.
      return 0;
    default:
      break;
  }
  const shown = range === undefined ? length : secondsOfTime(range.duration);
  into.push(...inner);
  return shown;
}

function mediaRange(data: z.infer<typeof objectSchema>): Range | undefined {
  const reference = z.looseObject({}).safeParse(data['media_reference']).data;
  return rangeSchema.safeParse(reference?.['available_range']).data;
}

function markersOf(data: z.infer<typeof objectSchema>, shift: number): RawMarker[] {
  const listed = Array.isArray(data['markers']) ? (data['markers'] as unknown[]) : [];
  return listed.map((each) => {
    const marker = markerSchema.safeParse(each).data;
    if (marker === undefined) return { seconds: null, endSeconds: null, author: '', words: '', color: null };
    const seconds = secondsOfTime(marker.marked_range.start_time) + shift;
    return {
      seconds,
      endSeconds: seconds + secondsOfTime(marker.marked_range.duration),
      author: '',
      words: [marker.name?.trim(), marker.comment?.trim()].filter((part) => part).join('\n'),
      color: marker.color ?? null,
    };
  });
}
