import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { timecodeOf } from '@clapper/documents/timecode';
import type { VideoFacts } from '@clapper/protocol';
import type { Browser, JSHandle, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nameOfFrame } from '../../client/src/features/review/player/frame-name.ts';
import { ffmpeg } from '../../server/src/files/media/ffmpeg.ts';
import { inspectVideo } from '../../server/src/files/media/video-facts.ts';
import { makeClip, type ClipSpec } from '../harness/clips.ts';
import { count } from '../harness/counts.ts';
import type { FrameReader, Seen } from '../harness/frame-reader.ts';
import { serveModules, type ModuleServer } from '../harness/module-server.ts';
import { borrowBrowser, giveBack } from '../harness/worker-browser.ts';

/** Seeks and steps of a clip. */
const TURNS = count(20, 500);

interface Clip extends ClipSpec {
  /** Labels a second; null: it has none. */
  base: number | null;
  /** Labels whose frame was worked out by hand. */
  labels?: Readonly<Record<number, string>>;
  /** Also as the server makes it: easy to play, and the same frames. */
  proxied?: true;
  /** When each frame is shown, in milliseconds after the first. */
  msOf?: (frame: number) => number;
}

const CLIPS: readonly Clip[] = [
  { name: '24', rate: '24', base: 24, frames: 480, labels: { 479: '00:00:19:23' } },
  { name: '25', rate: '25', base: 25, frames: 480, labels: { 25: '00:00:01:00' } },
  { name: '23.976', rate: '24000/1001', base: 24, frames: 480, labels: { 240: '00:00:10:00' } },
  {
    name: '59.94',
    rate: '60000/1001',
    base: 60,
    frames: 600,
    labels: { 599: '00:00:09:59' },
    proxied: true,
  },
  {
    name: '29.97 drop frame, across a minute and an hour',
    rate: '30000/1001',
    base: 30,
    frames: 1900,
    timecode: '00:58:59;10',
    labels: { 19: '00:58:59;29', 20: '00:59:00;02', 1817: '00:59:59;29', 1818: '01:00:00;00' },
    proxied: true,
  },
  {
    name: 'a start timecode',
    rate: '25',
    base: 25,
    frames: 300,
    timecode: '10:00:00:00',
    labels: { 26: '10:00:01:01' },
  },
  { name: 'turned by a phone', rate: '25', base: 25, frames: 300, turned: true, proxied: true },
  { name: 'whole milliseconds', rate: '24000/1001', base: 24, frames: 480, as: 'webm', proxied: true },
  {
    name: 'variable',
    rate: '30',
    base: null,
    frames: 400,
    timesMs: 'N*33+5*mod(N*7,5)',
    msOf: (frame) => frame * 33 + 5 * ((frame * 7) % 5),
    proxied: true,
  },
  { name: 'two hours', rate: '1', base: 1, frames: 7200, labels: { 7199: '01:59:59:00' } },
];

const PAGE = `<!doctype html><title>frames</title>
<script type="importmap">{"imports": {
  "@clapper/documents/timecode": "/packages/documents/src/timecode/index.ts",
  "mediabunny": "/client/node_modules/mediabunny/dist/bundles/mediabunny.mjs"
}}</script><video muted playsinline></video>
<script type="module" src="/test/harness/frame-reader.ts"></script>`;

declare global {
  interface Window {
    frameReader: FrameReader | undefined;
  }
}

describe('the frame shown is the frame named', () => {
  let folder: string;
  let browser: Browser;
  let server: ModuleServer;
  let page: Page;
  let reader: JSHandle<FrameReader>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clapper-clips-'));
    [browser, server] = await Promise.all([borrowBrowser(), serveModules({ page: PAGE, folder })]);
    page = await browser.newPage();
  });

  afterAll(async () => {
    await giveBack(browser);
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(CLIPS)('[VF1] of $name', async (clip) => {
    const file = await makeClip(folder, { ...clip, name: fileNameOf(clip) });
    // As the server finds it out, by itself.
    const { video: found, width, height } = await inspectVideo(file, typeOf(clip));
    const [num = 0, den = 1] = clip.rate.split('/').map(Number);
    expect(found).toMatchObject({ frames: clip.frames, variable: clip.timesMs !== undefined });
    if (clip.base !== null) expect(found?.rate).toEqual({ num, den });
    expect(width < height).toBe(clip.turned === true);

    const measured = await open(file, null);
    expect(measured.frames).toBe(clip.frames);
    expect(measured.variable).toBe(found?.variable);
    if (clip.base !== null) expect(measured.rate).toEqual(found?.rate);
    await showsTheFramesOf(clip);
    await callsThemRight(clip, found!);
  });

  it.each(CLIPS.filter(({ proxied }) => proxied))(
    '[VF1] of $name, as the server makes it easy to play',
    async (clip) => {
      const path = await makeClip(folder, { ...clip, name: `of-${fileNameOf(clip)}` });
      const { video } = await inspectVideo(path, typeOf(clip));
      const proxy = join(folder, `proxy-${fileNameOf(clip)}.mp4`);
      const { PATH: searchPath } = process.env;
      await ffmpeg({ program: 'ffmpeg', searchPath }).proxy(
        { path, type: typeOf(clip), video: video! },
        proxy,
      );
      // The room goes by what the server found out about the film that was sent.
      await open(proxy, video!);
      await showsTheFramesOf(clip);
    },
  );

  /** As the room opens it: by what is known of it, else by what is counted in the page. */
  async function open(file: string, known: VideoFacts | null): Promise<VideoFacts> {
    await page.goto(server.url);
    reader = (await page.waitForFunction(() => window.frameReader, undefined, {
      timeout: 15_000,
    })) as JSHandle<FrameReader>;
    const path = `/files/${basename(file)}`;
    return reader.evaluate((one, [at, facts]) => one.open(at, facts), [path, known] as const);
  }

  /** The first and the last, then anywhere, then to both sides of where one is. */
  async function showsTheFramesOf(clip: Clip): Promise<void> {
    const frames = [0, clip.frames - 1, ...random(clip.frames, TURNS - 2)];
    expect(await reader.evaluate((one, list) => one.seek(list), frames)).toEqual(frames.map(right));
    const steps = random(3, TURNS).map((step) => step - 1);
    const middle = Math.floor(clip.frames / 2);
    const stepped = steps.map((_, index) =>
      steps.slice(0, index + 1).reduce((sum, step) => sum + step, middle),
    );
    expect(
      await reader.evaluate((one, [from, list]) => one.step(from, list), [middle, steps] as const),
    ).toEqual(stepped.map(right));
  }

  /** Each frame's name, beside one that was counted up from the first; where distances differ it is a time. */
  async function callsThemRight(clip: Clip, facts: VideoFacts): Promise<void> {
    const frames = Array.from({ length: clip.frames }, (_, frame) => frame);
    if (clip.base === null) {
      const begins = await reader.evaluate((one, list) => one.begins(list), frames);
      const clock = { begins: (frame: number) => begins[frame] ?? Number.NaN };
      const naming = { clip: facts, variable: true, style: 'timecode' } as const;
      expect(frames.map((frame) => nameOfFrame(frame, { clock }, naming))).toEqual(
        frames.map((frame) => timeInWords(clip.msOf?.(frame) ?? Number.NaN)),
      );
      return;
    }
    const labels = countedUp(clip.timecode ?? '00:00:00:00', clip.base, clip.frames);
    expect(frames.map((frame) => timecodeOf(frame, facts))).toEqual(labels);
    for (const [frame, label] of Object.entries(clip.labels ?? {})) expect(labels[Number(frame)]).toBe(label);
  }
});

const fileNameOf = ({ name }: Clip) => name.replaceAll(/\W+/g, '-');

const typeOf = ({ as = 'mp4' }: Clip) => `video/${as}` as const;

const right = (frame: number): Seen => ({ named: frame, read: frame });

const random = (below: number, count: number) =>
  Array.from({ length: count }, () => Math.floor(Math.random() * below));

const two = (value: number) => String(value).padStart(2, '0');

/** Labels one after the other as a person counts; drop frame leaves out two at each full minute that is no tenth. */
function countedUp(first: string, base: number, count: number): string[] {
  const sign = first.includes(';') ? ';' : ':';
  let [hour, minute, second, frame] = first.split(/[:;]/).map(Number) as [number, number, number, number];
  return Array.from({ length: count }, () => {
    const label = `${two(hour)}:${two(minute)}:${two(second)}${sign}${two(frame)}`;
    frame += 1;
    if (frame === base) [frame, second] = [0, second + 1];
    if (second === 60) [second, minute] = [0, minute + 1];
    if (minute === 60) [minute, hour] = [0, hour + 1];
    if (sign === ';' && second === 0 && frame === 0 && minute % 10 !== 0) frame = 2;
    return label;
  });
}

function timeInWords(ms: number): string {
  const rest = new Date(ms).toISOString();
  return rest.slice(rest.indexOf('T') + 1, -1);
}
