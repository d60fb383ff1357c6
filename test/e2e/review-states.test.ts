import { execFile } from 'node:child_process';
import { appendFile, chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { crc32, deflateSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canOpenOffline, openBoard, signInAs } from '../harness/app.ts';
import { makeClip } from '../harness/clips.ts';
import { newMember } from '../harness/people.ts';
import { addFilm, NOTE_FIELD } from '../harness/review-room.ts';
import { openStudio, type Studio } from './studio.ts';

const run = promisify(execFile);
/** What prepares films stands behind everything else that a machine does. */
const PATIENCE = { timeout: 60_000 };

/** Bytes that belong to no frame, so that a small film takes long to send: few, because each is hashed beforehand. */
const BALLAST = 10 * 1024 * 1024;
const BYTES_PER_SECOND = 256 * 1024;

let folder: string;
let gate: string;
let clip: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clapper-states-'));
  gate = join(folder, 'go');
  clip = await makeClip(folder, { name: 'states', rate: '24', frames: 96 });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The room says it in words, wherever it says it. */
const says = (page: Page, words: string | RegExp) =>
  page.getByLabel('Video', { exact: true }).getByText(words).waitFor(PATIENCE);
const saysNoMore = (page: Page, words: string | RegExp) =>
  page
    .getByLabel('Video', { exact: true })
    .getByText(words)
    .waitFor({ state: 'detached', ...PATIENCE });

async function writeNote(page: Page, words: string): Promise<void> {
  await page.locator(NOTE_FIELD).fill(words);
  await page.getByTestId('submit-comment').click();
  await page.getByTestId('comment-list').getByText(words).waitFor();
}

describe('what there is to be seen of a video', () => {
  let studio: Studio;

  beforeAll(async () => {
    // The program that prepares films waits until it is let go on.
    const program = join(folder, 'slow-ffmpeg');
    await writeFile(program, `#!/bin/sh\nwhile [ ! -e '${gate}' ]; do sleep 0.1; done\nexec ffmpeg "$@"\n`);
    await chmod(program, 0o755);
    studio = await openStudio({ FFMPEG: program });
  });
  afterAll(() => studio.close());

  it('is said while it goes up, and to others while it is not there', async () => {
    const { browser, server, owner, project } = studio;
    const large = await makeClip(folder, { name: 'large', rate: '24', frames: 96 });
    await appendFile(large, freeBox(BALLAST));
    const { page } = await signInAs(browser, server.url, owner);
    await page.goto(`/p/${project}/review`);
    const network = await page.context().newCDPSession(page);
    const narrow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: BYTES_PER_SECOND };
    await network.send('Network.emulateNetworkConditions', narrow);
    await addFilm(page, 'Add video', large);
    await says(page, /^Uploading… [1-9]\d? %$/);
    await writeNote(page, 'Read before it is there');

    const jun = await signInAs(
      browser,
      server.url,
      await newMember(server.url, owner, project, 'reviewer', 'Jun'),
    );
    await jun.page.goto(new URL(page.url()).pathname);
    await says(jun.page, /^The video is being uploaded: [1-9]\d? %\./);
    await jun.page.getByTestId('comment-list').getByText('Read before it is there').waitFor();

    // Nothing comes any more: soon it waits, and on whose device.
    await network.send('Network.emulateNetworkConditions', { ...narrow, offline: true });
    await says(jun.page, /^The video waits on .+’s device\./);

    await network.send('Network.emulateNetworkConditions', { ...narrow, uploadThroughput: -1 });
    // It is played as it was sent until it has been prepared.
    await says(page, 'Your server is preparing the video.');
    await jun.page.getByTestId('play-button').waitFor(PATIENCE);
    await says(jun.page, 'Your server is preparing the video.');
    await writeFile(gate, '');
    await saysNoMore(page, 'Your server is preparing the video.');
    await saysNoMore(jun.page, 'Your server is preparing the video.');
  }, 180_000);

  it('is said without a network: what waits here, and what is not on this device', async () => {
    const { browser, server, owner, project } = studio;
    await writeFile(gate, '');
    const mina = await signInAs(browser, server.url, owner, { opensOffline: true });
    await mina.page.goto(`/p/${project}/review`);
    await addFilm(mina.page, 'Add video', clip);
    await saysNoMore(mina.page, /^Uploading…/);
    await writeNote(mina.page, 'Read on the train');
    const room = new URL(mina.page.url()).pathname;

    const jun = await signInAs(
      browser,
      server.url,
      await newMember(server.url, owner, project, 'reviewer', 'Yuna'),
      { opensOffline: true },
    );
    await jun.page.goto(room);
    await jun.page.getByTestId('comment-list').getByText('Read on the train').waitFor(PATIENCE);
    await jun.page.getByTestId('play-button').waitFor(PATIENCE);
    await canOpenOffline(jun.page);
    await jun.page.context().setOffline(true);
    await jun.page.reload();
    await says(jun.page, /^The video is not on this device, and there is no network\./);
    await jun.page.getByTestId('comment-list').getByText('Read on the train').waitFor();

    await mina.page.context().setOffline(true);
    const [chooser] = await Promise.all([
      mina.page.waitForEvent('filechooser'),
      mina.page.getByRole('button', { name: 'Add a cut…' }).click(),
    ]);
    await chooser.setFiles(await makeClip(folder, { name: 'second', rate: '24', frames: 72 }));
    await says(mina.page, /^The video waits on this device/);
    await mina.page.context().setOffline(false);
    await saysNoMore(mina.page, /^The video waits on this device/);
  });
});

describe('where nothing is prepared', () => {
  let studio: Studio;
  beforeAll(async () => {
    studio = await openStudio({ FFMPEG: 'none', VIDEO_LIMIT: '4M' });
  });
  afterAll(() => studio.close());

  it('the original plays, or the room says that this browser cannot play it', async () => {
    const { browser, server, owner, project } = studio;
    const { page } = await signInAs(browser, server.url, owner);
    await page.goto(`/p/${project}/review`);
    await addFilm(page, 'Add video', clip);
    await says(page, 'Plays as it was sent');

    const odd = join(folder, 'odd.mp4');
    await run('ffmpeg', ['-loglevel', 'error', '-i', clip, '-c:v', 'mpeg4', '-y', odd]);
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Add a cut…' }).click(),
    ]);
    await chooser.setFiles(odd);
    await says(page, /^This browser cannot play the video\./);
    await writeNote(page, 'Written without a picture');
  });

  it('what is hostile is not taken, and is told why: a program, a bomb and a script as pictures, half a film and one too large', async () => {
    const { browser, server, owner, project } = studio;
    const { page } = await signInAs(browser, server.url, owner);
    await openBoard(page, project);
    const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500)]);
    const script = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    for (const [name, type, bytes, why] of [
      ['setup.png', 'image/png', program, 'This file is damaged or incomplete.'],
      ['logo.svg', 'image/svg+xml', script, 'Files of this kind are not taken'],
      ['sky.png', 'image/png', bomb(12_000), 'This is too large.'],
    ] as const) {
      await dropFile(page, '[data-shot]', { name, type, bytes });
      await page.getByText(`${name} was not added. ${why}`, { exact: false }).waitFor();
    }
    const whole = await readFile(clip);
    const half = join(folder, 'half.mp4');
    await writeFile(half, whole.subarray(0, Math.floor(whole.byteLength / 2)));
    const large = join(folder, 'large.mp4');
    await writeFile(large, Buffer.concat([whole, freeBox(5 * 1024 * 1024)]));
    const add = async (file: string) => {
      await page.goto(`/p/${project}/review`);
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page.getByRole('button', { name: 'Add video' }).click(),
      ]);
      await chooser.setFiles(file);
    };
    await add(half);
    await says(page, 'Your server does not take this video. This file is damaged or incomplete.');
    // What its size tells is said at once, and no video without a cut stays behind.
    await add(large);
    await page.getByText('large.mp4 was not added: your server takes videos of up to 4.2 MB.').waitFor();
    await page.getByRole('link', { name: /^half/ }).waitFor();
    expect(await page.getByRole('link', { name: /^large/ }).count()).toBe(0);
    // One that came without asking, or was asked while the server was away, is refused by it.
    await page.context().route('**/api/v1/instance', (route) => route.abort());
    await add(large);
    await says(page, 'Your server does not take this video. This is too large.');
    await page.context().unrouteAll();
  });
});

/** A part of an mp4 that means nothing: readers go over it. */
function freeBox(bytes: number): Buffer {
  const box = Buffer.alloc(bytes);
  box.writeUInt32BE(bytes, 0);
  box.write('free', 4, 'latin1');
  // Nothing on the way makes it small.
  for (let at = 8; at < bytes; at += 8) box.writeUInt32LE((at * 2_654_435_761) >>> 0, at);
  return box;
}

/** A PNG of a few kilobytes that unpacks to a square of `side` black pixels. */
function bomb(side: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.byteLength);
    crc.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, crc]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  // One bit of grey for each.
  head[8] = 1;
  const rows = deflateSync(Buffer.alloc(side * (1 + Math.ceil(side / 8))));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

async function dropFile(
  page: Page,
  selector: string,
  { name, type, bytes }: { name: string; type: string; bytes: Buffer },
): Promise<void> {
  const data = await page.evaluateHandle(
    ([called, kind, text]) => {
      const transfer = new DataTransfer();
      const content = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([content], called, { type: kind }));
      return transfer;
    },
    [name, type, bytes.toString('base64')] as const,
  );
  await page.locator(selector).first().dispatchEvent('dragover', { dataTransfer: data });
  await page.locator(selector).first().dispatchEvent('drop', { dataTransfer: data });
}
