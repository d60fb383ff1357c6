import { frameAt, fpsOf, middleOf, secondsOf, type Rate } from '@clapper/documents/timecode';
import type { VideoFacts } from '@clapper/protocol';

/** Which frame of a video is on screen when, and where to seek to see one. */
export interface Clock {
  /** How many there are; at least 1. */
  frames: number;
  /** The frame that is shown at a time. */
  at(seconds: number): number;
  /** A time at which the frame is shown, as far from its neighbours as can be. */
  middle(frame: number): number;
  /** When it begins, in seconds after the first. */
  begins(frame: number): number;
  /** Frames a second, as a mean where they differ. */
  fps: number;
}

/** Frames at equal distances: of each, the time is a fraction and never a sum of rounded steps. */
export function constantClock(rate: Rate, frames: number): Clock {
  const last = Math.max(0, frames - 1);
  return {
    frames: last + 1,
    at: (seconds) => Math.min(last, frameAt(seconds, rate)),
    middle: (frame) => middleOf(within(frame, last), rate),
    begins: (frame) => secondsOf(frame, rate),
    fps: fpsOf(rate),
  };
}

/** A player that says a time this much too early means the frame that begins then; files hold whole milliseconds. */
const NEARLY_S = 0.002;

/** Frames as they stand in the file, by the times at which they are shown: ascending, in seconds. */
export function variableClock(times: Float64Array, end: number): Clock {
  const last = Math.max(0, times.length - 1);
  const first = times[0] ?? 0;
  const timeOf = (frame: number) => times[frame] ?? end;
  return {
    frames: last + 1,
    at(seconds) {
      // The last one that begins by then.
      let [low, high] = [0, last];
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if (timeOf(middle) <= seconds + NEARLY_S) low = middle;
        else high = middle - 1;
      }
      return low;
    },
    middle(frame) {
      const one = within(frame, last);
      return (timeOf(one) + timeOf(one + 1)) / 2;
    },
    begins: (frame) => timeOf(Math.max(0, frame)) - first,
    fps: end > first ? times.length / (end - first) : 1,
  };
}

function within(frame: number, last: number): number {
  return Math.min(last, Math.max(0, Math.round(frame)));
}

/** What is known of a video's frames: from its times where they were read, else from its rate. */
export function clockOf({
  video,
  times,
  end,
}: {
  video: Pick<VideoFacts, 'rate' | 'frames' | 'variable'>;
  times?: Float64Array;
  end?: number;
}): Clock {
  return video.variable && times !== undefined && end !== undefined
    ? variableClock(times, end)
    : constantClock(video.rate, video.frames);
}
