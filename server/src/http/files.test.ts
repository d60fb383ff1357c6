import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addShot, addTake, readBoard } from '@clapper/documents';
import { newId, FILE_LIMITS, fileAboutSchema, projectDocument, uploadedSchema } from '@clapper/protocol';
import sharp from 'sharp';
import { addCut, addNote, addVideo, readReview } from '@clapper/documents/review';
import { testVideo } from '../files/media/test-video.ts';
import { UPLOAD_TTL_MS } from '../files/uploads/uploads.ts';
import { openApi, PASSWORD, type Person, type TestApi } from './test-api.ts';

let api: TestApi;
const people = new Map<string, Person>();
const who = (name: string): Person => people.get(name)!;
let project: string;
let board: string;
let elsewhere: string;

beforeAll(async () => {
  // What ffmpeg makes is seen where it is there (`test/protocol/uploads.test.ts`).
  api = await openApi({ ffmpeg: null });
  for (const name of ['owner', 'editor', 'reviewer', 'viewer', 'stranger']) {
    people.set(name, await api.person(name));
  }
  const { token } = who('owner');
  const made = await api.call('POST', '/projects', { token, body: { name: '골목 커피' } });
  project = made.body.id;
  board = projectDocument(project, 'board');
  for (const role of ['editor', 'reviewer', 'viewer']) {
    const invite = await api.call('POST', `/projects/${project}/invite`, { token, body: { role } });
    const body = { invite_code: invite.body.invite_code };
    await api.call('POST', '/projects/join', { token: who(role).token, body });
  }
  const theirs = await api.call('POST', '/projects', {
    token: who('stranger').token,
    body: { name: 'Another' },
  });
  elsewhere = projectDocument(theirs.body.id, 'board');
});
afterAll(() => api.close());

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

let shade = 0;
/** A picture like no other. */
function picture(width = 40, height = 30): Promise<Buffer> {
  const background = { r: ++shade % 256, g: (shade * 7) % 256, b: 90 };
  return sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();
}

/** Tokens run out meanwhile: they sign in again. */
async function later(ms: number): Promise<void> {
  api.pass(ms);
  for (const [name, person] of people) {
    const body = { login: person.email, password: PASSWORD };
    const { access_token: token } = (await api.call('POST', '/auth/login', { body })).body;
    people.set(name, { ...person, token });
  }
}

interface Sent {
  method?: string;
  headers?: Record<string, string>;
  body?: Uint8Array | FormData;
}

async function ask(name: string | null, path: string, { method = 'GET', headers = {}, body }: Sent = {}) {
  const authorization = name === null ? {} : { authorization: `Bearer ${who(name).token}` };
  const url = path.startsWith('/api/') ? path : `/api/v1${path}`;
  return api.server.app.request(
    url,
    {
      method,
      headers: { 'tus-resumable': '1.0.0', ...authorization, ...headers },
      ...(body === undefined ? {} : { body: body as never }),
    },
    { incoming: { socket: { remoteAddress: '192.0.2.9' } } } as never,
  );
}

interface Claim {
  document?: string;
  name?: string;
  type?: string;
  sha256?: string;
  length?: number;
}

async function begin(name: string, bytes: Uint8Array, claim: Claim = {}) {
  const said = { document: board, name: '콘티.png', type: 'image/png', sha256: sha(bytes), ...claim };
  const metadata = ['document', 'name', 'type', 'sha256'].map(
    (key) => `${key} ${Buffer.from(said[key as 'name']).toString('base64')}`,
  );
  return ask(name, '/uploads', {
    method: 'POST',
    headers: {
      'upload-metadata': metadata.join(','),
      'upload-length': String(claim.length ?? bytes.byteLength),
    },
  });
}

function send(name: string, location: string, offset: number, bytes: Uint8Array) {
  return ask(name, location, {
    method: 'PATCH',
    headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) },
    body: bytes,
  });
}

async function upload(name: string, bytes: Uint8Array, claim: Claim = {}) {
  const begun = await begin(name, bytes, claim);
  return begun.status === 201 ? send(name, begun.headers.get('location')!, 0, bytes) : begun;
}

async function refusalOf(response: Response): Promise<unknown> {
  return [response.status, ((await response.json()) as { error: { code: string } }).error.code];
}

/** A picture that a shot of the board has. */
async function given(bytes?: Buffer): Promise<{ bytes: Buffer; hash: string }> {
  const made = bytes ?? (await picture());
  const answer = await upload('editor', made);
  expect(answer.status).toBe(204);
  const hash = answer.headers.get('clapper-blob')!;
  expect(hash).toBe(sha(made));
  await name(board, hash);
  return { bytes: made, hash };
}

async function name(document: string, hash: string): Promise<void> {
  await api.server.sync.write(document, null, (doc) => {
    const act = { by: who('editor').id, at: 1 };
    const shot =
      readBoard(doc, []).shots[0]?.id ??
      addShot(doc, { ...act, place: { stage: 's', order: 'a0' } } as never, 'test');
    const value = {
      hash,
      name: 'a.png',
      type: 'image/png' as const,
      bytes: 1,
      width: 1,
      height: 1,
      thumbhash: null,
    };
    addTake(doc, { ...act, shot, layer: 'art', picture: value }, 'test');
  });
}

const blob = (hash: string, rest = '', document = board) => `/blobs/${hash}?document=${document}${rest}`;

/** Everything that lies where files are kept, when nothing is being made of anything. */
async function kept(): Promise<string[]> {
  await expect
    .poll(() => api.storage.files.due(Number.MAX_SAFE_INTEGER, 10), { timeout: 15_000 })
    .toEqual([]);
  const all = await readdir(join(api.dataDir, 'blobs'), { recursive: true, withFileTypes: true });
  return all
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .toSorted();
}

/** When all has been made of it. */
async function still(hash: string): Promise<void> {
  await expect
    .poll(async () => (await api.storage.files.blob(hash))?.state, { timeout: 15_000 })
    .toBe('ready');
}

describe('uploads', () => {
  it('[FB2] goes on where it was cut off, and is a blob when it is whole', async () => {
    const bytes = await picture();
    const begun = await begin('editor', bytes);
    expect([begun.status, begun.headers.get('upload-offset')]).toEqual([201, '0']);
    const location = begun.headers.get('location')!;
    const half = await send('editor', location, 0, bytes.subarray(0, 50));
    expect([half.status, half.headers.get('upload-offset')]).toEqual([204, '50']);
    expect(half.headers.get('clapper-blob')).toBeNull();
    const head = await ask('editor', location, { method: 'HEAD' });
    expect([head.status, head.headers.get('upload-offset'), head.headers.get('upload-length')]).toEqual([
      200,
      '50',
      String(bytes.byteLength),
    ]);
    expect(await refusalOf(await send('editor', location, 20, bytes.subarray(20)))).toEqual([409, 'STALE']);
    const rest = await send('editor', location, 50, bytes.subarray(50));
    expect([rest.status, rest.headers.get('clapper-blob')]).toEqual([204, sha(bytes)]);
    // Whose answer got lost asks again.
    const again = await ask('editor', location, { method: 'HEAD' });
    expect(again.headers.get('clapper-blob')).toBe(sha(bytes));
    expect([...(await ask('editor', blob(sha(bytes)))).headers.get('etag')!]).toEqual([...`"${sha(bytes)}"`]);
  });

  it('[FB2] what is not what was announced, or more than that, is refused and leaves nothing behind', async () => {
    const bytes = await picture();
    const before = await kept();
    expect(await refusalOf(await upload('editor', bytes, { sha256: 'a'.repeat(64) }))).toEqual([
      422,
      'BROKEN_FILE',
    ]);
    const begun = await begin('editor', bytes, { length: bytes.byteLength - 1 });
    const location = begun.headers.get('location')!;
    expect(await refusalOf(await send('editor', location, 0, bytes))).toEqual([413, 'TOO_LARGE']);
    expect((await ask('editor', location, { method: 'HEAD' })).headers.get('upload-offset')).toBe('0');
    expect((await ask('editor', location, { method: 'DELETE' })).status).toBe(204);
    expect(await refusalOf(await ask('editor', location))).toEqual([404, 'NOT_FOUND']);
    expect(await kept()).toEqual(before);
  });

  it('[FB2] another person’s upload is not there', async () => {
    const bytes = await picture();
    const location = (await begin('editor', bytes)).headers.get('location')!;
    expect(await refusalOf(await send('owner', location, 0, bytes))).toEqual([404, 'NOT_FOUND']);
    expect((await ask('owner', location, { method: 'HEAD' })).status).toBe(404);
    expect((await ask(null, location, { method: 'HEAD' })).status).toBe(401);
  });

  it('[FB2] half of one is forgotten days later', async () => {
    const bytes = await picture();
    const location = (await begin('editor', bytes)).headers.get('location')!;
    await send('editor', location, 0, bytes.subarray(0, 10));
    expect((await kept()).filter((file) => location.endsWith(file.replace('.part', '')))).toHaveLength(1);
    await later(UPLOAD_TTL_MS + 1);
    await api.server.collect();
    expect((await kept()).filter((file) => location.endsWith(file.replace('.part', '')))).toEqual([]);
    expect((await ask('editor', location, { method: 'HEAD' })).status).toBe(404);
  });

  it.each<[string, string, Claim, unknown]>([
    ['a stranger', 'stranger', {}, [404, 'NOT_FOUND']],
    ['a viewer', 'viewer', {}, [403, 'FORBIDDEN']],
    ['a reviewer, who may not write here', 'reviewer', {}, [403, 'FORBIDDEN']],
    ['a document that holds no files', 'editor', { document: ':plan' }, [403, 'REFUSED']],
    ['a document that is none', 'editor', { document: 'x' }, [404, 'NOT_FOUND']],
    ['a claim of 10 GB', 'editor', { type: 'video/mp4', length: 10 * 1024 ** 3 }, [413, 'TOO_LARGE']],
    ['a large picture', 'editor', { length: FILE_LIMITS.image + 1 }, [413, 'TOO_LARGE']],
    ['a program', 'editor', { type: 'application/x-msdownload' }, [415, 'UNSUPPORTED_FILE']],
    ['an SVG', 'editor', { type: 'image/svg+xml' }, [415, 'UNSUPPORTED_FILE']],
    ['no hash', 'editor', { sha256: '' }, [422, 'INVALID_FIELDS']],
  ])('[FB1] of %s nothing is taken', async (_, person, claim, refused) => {
    const bytes = await picture();
    const document = claim.document?.replace(/^:/, `${project}/`) ?? board;
    const before = await kept();
    expect(await refusalOf(await begin(person, bytes, { ...claim, document }))).toEqual(refused);
    expect(await kept()).toEqual(before);
  });

  it.each<[string, () => Promise<Uint8Array>, string, unknown]>([
    [
      'a renamed program',
      async () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500)]),
      'image/png',
      [415, 'UNSUPPORTED_FILE'],
    ],
    [
      'an SVG with a script',
      async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      'image/png',
      [415, 'UNSUPPORTED_FILE'],
    ],
    [
      'half a picture',
      async () => (await picture(300, 300)).subarray(0, 300),
      'image/png',
      [422, 'BROKEN_FILE'],
    ],
    ['a picture that claims too many pixels', async () => bomb(), 'image/png', [413, 'TOO_LARGE']],
    [
      'half a video',
      async () =>
        Buffer.concat([
          Buffer.from('\0\0\0\x14ftypisom\0\0\0\0isom\0\0\xff\xffmdat', 'latin1'),
          Buffer.alloc(100),
        ]),
      'video/mp4',
      [422, 'BROKEN_FILE'],
    ],
    ['nothing at all', async () => Buffer.alloc(0), 'image/png', [415, 'UNSUPPORTED_FILE']],
  ])('[FB3] %s is refused by its bytes, and nothing is left behind', async (_, bytes, type, refused) => {
    const before = await kept();
    const used = await api.storage.files.used(project);
    const sent = await bytes();
    expect(await refusalOf(await upload('editor', sent, { type }))).toEqual(refused);
    expect(await kept()).toEqual(before);
    const rows = [await api.storage.files.blob(sha(sent)), await api.storage.files.get(board, sha(sent))];
    expect([...rows, await api.storage.files.used(project)]).toEqual([null, null, used]);
  });

  it.each(['webm', 'recording', 'mp4'] as const)(
    '[FB3] of a film (%s) nothing may be missing',
    async (format) => {
      const whole = await testVideo({ seed: 40, frames: 200, format });
      // Between two frames of a recording nothing is missing that anybody could know of: in the middle of one.
      for (const share of [0.3, 0.6, 0.9]) {
        const cut = whole.subarray(0, Math.floor(whole.byteLength * share));
        const before = await kept();
        expect([share, await refusalOf(await upload('editor', cut, { type: 'video/mp4' }))]).toEqual([
          share,
          [422, 'BROKEN_FILE'],
        ]);
        expect(await kept()).toEqual(before);
      }
      expect((await upload('editor', whole, { type: 'video/mp4' })).status).toBe(204);
    },
  );

  it('[FB3] a picture that calls itself a video is a picture', async () => {
    const bytes = await picture();
    const answer = await upload('editor', bytes, { type: 'video/mp4' });
    const about = await ask('editor', `/blobs/${answer.headers.get('clapper-blob')}/about?document=${board}`);
    expect(fileAboutSchema.parse(await about.json())).toMatchObject({
      type: 'image/png',
      width: 40,
      height: 30,
    });
  });

  it('small files come as a form, in the field of the older system too', async () => {
    for (const field of ['file', 'screenshot']) {
      const bytes = await picture();
      const body = new FormData();
      body.set(
        field,
        new File([new Uint8Array(bytes)], '../콘티 1.png'.normalize('NFD'), { type: 'image/png' }),
      );
      const answer = await ask('editor', `/upload?document=${board}`, { method: 'POST', body });
      expect(answer.status).toBe(201);
      const uploaded = uploadedSchema.parse(await answer.json());
      expect(uploaded).toMatchObject({
        hash: sha(bytes),
        type: 'image/png',
        bytes: bytes.byteLength,
        width: 40,
        height: 30,
      });
      const read = await ask(null, uploaded.url);
      expect(sha(new Uint8Array(await read.arrayBuffer()))).toBe(uploaded.hash);
      expect(read.headers.get('content-disposition')).toContain(encodeURIComponent('콘티 1.png'));
    }
  });
});

describe('reading', () => {
  it('[FB4] a file is read through a document that has it and names it', async () => {
    const { bytes, hash } = await given();
    for (const name of ['owner', 'editor', 'reviewer', 'viewer']) {
      const read = await ask(name, blob(hash));
      expect([read.status, sha(new Uint8Array(await read.arrayBuffer()))]).toEqual([200, sha(bytes)]);
    }
    const about = await ask('viewer', `/blobs/${hash}/about?document=${board}`);
    expect(fileAboutSchema.parse(await about.json())).toMatchObject({
      hash,
      name: '콘티.png',
      type: 'image/png',
      bytes: bytes.byteLength,
      width: 40,
      height: 30,
    });
  });

  it('[FB4] to everybody else it is not there, whoever knows its hash', async () => {
    const { hash } = await given();
    const missing = [404, 'NOT_FOUND'];
    expect(await refusalOf(await ask('stranger', blob(hash)))).toEqual(missing);
    // Their own document names it and does not have it; and one of the same project, which may be read by others.
    await name(elsewhere, hash);
    expect(await refusalOf(await ask('stranger', blob(hash, '', elsewhere)))).toEqual(missing);
    expect(await refusalOf(await ask('owner', blob(hash, '', projectDocument(project, 'talk'))))).toEqual(
      missing,
    );
    expect(await refusalOf(await ask('owner', blob('f'.repeat(64))))).toEqual(missing);
    expect(await refusalOf(await ask('owner', blob(hash, '', 'nonsense')))).toEqual(missing);
    expect(await refusalOf(await ask('stranger', `/blobs/${hash}/about?document=${board}`))).toEqual(missing);
    expect((await ask(null, blob(hash))).status).toBe(401);
    expect((await ask('stranger', blob(hash), { method: 'HEAD' })).status).toBe(404);
  });

  it('[FB4] what no record names is there for who uploaded it alone', async () => {
    const bytes = await picture();
    const hash = sha(bytes);
    await upload('editor', bytes);
    expect((await ask('editor', blob(hash))).status).toBe(200);
    expect((await ask('owner', blob(hash))).status).toBe(404);
    await name(board, hash);
    expect((await ask('owner', blob(hash))).status).toBe(200);
  });

  it('[FB5] a link opens one file of one document for its session, as long as that may', async () => {
    const { bytes, hash } = await given();
    const other = await given();
    const guest = await api.person('shortlived');
    const invite = await api.call('POST', `/projects/${project}/invite`, {
      token: who('owner').token,
      body: { role: 'viewer' },
    });
    await api.call('POST', '/projects/join', {
      token: guest.token,
      body: { invite_code: invite.body.invite_code },
    });
    const body = { document: board, hashes: [hash, 'e'.repeat(64)] };
    const made = await api.call('POST', '/blobs/links', { token: guest.token, body });
    expect(Object.keys(made.body.links)).toEqual([hash]);
    const link: string = made.body.links[hash];
    const read = await ask(null, link);
    expect([read.status, sha(new Uint8Array(await read.arrayBuffer()))]).toEqual([200, sha(bytes)]);
    expect((await ask(null, link.replace(hash, other.hash))).status).toBe(401);
    expect((await ask(null, link.replace('%2Fboard', '%2Ftalk'))).status).toBe(401);
    expect((await ask(null, `${link}x`)).status).toBe(401);

    await api.call('DELETE', `/projects/${project}/participants/${guest.id}`, { token: who('owner').token });
    expect((await ask(null, link)).status).toBe(404);
    await api.call('POST', '/projects/join', {
      token: guest.token,
      body: { invite_code: invite.body.invite_code },
    });
    expect((await ask(null, link)).status).toBe(200);
    await api.call('POST', '/auth/logout', { token: guest.token, headers: { cookie: guest.cookie } });
    expect((await ask(null, link)).status).toBe(401);
  });

  it('[FB5] a link runs out', async () => {
    const { hash } = await given();
    const body = { document: board, hashes: [hash] };
    const made = await api.call('POST', '/blobs/links', { token: who('viewer').token, body });
    api.pass((12 * 60 - 1) * 60_000);
    expect((await ask(null, made.body.links[hash])).status).toBe(200);
    await later(2 * 60_000);
    expect((await ask(null, made.body.links[hash])).status).toBe(401);
  });

  it('[FB11] how much of one has come is told to who may read the document that names it, while it is sent', async () => {
    const bytes = await picture(200, 200);
    const hash = sha(bytes);
    const arriving = async (name: string, document = board) => {
      const body = { document, hashes: [hash] };
      return (await api.call('POST', '/blobs/links', { token: who(name).token, body })).body.arriving;
    };
    const location = (await begin('editor', bytes)).headers.get('location')!;
    const half = Math.floor(bytes.byteLength / 2);
    expect((await send('editor', location, 0, bytes.subarray(0, half))).status).toBe(204);
    expect(await arriving('viewer')).toEqual({});
    await name(board, hash);
    expect(await arriving('viewer')).toEqual({ [hash]: Math.floor((100 * half) / bytes.byteLength) });
    expect(await arriving('stranger')).toEqual({});
    expect(await arriving('stranger', elsewhere)).toEqual({});
    api.pass(10_001);
    expect(await arriving('viewer')).toEqual({});
    expect((await send('editor', location, half, bytes.subarray(half))).status).toBe(204);
    expect(await arriving('viewer')).toEqual({});
  });

  it('[FB6] parts, tags and heads, and nothing that a browser would run', async () => {
    const { bytes, hash } = await given();
    const whole = await ask('viewer', blob(hash));
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      etag: `"${hash}"`,
      'accept-ranges': 'bytes',
      'content-length': String(bytes.byteLength),
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox') as string,
      'cache-control': 'private, no-cache',
    });
    const part = await ask('viewer', blob(hash), { headers: { range: 'bytes=10-19' } });
    expect([part.status, part.headers.get('content-range')]).toEqual([
      206,
      `bytes 10-19/${bytes.byteLength}`,
    ]);
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(10, 20))).toBe(true);
    const tail = await ask('viewer', blob(hash), { headers: { range: 'bytes=-5' } });
    expect(Buffer.from(await tail.arrayBuffer()).equals(bytes.subarray(-5))).toBe(true);
    const past = await ask('viewer', blob(hash), { headers: { range: 'bytes=9999999-' } });
    expect([past.status, past.headers.get('content-range')]).toEqual([416, `bytes */${bytes.byteLength}`]);
    const known = await ask('viewer', blob(hash), { headers: { 'if-none-match': `W/"x", "${hash}"` } });
    expect([known.status, await known.text()]).toEqual([304, '']);
    const head = await ask('viewer', blob(hash), { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(bytes.byteLength)]);
  });

  it('[FB7] a picture is shown inside 1920 × 1080 as WebP, and the original stays as it is', async () => {
    const { bytes, hash } = await given(await picture(2_400, 1_200));
    await still(hash);
    const display = await ask('viewer', blob(hash, '&as=display'));
    expect(display.headers.get('content-type')).toBe('image/webp');
    const { format, width, height } = await sharp(Buffer.from(await display.arrayBuffer())).metadata();
    expect({ format, width, height }).toEqual({ format: 'webp', width: 1_920, height: 960 });
    const original = await ask('viewer', blob(hash, '&as=original'));
    expect(sha(new Uint8Array(await original.arrayBuffer()))).toBe(sha(bytes));
    expect(await refusalOf(await ask('viewer', blob(hash, '&as=proxy')))).toEqual([404, 'NOT_FOUND']);
    const about = await ask('viewer', `/blobs/${hash}/about?document=${board}`);
    expect(await about.json()).toMatchObject({ state: 'ready', variants: ['original', 'display'] });
  });
});

describe('a video under review', () => {
  const place = { frame: 0, endFrame: null, time: 0 };

  async function givenVideo(): Promise<{ review: string; notes: string }> {
    let video = '';
    await api.server.sync.write(projectDocument(project, 'media'), null, (doc) => {
      video = addVideo(doc, { title: 'Teaser', by: who('editor').id, at: 1 }, 'test');
    });
    return { review: `${project}/review/${video}`, notes: `${project}/notes/${video}` };
  }

  const told = (document: string) =>
    api.server.sync.read(document, (doc) =>
      readReview(doc).cuts.map(({ state, video }) => [state, video?.frames]),
    );

  function cut(document: string, bytes: Buffer): Promise<void> {
    const { id, name } = who('editor');
    const principal = {
      user: id,
      name,
      session: newId(),
      expiresAt: Infinity,
      isSystemAdmin: false,
      guest: null,
    };
    const file = { hash: sha(bytes), name: 'a.webm', type: 'video/webm', bytes: bytes.byteLength };
    return api.server.sync.write(document, principal, (doc) => {
      addCut(doc, { file, by: id, at: 1 }, 'test');
    });
  }

  it('[FB7] says in its cut what the server knows, whichever came first', async () => {
    const claim = (document: string) => ({ document, type: 'video/webm', name: 'a.webm' });
    const [first, second] = [
      await testVideo({ frames: 30, seed: 1 }),
      await testVideo({ frames: 31, seed: 2 }),
    ];
    const { review: cutFirst } = await givenVideo();
    await cut(cutFirst, first);
    expect(await told(cutFirst)).toEqual([[null, undefined]]);
    expect((await upload('editor', first, claim(cutFirst))).status).toBe(204);
    await expect.poll(() => told(cutFirst), { timeout: 15_000 }).toEqual([['original', 30]]);

    const { review: fileFirst } = await givenVideo();
    expect((await upload('editor', second, claim(fileFirst))).status).toBe(204);
    await expect
      .poll(async () => (await api.storage.files.blob(sha(second)))?.state, { timeout: 15_000 })
      .toBe('original');
    await cut(fileFirst, second);
    await expect.poll(() => told(fileFirst), { timeout: 15_000 }).toEqual([['original', 31]]);
  });

  it('[FB4] of internal notes a reviewer reads no file, also through the review beside them', async () => {
    const { review, notes } = await givenVideo();
    const bytes = await picture();
    const hash = sha(bytes);
    expect((await upload('editor', bytes, { document: notes })).status).toBe(204);
    await api.server.sync.write(notes, null, (doc) => {
      const screenshot = {
        hash,
        name: 'a.png',
        type: 'image/png' as const,
        bytes: 1,
        width: 1,
        height: 1,
        thumbhash: null,
      };
      addNote(
        doc,
        { cut: newId(), place, words: 'Hidden', screenshot, by: who('editor').id, name: 'editor', at: 1 },
        'test',
      );
    });
    expect((await ask('owner', blob(hash, '', notes))).status).toBe(200);
    for (const name of ['reviewer', 'viewer', 'stranger']) {
      for (const document of [notes, review]) {
        expect(await refusalOf(await ask(name, blob(hash, '', document)))).toEqual([404, 'NOT_FOUND']);
      }
    }
    expect(await refusalOf(await begin('reviewer', bytes, { document: notes }))).toEqual([404, 'NOT_FOUND']);
  });

  it('[FB1] a reviewer brings a small picture to a review, no large one and no video', async () => {
    const { review } = await givenVideo();
    const bytes = await picture();
    expect((await upload('reviewer', bytes, { document: review })).status).toBe(204);
    const large = await begin('reviewer', bytes, { document: review, length: FILE_LIMITS.attachment + 1 });
    expect(await refusalOf(large)).toEqual([413, 'TOO_LARGE']);
    const video = await testVideo({ frames: 10, seed: 3 });
    expect(await refusalOf(await begin('reviewer', video, { document: review, type: 'video/webm' }))).toEqual(
      [403, 'FORBIDDEN'],
    );
    // Its bytes decide, whatever was said of them.
    expect(await refusalOf(await upload('reviewer', video, { document: review }))).toEqual([
      403,
      'FORBIDDEN',
    ]);
  });
});

describe('what nobody needs', () => {
  it('[FB8] a file that no record names goes after a month, with all that was made of it; one that was named stays', async () => {
    const named = await given();
    const bytes = await picture();
    const hash = sha(bytes);
    await upload('editor', bytes);
    await Promise.all([still(named.hash), still(hash)]);
    const has = async () => (await kept()).filter((file) => file.startsWith(hash)).length;
    expect(await has()).toBe(2);
    await api.server.collect();
    api.pass(29 * 24 * 60 * 60_000);
    await api.server.collect();
    expect(await has()).toBe(2);
    // A month until it is given up, and another until its bytes are.
    api.pass(2 * 24 * 60 * 60_000);
    await api.server.collect();
    expect(await api.storage.files.having(hash)).toEqual([]);
    expect(await has()).toBe(2);
    api.pass(31 * 24 * 60 * 60_000);
    await api.server.collect();
    expect(await has()).toBe(0);
    expect((await kept()).filter((file) => file.startsWith(named.hash))).toHaveLength(2);
  });
});

/** A PNG of a few bytes whose head says 40,000 × 40,000. */
async function bomb(): Promise<Buffer> {
  const bytes = Buffer.from(await picture(1, 1));
  bytes.writeUInt32BE(40_000, 16);
  bytes.writeUInt32BE(40_000, 20);
  const { crc32 } = await import('node:zlib');
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
}
