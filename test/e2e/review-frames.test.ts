import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { timecodeOf } from '@clapper/documents/timecode';
import type { Browser, JSHandle, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../harness/browser.ts';
import { makeClip, type ClipSpec } from '../harness/clips.ts';
import { count } from '../harness/counts.ts';
import type { FrameReader, Seen } from '../harness/frame-reader.ts';
import { serveModules, type ModuleServer } from '../harness/module-server.ts';

/** Seeks and steps of a clip. */
const TURNS = count(20, 500);

interface Clip extends ClipSpec {
  /** What the frames before the label of its first frame are, by hand. */
  startFrame?: number;
  /** Frames whose label was written down by hand. */
  labels?: Readonly<Record<number, string>>;
}

const CLIPS: readonly Clip[] = [
  { name: '24', rate: '24', frames: 480, labels: { 479: '00:00:19:23' } },
  { name: '25', rate: '25', frames: 480, labels: { 25: '00:00:01:00' } },
  { name: '23.976', rate: '24000/1001', frames: 480, labels: { 240: '00:00:10:00' } },
  { name: '59.94', rate: '60000/1001', frames: 600, labels: { 599: '00:00:09:59' } },
  {
    name: '29.97 drop frame, across a minute and an hour',
    rate: '30000/1001',
    frames: 1900,
    timecode: '00:58:59;10',
    // 58 minutes leave out 2 × (58 - 5) labels.
    startFrame: (58 * 60 + 59) * 30 + 10 - 2 * 53,
    labels: {
      0: '00:58:59;10',
      19: '00:58:59;29',
      20: '00:59:00;02',
      1817: '00:59:59;29',
      1818: '01:00:00;00',
    },
  },
  {
    name: 'a start timecode',
    rate: '25',
    frames: 300,
    timecode: '10:00:00:00',
    startFrame: 900_000,
    labels: { 26: '10:00:01:01' },
  },
  { name: 'turned by a phone', rate: '25', frames: 300, turned: true, labels: {} },
  { name: 'whole milliseconds', rate: '24000/1001', frames: 480, as: 'webm', labels: {} },
  { name: 'variable', rate: '30', frames: 400, timesMs: 'N*33+5*mod(N*7,5)', labels: {} },
  { name: 'two hours', rate: '1', frames: 7200, labels: { 7199: '01:59:59:00' } },
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

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clapper-clips-'));
    [browser, server] = await Promise.all([launchChromium(), serveModules({ page: PAGE, folder })]);
    page = await browser.newPage();
  });

  afterAll(async () => {
    await browser.close();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(CLIPS)('[VF1] of $name', async (spec) => {
    const file = await makeClip(folder, { ...spec, name: spec.name.replaceAll(/\W+/g, '-') });
    await page.goto(server.url);
    const reader = (await page.waitForFunction(() => window.frameReader, undefined, {
      timeout: 5000,
    })) as JSHandle<FrameReader>;
    const video = await reader.evaluate((one, path) => one.open(path), `/files/${basename(file)}`);
    const [num = 0, den = 1] = spec.rate.split('/').map(Number);
    expect(video.frames).toBe(spec.frames);
    expect(video.variable).toBe(spec.timesMs !== undefined);
    if (!video.variable) expect(video.rate).toEqual({ num, den });

    // The first and the last, then anywhere, then to both sides of where one is.
    const frames = [0, spec.frames - 1, ...random(spec.frames, TURNS - 2)];
    expect(await reader.evaluate((one, list) => one.seek(list), frames)).toEqual(frames.map(right));
    const steps = random(3, TURNS).map((step) => step - 1);
    const middle = Math.floor(spec.frames / 2);
    const stepped = steps.map((_, index) =>
      steps.slice(0, index + 1).reduce((sum, step) => sum + step, middle),
    );
    expect(
      await reader.evaluate((one, [from, list]) => one.step(from, list), [middle, steps] as const),
    ).toEqual(stepped.map(right));

    const dropFrame = spec.timecode?.includes(';') ?? false;
    for (const [frame, label] of Object.entries(spec.labels ?? {})) {
      const clip = { rate: { num, den }, startFrame: spec.startFrame ?? 0, dropFrame };
      expect(timecodeOf(Number(frame), clip)).toBe(label);
    }
  });
});

const right = (frame: number): Seen => ({ named: frame, read: frame });

const random = (below: number, count: number) =>
  Array.from({ length: count }, () => Math.floor(Math.random() * below));
