import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClapperError, newId, projectDocument, type FileAbout } from '@clapper/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SILENT } from '../../log.ts';
import { createFiles } from '../files.ts';
import { UploadFiles } from './upload-files.ts';
import { createUploads, type NewUpload, type Uploads } from './uploads.ts';

const project = newId();
const USER = newId();
let folder: string;
let kept: Buffer[];
/** Thrown by whoever keeps what is whole, once. */
let trouble: ClapperError | null;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clapper-uploads-'));
  kept = [];
  trouble = null;
});
afterEach(() => rm(folder, { recursive: true }));

/** A server that starts: what it knows is what lies on the disk. */
function start(projectBytes: number | null = null, now = Date.now): Promise<Uploads> {
  const storage = {
    projects: { role: async () => 'editor' },
    files: { used: async () => 100 },
  };
  const { expectUpload, projectOf } = createFiles({
    storage,
    limits: { videoBytes: 1_000, projectBytes },
  } as never);
  const files = {
    expectUpload,
    projectOf,
    async keep(path: string, { sha256 }: { sha256: string | null }) {
      const thrown = trouble;
      trouble = null;
      if (thrown !== null) throw thrown;
      kept.push(await readFile(path));
      await rm(path);
      return { hash: sha256 } as FileAbout;
    },
  };
  return createUploads({ disk: new UploadFiles(folder), files, log: SILENT, now });
}

const claim = (length: number): NewUpload => ({
  user: USER,
  document: projectDocument(project, 'board'),
  name: 'a.mp4',
  type: 'video/mp4',
  sha256: randomBytes(32).toString('hex'),
  length,
});

/** As from the network: each chunk is used up. */
function body(...chunks: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(Uint8Array.from(chunk));
      controller.close();
    },
  });
}

/** One that says something and then nothing more, as when the way is gone. */
function halfOpen(chunk: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({ start: (controller) => controller.enqueue(chunk) });
}

test('[FB2] goes on after a restart of the server', async () => {
  const bytes = randomBytes(900);
  const before = await start();
  const upload = claim(900);
  const id = await before.begin(upload);
  expect(await before.append(id, USER, 0, body(bytes.subarray(0, 300)))).toMatchObject({
    offset: 300,
    blob: null,
  });
  const after = await start();
  expect(await after.progress(id, USER)).toEqual({ offset: 300, length: 900, blob: null });
  const whole = await after.append(id, USER, 300, body(bytes.subarray(300, 500), bytes.subarray(500)));
  expect(whole).toEqual({ offset: 900, length: 900, blob: upload.sha256 });
  expect(kept).toEqual([bytes]);
  expect(await (await start()).progress(id, USER)).toEqual(whole);
});

test('[FB2] whoever comes again takes over from the connection that hangs', async () => {
  const bytes = randomBytes(500);
  const uploads = await start();
  const id = await uploads.begin(claim(500));
  const hanging = uploads.append(id, USER, 0, halfOpen(bytes.subarray(0, 200)));
  await expect.poll(() => new UploadFiles(folder).offset(id)).toBe(200);
  expect(await uploads.progress(id, USER)).toMatchObject({ offset: 200 });
  expect(await hanging).toMatchObject({ offset: 200 });
  expect(await uploads.append(id, USER, 200, body(bytes.subarray(200)))).toMatchObject({ offset: 500 });
  expect(kept).toEqual([bytes]);
});

test('[FB2] what could not be kept for a moment is kept when somebody asks again', async () => {
  const bytes = randomBytes(50);
  const uploads = await start();
  const upload = claim(50);
  const id = await uploads.begin(upload);
  trouble = new ClapperError('UNAVAILABLE', 'The store is away.');
  await expect(uploads.append(id, USER, 0, body(bytes))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  expect(await (await start()).progress(id, USER)).toMatchObject({ blob: upload.sha256 });
  expect(kept).toEqual([bytes]);
});

test('[FB2] what is refused for good is gone', async () => {
  const uploads = await start();
  const id = await uploads.begin(claim(50));
  trouble = new ClapperError('BROKEN_FILE', 'It is damaged.');
  await expect(uploads.append(id, USER, 0, body(randomBytes(50)))).rejects.toMatchObject({
    code: 'BROKEN_FILE',
  });
  await expect(uploads.progress(id, USER)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await new UploadFiles(folder).all()).toEqual({ ids: [], strays: [] });
});

test('[FB1] several at once do not claim more than the project has room for, after a restart neither', async () => {
  const uploads = await start(1_000);
  const answers = await Promise.allSettled([1, 2, 3].map(() => uploads.begin(claim(400))));
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  await expect((await start(1_000)).begin(claim(400))).rejects.toMatchObject({ code: 'QUOTA_FULL' });
  const [one] = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  await uploads.giveUp(one!, USER);
  await expect(uploads.begin(claim(400))).resolves.toMatch(/^[0-9a-f]{32}$/);
});

test('[FB11] how much of a file has come is known while somebody sends it, for its document alone', async () => {
  let clock = Date.now();
  const uploads = await start(null, () => clock);
  const file = claim(200);
  const arriving = (document = file.document) => uploads.arriving(document, file.sha256);
  const id = await uploads.begin(file);
  expect(await arriving()).toBeNull();
  await uploads.append(id, USER, 0, body(randomBytes(87)));
  expect(await arriving()).toBe(43);
  expect(await arriving(projectDocument(project, 'plan'))).toBeNull();
  clock += 10_001;
  expect(await arriving()).toBeNull();
  await uploads.append(id, USER, 87, body(randomBytes(113)));
  expect(await arriving()).toBeNull();
});
