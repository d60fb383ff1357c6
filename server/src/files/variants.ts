import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isVideoType, type FileState } from '@clapper/protocol';
import type { Logger } from '../log.ts';
import type { BlobRow, Files } from '../storage/storage.ts';
import { keptOf, keyOf, missingOf, type Kept, type Variant } from './about.ts';
import { NoFfmpeg, type Ffmpeg, type Film } from './media/ffmpeg.ts';
import type { Media } from './media/media-threads.ts';
import type { BlobStore } from './store/blob-store.ts';

export interface Variants {
  /** Makes what is due; one film and one picture at a time. */
  work(): Promise<void>;
  /** Something has come. */
  wake(): void;
  /** Somebody asked for this of it, which is not there: it is made now, if it can be. */
  missed(blob: BlobRow, variant: Variant): Promise<void>;
  stop(): Promise<void>;
}

export interface VariantsOptions {
  files: Pick<Files, 'due' | 'made' | 'having'>;
  store: BlobStore;
  media: Pick<Media, 'writeDisplay'>;
  /** Null: nothing is made of films. */
  ffmpeg: Ffmpeg | null;
  workDir: string;
  /** Told of each document that has a file, when there is no more to be made of it. */
  changed(document: string, hash: string): void;
  log: Logger;
  now(): number;
}

const AT_ONCE = 20;
const TRIES = 3;
/** Of a film: longer than any takes here, so that a second start does not begin it again beside itself. */
const RETRY_MS = 60_000;

/** What is made of files when they have arrived. What was begun and not finished is begun again. */
export function createVariants(options: VariantsOptions): Variants {
  const { files, store, media, ffmpeg, workDir, log, now } = options;
  let stopped = false;
  let running: Promise<void> | null = null;
  let again = false;
  /** What was to make films is not there, as one of them showed. */
  let withoutProgram = ffmpeg === null;

  async function make(blob: BlobRow): Promise<void> {
    const { hash, type } = blob;
    const tries = blob.tries + 1;
    let kept = keptOf(blob);
    // Before it is tried: what ends the whole process is not tried for ever.
    await soFar(RETRY_MS * tries);

    /** As far as it is, and when to try again: whoever has watched it goes on watching what there is. */
    function soFar(again = RETRY_MS): Promise<void> {
      return files.made(hash, {
        about: JSON.stringify(kept),
        state: blob.state,
        dueAt: now() + again,
        tries,
      });
    }

    async function add(variant: Variant, type: string, path: string): Promise<void> {
      const bytes = (await stat(path)).size;
      // An earlier try may have left one that nobody was told of.
      await store.remove(keyOf(hash, variant));
      await store.put(keyOf(hash, variant), path);
      kept = { ...kept, variants: { ...kept.variants, [variant]: { type, bytes } } };
    }

    function giveUp(...variants: Variant[]): void {
      kept = { ...kept, givenUp: [...(kept.givenUp ?? []), ...variants] };
    }

    async function end(state: FileState): Promise<void> {
      const made = { about: JSON.stringify(kept), state, dueAt: null, tries };
      await files.made(hash, made);
      log.info({ hash, type, state }, 'files.processed');
      for (const { document } of await files.having(hash)) options.changed(document, hash);
    }

    const { video } = kept;
    const isFilm = isVideoType(type) && video !== undefined;
    // Nothing is fetched of which nothing is made.
    if (isFilm && ffmpeg === null) return end('original');
    await mkdir(workDir, { recursive: true });
    const folder = await mkdtemp(join(workDir, 'make-'));
    try {
      const made = await store.withFile(hash, async (path) => {
        const making = { folder, missing: missingOf(kept), add, giveUp, soFar };
        if (isFilm && ffmpeg !== null) await ofFilm(ffmpeg, { path, type, video }, making);
        else await ofPicture(path, folder, add);
        return true;
      });
      if (made === null) throw new Error('Its bytes are not where they were kept.');
      await end(isFilm ? ofWhatIsThere(kept) : 'ready');
    } catch (error) {
      if (stopped) return;
      log.error({ error, hash, tries }, 'files.notMade');
      if (tries < TRIES) return;
      giveUp(...missingOf(kept));
      await end(isFilm ? ofWhatIsThere(kept) : 'failed');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  type Add = (variant: Variant, type: string, path: string) => Promise<void>;
  interface FilmMaking {
    folder: string;
    missing: readonly Variant[];
    add: Add;
    giveUp(variant: Variant): void;
    soFar(): Promise<void>;
  }

  async function ofPicture(path: string, folder: string, add: Add): Promise<void> {
    const to = join(folder, 'display.webp');
    await media.writeDisplay(path, to);
    await add('display', 'image/webp', to);
  }

  /** What is there is there for people at once: a poster does not wait for the proxy. */
  async function ofFilm(ffmpeg: Ffmpeg, film: Film, making: FilmMaking): Promise<void> {
    const { folder, missing, add, soFar } = making;
    const [poster, strip, proxy] = ['poster', 'strip', 'proxy.mp4'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    try {
      if (missing.includes('poster')) {
        await ffmpeg.poster(film, poster);
        await media.writeDisplay(poster, `${poster}.webp`);
        await add('poster', 'image/webp', `${poster}.webp`);
      }
      if (missing.includes('filmstrip')) {
        await ffmpeg.filmstrip(film, strip);
        await media.writeDisplay(strip, `${strip}.webp`, 'whole');
        await add('filmstrip', 'image/webp', `${strip}.webp`);
      }
      if (missing.includes('waveform')) await ofSound(ffmpeg, film, making);
      if (missing.includes('proxy')) {
        await soFar();
        await ffmpeg.proxy(film, proxy);
        await add('proxy', 'video/mp4', proxy);
      }
    } catch (error) {
      if (!(error instanceof NoFfmpeg)) throw error;
      withoutProgram = true;
    }
  }

  /** A sound that cannot be drawn costs nobody the film. */
  async function ofSound(ffmpeg: Ffmpeg, film: Film, { folder, add, giveUp }: FilmMaking): Promise<void> {
    const wave = join(folder, 'wave');
    try {
      await ffmpeg.waveform(film, wave);
    } catch (error) {
      if (stopped || error instanceof NoFfmpeg) throw error;
      log.info({ error }, 'files.noWaveform');
      giveUp('waveform');
      return;
    }
    await media.writeDisplay(wave, `${wave}.webp`, 'whole');
    await add('waveform', 'image/webp', `${wave}.webp`);
  }

  async function all(): Promise<void> {
    try {
      do {
        again = false;
        for (;;) {
          const due = await files.due(now(), AT_ONCE);
          if (due.length === 0 || stopped) break;
          // Pictures first: they take a moment, and a film minutes.
          const films = due.filter(({ type }) => isVideoType(type));
          for (const blob of due.filter((blob) => !films.includes(blob))) if (!stopped) await make(blob);
          for (const blob of films.slice(0, 1)) if (!stopped) await make(blob);
        }
      } while (again && !stopped);
    } finally {
      // In the same breath as the last look at `again`: whoever asks from now on begins anew.
      running = null;
    }
  }

  function work(): Promise<void> {
    again = true;
    running ??= all();
    return running;
  }

  function wake(): void {
    work().catch((error: unknown) => log.error({ error }, 'files.workFailed'));
  }

  return {
    work,
    wake,
    async missed(blob, variant) {
      const { hash, about, state, dueAt } = blob;
      if (withoutProgram || dueAt !== null || !missingOf(keptOf(blob)).includes(variant)) return;
      await files.made(hash, { about, state, dueAt: now(), tries: 0 });
      wake();
    },
    async stop() {
      stopped = true;
      ffmpeg?.stop();
      await running?.catch(() => undefined);
    },
  };
}

/** A film that cannot be made into anything else plays as it is, or says itself that it does not. */
function ofWhatIsThere({ variants }: Kept): FileState {
  return variants.proxy === undefined ? 'original' : 'ready';
}
