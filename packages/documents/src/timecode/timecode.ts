import { frameAt, labelsPerSecond, type Rate } from './rate.ts';

/**
 * Timecode is a label for a frame, `hh:mm:ss:ff`. Drop frame (`;`) leaves labels out, never frames: at 29.97 the first two
 * of each minute except each tenth, so that the label of an hour comes after an hour of the clock (3.6 ms off).
 */

/** What is needed to name the frames of a video. Frames of it are counted from 0. */
export interface Clip {
  rate: Rate;
  /** Frames from the label 00:00:00:00 to the first frame of the file: 86400 for 01:00:00:00 at 24. */
  startFrame: number;
  /** Whether the file says so; holds only where the rate has a drop-frame count, see {@link countsDropFrame}. */
  dropFrame: boolean;
}

/** Only 29.97 and its multiples have one: there a second of labels is longer than a second of the clock by 0.1 %. */
export const countsDropFrame = (clip: Clip): boolean =>
  clip.dropFrame && labelsPerSecond(clip.rate) % 30 === 0 && clip.rate.num % clip.rate.den !== 0;

/** Timecode starts again after a day. */
export function framesPerDay(clip: Clip): number {
  return 24 * framesPerHour(clip);
}

const droppedPerMinute = (clip: Clip): number =>
  countsDropFrame(clip) ? labelsPerSecond(clip.rate) / 15 : 0;

/** Six tenths of an hour; nine minutes of each ten leave labels out. */
const framesPerHour = (clip: Clip): number => 6 * framesPerTenMinutes(clip);
const framesPerTenMinutes = (clip: Clip): number =>
  600 * labelsPerSecond(clip.rate) - 9 * droppedPerMinute(clip);

export function timecodeOf(frame: number, clip: Clip): string {
  return labelOf(clip.startFrame + frame, clip);
}

/** The label of the n-th frame after 00:00:00:00, whatever clip it is of. */
export function labelOf(ordinal: number, clip: Clip): string {
  const base = labelsPerSecond(clip.rate);
  const dropped = droppedPerMinute(clip);
  const day = framesPerDay(clip);
  const counted = ((Math.floor(ordinal) % day) + day) % day;
  const tens = Math.floor(counted / framesPerTenMinutes(clip));
  const within = counted % framesPerTenMinutes(clip);
  // The first minute of ten is whole, each other begins with the labels that it leaves out.
  const minutes = within < 60 * base ? 0 : 1 + Math.floor((within - 60 * base) / (60 * base - dropped));
  const label = counted + dropped * (9 * tens + minutes);
  const seconds = Math.floor(label / base);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((part) =>
    String(part).padStart(2, '0'),
  );
  const frames = String(label % base).padStart(Math.max(2, String(base - 1).length), '0');
  return `${parts.join(':')}${countsDropFrame(clip) ? ';' : ':'}${frames}`;
}

/**
 * The frame of the clip that was typed: a timecode (`01:00:04:12`, also short of hours as `4;12` where a `;` says that
 * frames are meant), the time since the beginning (`1:04`, `0:01:04.5`, `12.5`, `12s`), or a frame (`300`, `300f`).
 * Null: none of these. A label that drop frame leaves out is the next one there is. It may lie behind the clip's end.
 */
export function frameOfTimecode(text: string, clip: Clip): number | null {
  const typed = text.trim().toLowerCase();
  const frame = /^(\d{1,9})f?$/.exec(typed);
  if (frame) return Number(frame[1]);
  const seconds = /^(\d{1,6}(?:\.\d{1,6})?)s?$/.exec(typed);
  if (seconds) return frameAt(Number(seconds[1]), clip.rate);
  const clock = /^(?:(\d{1,2}):)?(\d{1,2}):(\d{1,2}(?:\.\d{1,6})?)$/.exec(typed);
  if (clock) {
    const [hours, minutes, rest] = [Number(clock[1] ?? 0), Number(clock[2]), Number(clock[3])];
    return rest >= 60 || (clock[1] !== undefined && minutes >= 60)
      ? null
      : frameAt(hours * 3600 + minutes * 60 + rest, clip.rate);
  }
  const label = /^(?:(?:(\d{1,2})[:;])?(\d{1,2})[:;])?(\d{1,2});(\d{1,3})$/.exec(typed) ?? WHOLE.exec(typed);
  const ordinal =
    label &&
    ordinalOf(
      label.slice(1, 5).map((part) => Number(part ?? 0)),
      clip,
    );
  if (ordinal === null) return null;
  const day = framesPerDay(clip);
  return (((ordinal - clip.startFrame) % day) + day) % day;
}

/** In files of editing programs `.` before the frames is drop frame; typed, it is a part of a second. */
const WHOLE = /^(\d{1,2})[:;](\d{1,2})[:;](\d{1,2})[:;.](\d{1,3})$/;

/** How many frames after 00:00:00:00 a whole label stands, null where it is none at this rate. */
export function ordinalOfLabel(text: string, clip: Clip): number | null {
  const label = WHOLE.exec(text.trim());
  return label && ordinalOf(label.slice(1, 5).map(Number), clip);
}

function ordinalOf(parts: readonly number[], clip: Clip): number | null {
  const [hours = 0, minutes = 0, seconds = 0, frames = 0] = parts;
  const base = labelsPerSecond(clip.rate);
  if (hours > 23 || minutes > 59 || seconds > 59 || frames >= base) return null;
  const dropped = droppedPerMinute(clip);
  const total = hours * 60 + minutes;
  const isLeftOut = seconds === 0 && frames < dropped && total % 10 !== 0;
  const label = total * 60 * base + seconds * base + (isLeftOut ? dropped : frames);
  return label - dropped * (total - Math.floor(total / 10));
}
