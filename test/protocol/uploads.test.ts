import { createHash, randomBytes } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream, readFileSync, statSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { FileAbout } from '@clapper/protocol';
import S3rver from 's3rver';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { count } from '../harness/counts.ts';
import { newProject, signUp, type Account } from '../harness/people.ts';
import { startServer, type RunningServer } from '../harness/server.ts';
import { until } from '../harness/wait.ts';

const MB = 1_000_000;
const CUTS = 5;
/** What the server may take beside what it rests at, however large a file is and however many come at once. */
const MOST_BYTES = 64 * 1024 * 1024;
/** A film is encoded, or carried about, on a machine that does other things too. */
const TIMEOUT_MS = count(150_000, 15 * 60_000);

let folder: string;
let s3: S3rver | null = null;
let server: RunningServer;
let ana: Account;
let board: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clapper-uploads-'));
});
afterEach(async () => {
  await server.stop();
  await s3?.close();
  s3 = null;
});
afterAll(() => rm(folder, { recursive: true }));

/** Somebody with a project on a server of its own. */
async function given(env: Record<string, string>): Promise<void> {
  server = await startServer({ env });
  ana = await signUp(server.url, 'Ana');
  board = `${await newProject(ana)}/board`;
}

/** The address of a bucket on a server of its own. */
async function bucket(): Promise<string> {
  s3 = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: join(folder, 's3'),
    configureBuckets: [{ name: 'films', configs: [] }],
  });
  const { port } = await s3.run();
  return `s3:http://S3RVER:S3RVER@127.0.0.1:${port}/films/clapper`;
}

/** Three seconds of 23.976 with a sound and a start timecode. */
function film(name: string): string {
  const path = join(folder, name);
  const made = spawnSync('ffmpeg', [
    ...['-loglevel', 'error', '-y', '-f', 'lavfi', '-i', 'testsrc2=s=640x360:r=24000/1001:d=3'],
    ...['-f', 'lavfi', '-i', 'sine=d=3', '-timecode', '01:00:00:00', '-pix_fmt', 'yuv420p', path],
  ]);
  expect(made.stderr.toString()).toBe('');
  return path;
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** One request of an upload; the answer's headers, or null when it was cut off after so many bytes. */
async function ask(
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: { path: string; from: number; cutAfter: number | null },
): Promise<{ status: number; headers: Record<string, string | string[] | undefined> } | null> {
  const token = await ana.token();
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, server.url), {
      method,
      headers: { authorization: `Bearer ${token}`, 'tus-resumable': '1.0.0', ...headers },
    });
    let isCut = false;
    sent.once('response', (response) => {
      response.resume();
      resolve({ status: response.statusCode!, headers: response.headers });
    });
    sent.once('error', (error) => (isCut ? resolve(null) : reject(error)));
    if (body === undefined) {
      sent.end();
      return;
    }
    const { cutAfter } = body;
    const end = cutAfter === null ? {} : { end: body.from + cutAfter - 1 };
    const stream = createReadStream(body.path, { start: body.from, ...end });
    stream.pipe(sent, { end: cutAfter === null });
    if (cutAfter !== null) {
      stream.once('end', () => {
        isCut = true;
        sent.destroy(new Error('cut'));
      });
    }
  });
}

const encoded = (text: string) => Buffer.from(text).toString('base64');

async function begin(path: string, sha256: string): Promise<string> {
  const metadata = { document: board, name: '예고편.mp4', type: 'video/mp4', sha256 };
  const begun = await ask('POST', '/api/v1/uploads', {
    'upload-length': String(statSync(path).size),
    'upload-metadata': Object.entries(metadata)
      .map(([key, value]) => `${key} ${encoded(value)}`)
      .join(','),
  });
  expect(begun?.status).toBe(201);
  return String(begun!.headers['location']);
}

function send(location: string, path: string, from: number, cutAfter: number | null) {
  const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(from) };
  const length = statSync(path).size - from;
  return ask('PATCH', location, { ...headers, 'content-length': String(length) }, { path, from, cutAfter });
}

async function upload(path: string): Promise<string> {
  const hash = await hashOf(path);
  const sent = await send(await begin(path, hash), path, 0, null);
  expect([sent?.status, sent?.headers['clapper-blob']]).toEqual([204, hash]);
  return hash;
}

function about(hash: string): Promise<{ body: FileAbout }> {
  return ana.call<FileAbout>('GET', `/blobs/${hash}/about?document=${board}`);
}

async function processed(hash: string): Promise<FileAbout> {
  return until(
    async () => {
      const { body } = await about(hash);
      return body.state === 'processing' ? undefined : body;
    },
    { what: 'what is made of a film', timeout: 100_000 },
  );
}

function residentBytes(): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))!;
  return Number(kilobytes) * 1024;
}

test('[FB7] [FB9] of a film in S3 its facts, a poster, a filmstrip, what is heard and a proxy of the same frames are made', async () => {
  await given({ BLOB_URL: await bucket() });
  const hash = await upload(film('film.mp4'));
  const known = await processed(hash);
  const video = {
    rate: { num: 24_000, den: 1001 },
    frames: 72,
    startFrame: 86_400,
    dropFrame: false,
    rotation: 0,
    audio: true,
    variable: false,
  };
  expect(known).toMatchObject({ name: '예고편.mp4', type: 'video/mp4', width: 640, height: 360, video });
  expect([known.state, known.variants]).toEqual([
    'ready',
    ['original', 'poster', 'filmstrip', 'waveform', 'proxy'],
  ]);

  const authorization = `Bearer ${await ana.token()}`;
  const fetched = async (as: string) => {
    const response = await fetch(`${server.url}/api/v1/blobs/${hash}?document=${board}&as=${as}`, {
      headers: { authorization },
    });
    expect(response.status).toBe(200);
    return [response.headers.get('content-type'), Buffer.from(await response.arrayBuffer())] as const;
  };
  for (const as of ['poster', 'filmstrip', 'waveform']) {
    const [type, bytes] = await fetched(as);
    expect([type, bytes.toString('latin1', 8, 12)]).toEqual(['image/webp', 'WEBP']);
  }
  const [type, proxy] = await fetched('proxy');
  expect(type).toBe('video/mp4');
  const path = join(folder, 'proxy.mp4');
  const written = createWriteStream(path);
  written.end(proxy);
  await finished(written);
  // Frame for frame, and never longer than half a second to one that stands for itself.
  const probed = spawnSync('ffprobe', [
    ...['-v', 'error', '-select_streams', 'v:0', '-show_entries', 'packet=flags', '-of', 'csv=p=0', path],
  ]);
  const flags = probed.stdout.toString().trim().split('\n');
  expect(flags).toHaveLength(72);
  expect(flags.flatMap((flag, frame) => (flag.startsWith('K') ? [frame] : []))).toEqual([
    0, 12, 24, 36, 48, 60,
  ]);
});

/** A film and behind it bytes that no player looks at: a box named `free`. No two are the same. */
async function bigFilm(name: string, bytes: number): Promise<{ path: string; noise: Buffer }> {
  const path = join(folder, name);
  await copyFile(film('short.mp4'), path);
  const out = createWriteStream(path, { flags: 'a' });
  const head = Buffer.alloc(16);
  // Its length stands behind its name: it may be more than four bytes can say.
  head.writeUInt32BE(1);
  head.write('free', 4, 'latin1');
  head.writeBigUInt64BE(BigInt(bytes + 16), 8);
  out.write(head);
  const noise = randomBytes(MB);
  for (let written = 0; written < bytes; written += MB) {
    if (!out.write(noise)) await once(out, 'drain');
  }
  out.end();
  await finished(out);
  return { path, noise };
}

/** The most that the server took meanwhile, beside what it rests at. */
async function taken(work: () => Promise<void>): Promise<number> {
  // What looks into films and carries them away is loaded, twice: two are looked into at once.
  await Promise.all(['first.mp4', 'second.mp4'].map((name) => upload(film(name))));
  const base = residentBytes();
  let most = base;
  const watch = setInterval(() => (most = Math.max(most, residentBytes())), 50);
  try {
    await work();
  } finally {
    clearInterval(watch);
  }
  return most - base;
}

/** By where files are kept, and how large the film is. Nothing is made of it, which is another matter. */
const STORES = [
  ['a directory', count(300, 2_000) * MB, async () => ({})],
  ['S3', count(60, 2_000) * MB, async () => ({ BLOB_URL: await bucket() })],
] as const;

test.each(STORES)(
  '[FB2] a large film that is cut off five times arrives whole in %s, and the server stays small',
  async (_, size, env) => {
    await given({ FFMPEG: 'none', ...(await env()) });
    const { path, noise } = await bigFilm('big.mp4', size);
    const hash = await hashOf(path);
    const location = await begin(path, hash);
    const whole = statSync(path).size;
    const more = await taken(async () => {
      const offsets: number[] = [];
      for (let cut = 0; cut < CUTS; cut++) {
        expect(await send(location, path, offsets.at(-1) ?? 0, Math.floor(whole / (CUTS + 1)))).toBeNull();
        const standing = await ask('HEAD', location, {});
        offsets.push(Number(standing!.headers['upload-offset']));
      }
      // Each went on where the one before had come to.
      expect(offsets.every((offset, index) => offset > (offsets[index - 1] ?? 0) && offset < whole)).toBe(
        true,
      );
      const last = await send(location, path, offsets.at(-1)!, null);
      expect([last?.status, last?.headers['clapper-blob']]).toEqual([204, hash]);
    });
    console.info(`${Math.round(more / MB)} MB more than at rest`);
    expect(more).toBeLessThan(MOST_BYTES);

    const headers = { authorization: `Bearer ${await ana.token()}`, range: `bytes=-${MB}` };
    const back = await fetch(`${server.url}/api/v1/blobs/${hash}?document=${board}`, { headers });
    expect(Buffer.from(await back.arrayBuffer()).equals(noise)).toBe(true);
  },
  TIMEOUT_MS,
);

// In short of the store that takes more.
test.each(STORES.slice(count(1, 0)))(
  '[FB2] several large films at once arrive whole in %s, and the server stays small',
  async (_, __, env) => {
    await given({ FFMPEG: 'none', ...(await env()) });
    const films: { path: string; hash: string }[] = [];
    for (let film = 0; film < count(3, 10); film++) {
      const { path } = await bigFilm(`big-${film}.mp4`, count(20, 200) * MB);
      films.push({ path, hash: await hashOf(path) });
    }
    const more = await taken(async () => {
      await Promise.all(
        films.map(async ({ path, hash }) => {
          const sent = await send(await begin(path, hash), path, 0, null);
          expect([sent?.status, sent?.headers['clapper-blob']]).toEqual([204, hash]);
        }),
      );
    });
    console.info(`${Math.round(more / MB)} MB more than at rest`);
    expect(more).toBeLessThan(MOST_BYTES);
  },
  TIMEOUT_MS,
);
