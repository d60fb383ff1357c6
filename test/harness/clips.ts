import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Videos whose picture says which frame it is: a white bar, sixteen bars that are the number's bits (lowest first), a
 * black bar. Whoever turns or mirrors the picture finds out by the outer two.
 */
export interface ClipSpec {
  name: string;
  /** As ffmpeg has it: `30000/1001`. */
  rate: string;
  frames: number;
  /** `mp4` is H.264 with B-frames, `webm` holds whole milliseconds. */
  as?: 'mp4' | 'webm';
  timecode?: string;
  /** Turned when shown, as phones do it. */
  turned?: boolean;
  /** A tone with a beep each second; else it is silent. */
  sound?: boolean;
  /** An expression of N: the time of a frame in milliseconds. */
  timesMs?: string;
}

export const CLIP_BITS = 16;
const BARS = CLIP_BITS + 2;
const BAR_PX = 16;
const HEIGHT_PX = 64;

/** Makes the clip and returns its path. */
export async function makeClip(folder: string, spec: ClipSpec): Promise<string> {
  const { name, rate, frames, as = 'mp4', timecode, turned = false, sound = false, timesMs } = spec;
  const file = join(folder, `${name}.${as}`);
  const bit = `mod(floor(N/pow(2,X-1)),2)`;
  const filters = [
    // One pixel a bar, made large afterwards: the expression is slow.
    `nullsrc=s=${BARS}x2:r=${rate}`,
    'format=gray',
    `geq=lum='if(eq(X,0),235,if(eq(X,${BARS - 1}),16,if(${bit},235,16)))'`,
    `scale=${BARS * BAR_PX}:${HEIGHT_PX}:flags=neighbor`,
    'format=yuv420p',
    ...(timesMs === undefined ? [] : ['settb=1/1000', `setpts='${timesMs}'`]),
  ];
  const codec =
    as === 'mp4'
      ? ['-c:v', 'libx264', '-preset', 'veryfast', '-bf', '2', '-g', '48', '-crf', '28']
      : ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-g', '48', '-b:v', '200k'];
  await ffmpeg(
    ...['-f', 'lavfi', '-i', filters.join(',')],
    ...(sound ? ['-f', 'lavfi', '-i', 'sine=beep_factor=4', '-shortest'] : []),
    ...['-frames:v', String(frames), ...codec],
    ...(timesMs === undefined ? [] : ['-fps_mode', 'passthrough', '-enc_time_base', '1/1000']),
    ...(timecode === undefined ? [] : ['-timecode', timecode]),
    ...['-threads', '1', file],
  );
  if (turned) await writeFile(file, turnedRight(await readFile(file)));
  return file;
}

/** The header of its first track says that its picture is shown turned by 90 degrees. */
function turnedRight(mp4: Buffer): Buffer {
  const matrix = mp4.indexOf('tkhd') + 44;
  [0, 0x10000, 0, -0x10000, 0, 0].forEach((value, index) => mp4.writeInt32BE(value, matrix + index * 4));
  return mp4;
}

function ffmpeg(...args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-y', ...args]);
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`ffmpeg ended with ${code}: ${said}`)),
    );
  });
}
