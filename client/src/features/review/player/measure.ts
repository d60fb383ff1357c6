import { fpsOf, snapRate } from '@clapper/documents/timecode';
import type { VideoFacts } from '@clapper/protocol';
import { ALL_FORMATS, BlobSource, EncodedPacketSink, Input, UrlSource } from 'mediabunny';

/** What a device finds out about a video without the server, and the time of each of its frames. */
export interface Measured {
  width: number;
  height: number;
  video: VideoFacts;
  /** In the order they are shown, in seconds. */
  times: Float64Array;
  /** When the last one ends. */
  end: number;
}

/** A frame that stands this part of a frame beside its place does not stand there; Matroska rounds to milliseconds. */
const OFF = 0.25;
const ROUNDED_S = 0.0011;
/** Where a film of one frame does not say how long that is shown. */
const ONE_FRAME_RATE = 25;

/** Null: it is no video that can be read. Loaded when it is needed: the parser is large. */
export async function measureVideo(of: Blob | string): Promise<Measured | null> {
  const source = typeof of === 'string' ? new UrlSource(of) : new BlobSource(of);
  const input = new Input({ source, formats: ALL_FORMATS });
  try {
    const track = await input.getPrimaryVideoTrack();
    if (track === null) return null;
    const unsorted: number[] = [];
    let lastDuration = 0;
    const packets = new EncodedPacketSink(track).packets(undefined, undefined, { metadataOnly: true });
    for await (const { timestamp, duration } of packets) {
      unsorted.push(timestamp);
      lastDuration = duration;
    }
    const times = Float64Array.from(unsorted).toSorted();
    const [first, final] = [times[0], times.at(-1)];
    if (first === undefined || final === undefined) return null;
    const steps = times.length - 1;
    const rate = snapRate(
      final > first ? steps / (final - first) : lastDuration > 0 ? 1 / lastDuration : ONE_FRAME_RATE,
    );
    const frame = 1 / fpsOf(rate);
    const off = Math.max(OFF * frame, ROUNDED_S);
    const variable = times.some((time, index) => Math.abs(time - first - index * frame) > off);
    const end = final + (lastDuration > 0 ? lastDuration : frame);
    return {
      width: await track.getDisplayWidth(),
      height: await track.getDisplayHeight(),
      times,
      end,
      video: {
        rate,
        frames: times.length,
        // What its start timecode says the server reads.
        startFrame: 0,
        dropFrame: false,
        durationSeconds: variable ? end - first : times.length / fpsOf(rate),
        rotation: await track.getRotation(),
        audio: (await input.getPrimaryAudioTrack()) !== null,
        variable,
      },
    };
  } catch {
    // Whatever it is, the server says so in its own words when it has it.
    return null;
  } finally {
    input.dispose();
  }
}
