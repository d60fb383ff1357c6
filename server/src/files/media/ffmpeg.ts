import { spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { FILMSTRIP, WAVEFORM, type VideoFacts, type VideoType } from '@clapper/protocol';

/** What is made of a film by a program that may not be there. */
export interface Ffmpeg {
  /** One frame as PNG. */
  poster(film: Film, to: string): Promise<void>;
  /** `FILMSTRIP.pictures` frames beside one another as PNG, evenly out of the whole film. */
  filmstrip(film: Film, to: string): Promise<void>;
  /** How loud it is all along, as PNG: white on nothing. Only of what has sound. */
  waveform(film: Film, to: string): Promise<void>;
  /** The same frames again, easy to play and to jump in. */
  proxy(film: Film, to: string): Promise<void>;
  /** Ends what is running. */
  stop(): void;
}

export interface Film {
  path: string;
  type: VideoType;
  video: VideoFacts;
}

/** The program is not there. */
export class NoFfmpeg extends Error {}

const PROXY_HEIGHT = 1_080;
/** Frames between two that can be shown without others: half a second. */
const GOP_SECONDS = 0.5;
/** Films up to here are decoded whole for their strip; of longer ones only what stands for itself is. */
const SHORT_S = 60;
/** Of one picture in a strip: all of them beside one another are no wider than a WebP may be. */
const STRIP_WIDTH = 2 * Math.floor(16_383 / FILMSTRIP.pictures / 2);
/** What comes out is one picture. */
const PICTURE = ['-frames:v', '1', '-c:v', 'png', '-f', 'image2'];

/** What a waveform is drawn from. It is held in memory to its end: two hours are 58 MB. */
const WAVEFORM_HZ = 4_000;
/** Behind everything that people wait for. */
const NICE = 15;
/** A second of a proxy whose frames stand at uneven distances. */
const TICKS = '90000';
/** What it says when it fails is kept to this. */
const MAX_SAID = 2_000;

export function ffmpeg({ program, searchPath }: { program: string; searchPath: string | undefined }): Ffmpeg {
  const running = new Set<ReturnType<typeof spawn>>();

  function run(args: readonly string[]): Promise<void> {
    return new Promise((resolve, reject) => {
      const child = spawn(program, ['-nostdin', '-hide_banner', '-loglevel', 'error', '-y', ...args], {
        stdio: ['ignore', 'ignore', 'pipe'],
        // Nothing of our environment is its business: secrets stand there.
        env: { PATH: searchPath },
      });
      running.add(child);
      let said = '';
      child.stderr!.on('data', (chunk: Buffer) => {
        said = (said + chunk.toString()).slice(-MAX_SAID);
      });
      child.once('error', (error) => {
        running.delete(child);
        const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
        reject(missing ? new NoFfmpeg(`There is no ${program}.`) : error);
      });
      child.once('close', (code, signal) => {
        running.delete(child);
        if (code === 0) resolve();
        else reject(new Error(`ffmpeg ended with ${code ?? signal}: ${said.trim()}`));
      });
      if (child.pid !== undefined) {
        try {
          setPriority(child.pid, NICE);
        } catch (error) {
          // Ended already, or not allowed here: then it runs as it is.
          void error;
        }
      }
    });
  }

  return {
    poster: (film, to) => {
      const at = Math.min(1, film.video.durationSeconds / 2);
      return run(['-ss', at.toFixed(3), ...input(film), ...PICTURE, to]);
    },

    filmstrip: (film, to) => {
      const { durationSeconds } = film.video;
      const { pictures, height } = FILMSTRIP;
      const every = `fps=${pictures}/${Math.max(durationSeconds, 0.001).toFixed(6)}:round=down`;
      const keys = durationSeconds > SHORT_S ? ['-skip_frame', 'nokey'] : [];
      // Very wide films are squeezed: whoever shows the strip knows how wide its pictures are.
      const width = `'max(2,min(${STRIP_WIDTH},2*trunc(iw*${height}/ih/2)))'`;
      const filter = `${every},scale=${width}:${height},tile=${pictures}x1`;
      return run([...keys, ...input(film), '-vf', filter, ...PICTURE, to]);
    },

    waveform: (film, to) => {
      const { width, height } = WAVEFORM;
      const one = `aformat=sample_fmts=s16:channel_layouts=mono,aresample=${WAVEFORM_HZ}`;
      // By the square root: speech stands beside music, as it is heard.
      const drawn = `showwavespic=s=${width}x${height}:colors=white:scale=sqrt:draw=full:filter=peak`;
      return run([...input(film), '-filter_complex', `[0:a:0]${one},${drawn}`, ...PICTURE, to]);
    },

    proxy: (film, to) => {
      const { rate, variable } = film.video;
      const gop = Math.max(1, Math.round((rate.num / rate.den) * GOP_SECONDS));
      // Where frames stand at uneven distances each is kept where it stands: frame n stays frame n. Unless it is told how
      // finely to measure it moves them onto its guess of a rate, two of them into one moment.
      const pace = variable
        ? ['-fps_mode', 'passthrough', '-enc_time_base', `1/${TICKS}`, '-video_track_timescale', TICKS]
        : ['-fps_mode', 'cfr', '-r', `${rate.num}/${rate.den}`];
      return run([
        ...input(film),
        '-map',
        '0:v:0',
        '-map',
        '0:a:0?',
        '-map_metadata',
        '-1',
        '-dn',
        '-sn',
        '-write_tmcd',
        '0',
        '-vf',
        `scale=-2:'min(${PROXY_HEIGHT},2*trunc(ih/2))'`,
        ...pace,
        '-c:v',
        'libx264',
        '-preset',
        'veryfast',
        '-crf',
        '22',
        '-pix_fmt',
        'yuv420p',
        '-g',
        String(gop),
        '-keyint_min',
        String(gop),
        '-sc_threshold',
        '0',
        '-bf',
        '0',
        '-c:a',
        'aac',
        '-b:a',
        '128k',
        '-ac',
        '2',
        '-movflags',
        '+faststart',
        '-threads',
        '1',
        '-f',
        'mp4',
        to,
      ]);
    },

    stop() {
      for (const child of running) child.kill('SIGKILL');
    },
  };
}

/** Security: it opens this file as what it is, and follows nothing that stands in it. */
function input({ path, type }: Film): string[] {
  const format = type === 'video/mp4' || type === 'video/quicktime' ? 'mov' : 'matroska';
  return ['-protocol_whitelist', 'file', '-f', format, '-i', `file:${path}`];
}
