import {
  BufferTarget,
  CanvasSource,
  getFirstEncodableVideoCodec,
  Mp4OutputFormat,
  Output,
  QUALITY_HIGH,
  WebMOutputFormat,
} from 'mediabunny';

/** A video as it was written. */
export interface WrittenVideo {
  bytes: Uint8Array;
  type: 'video/mp4' | 'video/webm';
  extension: 'mp4' | 'webm';
}

interface VideoPlan {
  /** Even, both sides. */
  canvas: HTMLCanvasElement;
  fps: number;
  /** How many frames each picture is shown for. */
  frames: readonly number[];
  /** Paints one picture onto the canvas. */
  paint: (index: number) => Promise<void>;
  onProgress: (part: number) => void;
  signal: AbortSignal;
}

/**
 * Writes pictures as a video in this browser: H.264 where it can, which everything plays, else VP9 or VP8. Null: this
 * browser writes no video, or this address is none it does so for (plain http).
 */
export async function writeVideo(plan: VideoPlan): Promise<WrittenVideo | null> {
  const { canvas, fps, frames, paint, onProgress, signal } = plan;
  const size = { width: canvas.width, height: canvas.height, frameRate: fps };
  if (!('VideoEncoder' in globalThis)) return null;
  const codec = await getFirstEncodableVideoCodec(['avc', 'vp9', 'vp8'], size);
  if (codec === null) return null;
  const isMp4 = codec === 'avc';
  const target = new BufferTarget();
  const format = isMp4 ? new Mp4OutputFormat({ fastStart: 'in-memory' }) : new WebMOutputFormat();
  const output = new Output({ format, target });
  const source = new CanvasSource(canvas, { codec, quality: QUALITY_HIGH, keyFrameInterval: 1 });
  output.addVideoTrack(source, { frameRate: fps });
  const all = frames.reduce((sum, count) => sum + count, 0);
  let frame = 0;
  try {
    await output.start();
    for (const [index, count] of frames.entries()) {
      await paint(index);
      for (let shown = 0; shown < count; shown += 1) {
        signal.throwIfAborted();
        await source.add(frame / fps, 1 / fps);
        frame += 1;
        onProgress(frame / all);
      }
    }
    await output.finalize();
  } catch (error) {
    await output.cancel();
    throw error;
  }
  if (target.buffer === null) throw new Error('The video came to nothing.');
  const bytes = new Uint8Array(target.buffer);
  return isMp4
    ? { bytes, type: 'video/mp4', extension: 'mp4' }
    : { bytes, type: 'video/webm', extension: 'webm' };
}
