import { open } from 'node:fs/promises';
import { frameOfTimecode, fpsOf, snapRate } from '@clapper/documents/timecode';
import type { VideoFacts, VideoType } from '@clapper/protocol';
import { EncodedPacketSink, FilePathSource, Input, MATROSKA, MP4, QTFF, WEBM } from 'mediabunny';
import { BrokenBoxes, boxesIn } from './boxes.ts';
import { expectWholeMatroska } from './ebml.ts';
import { RefusedFile, type Found } from './found.ts';
import { startTimecode, type StartTimecode } from './timecode-track.ts';

/** A frame that stands this part of a frame beside its place does not stand there; Matroska rounds to milliseconds. */
const OFF = 0.25;
const ROUNDED_S = 0.0011;
/** Where a film of one frame does not say how long that is shown. */
const ONE_FRAME_RATE = 25;
/** A day at 120 frames a second. */
const MAX_FRAMES = 86_400 * 120;

/** @throws RefusedFile */
export async function inspectVideo(
  path: string,
  type: VideoType,
): Promise<Pick<Found, 'width' | 'height' | 'video'>> {
  const stated = await expectWhole(path, type);
  const input = new Input({
    source: new FilePathSource(path),
    formats: [MP4, QTFF, MATROSKA, WEBM],
  });
  try {
    const track = await input.getPrimaryVideoTrack();
    if (track === null) throw new RefusedFile('UNSUPPORTED_FILE', 'There is no picture in it.');
    const sink = new EncodedPacketSink(track);
    const times: number[] = [];
    let last = 0;
    for await (const { timestamp, duration } of sink.packets(undefined, undefined, { metadataOnly: true })) {
      times.push(timestamp);
      last = duration;
      if (times.length > MAX_FRAMES) throw new RefusedFile('TOO_LARGE', 'It has too many frames.');
    }
    if (times.length === 0) throw new RefusedFile('BROKEN_FILE', 'There are no frames in it.');
    // The bytes of its last frame are there.
    const end = await sink.getPacket(Number.POSITIVE_INFINITY);
    if (end === null || end.data.byteLength === 0) throw new RefusedFile('BROKEN_FILE', 'It ends too early.');
    const paced = paceOf(Float64Array.from(times).toSorted(), last);
    const raw = (await input.getMetadataTags()).raw?.['TIMECODE'];
    const start = stated ?? readTimecode(raw, paced.rate);
    return {
      width: await track.getDisplayWidth(),
      height: await track.getDisplayHeight(),
      video: {
        ...paced,
        frames: times.length,
        startFrame: start?.frame ?? 0,
        dropFrame: start?.dropFrame ?? false,
        rotation: await track.getRotation(),
        audio: (await input.getPrimaryAudioTrack()) !== null,
      },
    };
  } catch (error) {
    if (error instanceof RefusedFile) throw error;
    throw new RefusedFile('BROKEN_FILE', 'The video cannot be read to its end.', error);
  } finally {
    input.dispose();
  }
}

/**
 * The parts must end where the file does: a film cut off in the middle says so nowhere else, and is read as a shorter one.
 * Its start timecode where that is a part.
 * @throws RefusedFile
 */
async function expectWhole(path: string, type: VideoType): Promise<StartTimecode | null> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (type === 'video/webm' || type === 'video/x-matroska') {
      await expectWholeMatroska(file, size);
      return null;
    }
    const boxes = await boxesIn(file, 0, size);
    if (!boxes.some((box) => box.type === 'moov')) throw new BrokenBoxes('nothing says what is in it');
    return await startTimecode(file, boxes);
  } catch (error) {
    if (error instanceof BrokenBoxes)
      throw new RefusedFile('BROKEN_FILE', `The video is damaged: ${error.message}.`);
    throw error;
  } finally {
    await file.close();
  }
}

/** As Matroska has it: in words. */
function readTimecode(raw: unknown, rate: VideoFacts['rate']): StartTimecode | null {
  if (typeof raw !== 'string') return null;
  const dropFrame = /[;.]\d\d$/.test(raw);
  const frame = frameOfTimecode(raw, { rate, startFrame: 0, dropFrame });
  return frame === null || frame < 0 ? null : { frame, dropFrame };
}

/** How fast its frames follow one another, and whether evenly. `times` in seconds, in the order they are shown. */
export function paceOf(
  times: Float64Array,
  lastDuration: number,
): Pick<VideoFacts, 'rate' | 'durationSeconds' | 'variable'> {
  const [first, final] = [times[0]!, times.at(-1)!];
  const steps = times.length - 1;
  if (steps === 0 || final <= first) {
    const rate = snapRate(lastDuration > 0 ? 1 / lastDuration : ONE_FRAME_RATE);
    return { rate, durationSeconds: times.length / fpsOf(rate), variable: steps > 0 };
  }
  const rate = snapRate(steps / (final - first));
  const frame = 1 / fpsOf(rate);
  const off = Math.max(OFF * frame, ROUNDED_S);
  const variable = times.some((time, index) => Math.abs(time - first - index * frame) > off);
  const shown = lastDuration > 0 ? lastDuration : frame;
  return { rate, variable, durationSeconds: variable ? final - first + shown : times.length / fpsOf(rate) };
}
