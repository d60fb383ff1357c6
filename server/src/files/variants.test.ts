import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SILENT } from '../log.ts';
import type { BlobRow } from '../storage/storage.ts';
import { aboutOf, keptOf, type Variant } from './about.ts';
import { NoFfmpeg, type Ffmpeg } from './media/ffmpeg.ts';
import { DirectoryStore } from './store/directory-store.ts';
import { createVariants, type Variants } from './variants.ts';

const hash = 'a'.repeat(64);
let folder: string;
let store: DirectoryStore;
let blob: BlobRow;
/** What the program was asked for, in order; what it cannot make it says. */
let asked: string[];
let told: string[];
let cannot: Error | null;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clapper-variants-'));
  store = new DirectoryStore(join(folder, 'blobs'));
  const path = join(folder, 'film.mp4');
  await writeFile(path, 'a film');
  await store.put(hash, path);
  [asked, told, cannot] = [[], [], null];
});
afterEach(() => rm(folder, { recursive: true }));

/** A film of which so much was made, and a server that starts. */
function given(made: readonly Variant[], { audio = true, withProgram = true } = {}): Variants {
  const facts = {
    rate: { num: 24, den: 1 },
    frames: 24,
    durationSeconds: 1,
    startFrame: 0,
    dropFrame: false,
  };
  const variants = Object.fromEntries(made.map((one) => [one, { type: 'image/webp', bytes: 1 }]));
  const about = JSON.stringify({ variants, video: { ...facts, rotation: 0, audio, variable: false } });
  const state = made.includes('proxy') ? 'ready' : 'original';
  blob = { hash, bytes: 6, type: 'video/mp4', about, state, dueAt: null, tries: 1, createdAt: 0 };
  const make = (what: string) => async (_film: unknown, to: string) => {
    asked.push(what);
    if (cannot !== null && what === 'waveform') throw cannot;
    await writeFile(to, what);
  };
  const program: Ffmpeg = {
    ...{ poster: make('poster'), filmstrip: make('filmstrip'), waveform: make('waveform') },
    ...{ proxy: make('proxy'), stop() {} },
  };
  return createVariants({
    files: {
      due: async (now) => (blob.dueAt !== null && blob.dueAt <= now ? [blob] : []),
      made: async (_, change) => void (blob = { ...blob, ...change }),
      having: async () => [{ document: 'd' } as never],
    },
    store,
    media: { writeDisplay: async (from, to) => copyFile(from, to) },
    ffmpeg: withProgram ? program : null,
    workDir: join(folder, 'work'),
    changed: (_, of) => void told.push(of),
    log: SILENT,
    now: () => 1_000,
  });
}

const making = () => aboutOf(blob, { name: 'film.mp4' }).making;
const there = () => Object.keys(keptOf(blob).variants).toSorted();

test('[FB7] what was not made of a film in its day is made when somebody asks for it, and nothing else of it', async () => {
  const variants = given(['poster', 'filmstrip', 'proxy']);
  await variants.missed(blob, 'waveform');
  // Whoever watches it goes on watching it, and is told that it comes.
  expect([blob.state, making()]).toEqual(['ready', ['waveform']]);
  await variants.work();
  expect(making()).toBeUndefined();
  expect([asked, there(), blob.state, blob.dueAt, told]).toEqual([
    ['waveform'],
    ['filmstrip', 'poster', 'proxy', 'waveform'],
    'ready',
    null,
    [hash],
  ]);
});

test('[FB7] a film that came while there was no program is made easy to play once there is one', async () => {
  const before = given([], { withProgram: false });
  await before.missed(blob, 'filmstrip');
  expect(blob.dueAt).toBeNull();
  const variants = given([]);
  await variants.missed(blob, 'filmstrip');
  await variants.work();
  expect([asked, blob.state]).toEqual([['poster', 'filmstrip', 'waveform', 'proxy'], 'ready']);
});

test('[FB7] what could not be made is not tried whenever somebody asks', async () => {
  const variants = given(['poster', 'filmstrip', 'proxy']);
  cannot = new Error('no sound that it knows');
  for (let times = 0; times < 3; times++) {
    await variants.missed(blob, 'waveform');
    await variants.work();
  }
  expect([asked, blob.state]).toEqual([['waveform'], 'ready']);
  await variants.missed(blob, 'display');
  expect([blob.dueAt, making()]).toEqual([null, undefined]);
});

test('[FB7] of what is silent nothing is drawn; a program that has gone is not called again', async () => {
  const silent = given(['poster', 'filmstrip', 'proxy'], { audio: false });
  await silent.missed(blob, 'waveform');
  expect(blob.dueAt).toBeNull();
  const gone = given(['poster', 'filmstrip', 'proxy']);
  cannot = new NoFfmpeg();
  for (let times = 0; times < 3; times++) {
    await gone.missed(blob, 'waveform');
    await gone.work();
  }
  expect([asked, blob.state]).toEqual([['waveform'], 'ready']);
});
