/** Frames, seconds and timecode of a video: `@clapper/documents/timecode`. */
export {
  fpsOf,
  frameAt,
  labelsPerSecond,
  middleOf,
  sameRate,
  secondsOf,
  snapRate,
  type Rate,
} from './rate.ts';
export {
  countsDropFrame,
  frameOfTimecode,
  framesPerDay,
  labelOf,
  ordinalOfLabel,
  timecodeOf,
  type Clip,
} from './timecode.ts';
