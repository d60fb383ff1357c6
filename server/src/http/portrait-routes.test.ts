import { readInfo } from '@clapper/documents';
import { FILE_LIMITS, projectDocument } from '@clapper/protocol';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApi, type Answer, type Person, type TestApi } from './test-api.ts';

let api: TestApi;
let me: Person;
let project: string;

beforeAll(async () => {
  api = await openApi({ ffmpeg: null });
  me = await api.person('mina');
  project = (await api.call('POST', '/projects', { token: me.token, body: { name: '골목' } })).body.id;
});
afterAll(() => api.close());

function send(bytes: Uint8Array, type = 'image/png', token = me.token): Promise<Answer> {
  const form = new FormData();
  form.set('image', new File([bytes as Uint8Array<ArrayBuffer>], 'me', { type }));
  return post(form, {}, token);
}

async function post(
  body: FormData | Uint8Array<ArrayBuffer>,
  more: Record<string, string>,
  token = me.token,
): Promise<Answer> {
  const response = await api.server.app.request('/api/v1/users/profile/image', {
    ...{ method: 'POST', body, headers: { authorization: `Bearer ${token}`, ...more } },
  });
  const { status, headers } = response;
  return { status, headers, body: await response.json(), cookie: '' };
}

const picture = (width: number, height: number): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#cc3300' } })
    .withExif({ IFD0: { Copyright: 'where I live' } })
    .png()
    .toBuffer();

async function shown(): Promise<string | null> {
  const { body } = await api.call('GET', `/projects/${project}/participants`, { token: me.token });
  return body.participants[0].user.profile_image_url;
}

const left = (): Promise<string[]> => readdir(join(api.dataDir, 'blobs', 'uploads')).catch(() => []);

describe('a picture of oneself', () => {
  it('is small, says nothing but how one looks, and stands where one’s name does: with each project, offline too', async () => {
    const { status, body } = await send(await picture(1_600, 900));
    expect(status).toBe(200);
    const url: string = body.user.profile_image_url;
    const [, base64] = /^data:image\/webp;base64,(.+)$/.exec(url) ?? [];
    const kept = Buffer.from(base64!, 'base64');
    const { width, height, format, exif } = await sharp(kept).metadata();
    expect([width, height, format, exif]).toEqual([96, 96, 'webp', undefined]);
    expect(url.length).toBeLessThan(FILE_LIMITS.portrait);
    expect(await shown()).toBe(url);
    // The page of who is in it reads its document.
    const info = projectDocument(project, 'info');
    expect(await api.server.sync.read(info, (doc) => readInfo(doc)?.members[0]?.picture)).toBe(url);
    const { body: mine } = await api.call('GET', '/users/profile', { token: me.token });
    expect(mine.user.profile_image_url).toBe(url);
  });

  it('is taken back', async () => {
    await send(await picture(10, 10));
    const { status, body } = await api.call('DELETE', '/users/profile/image', { token: me.token });
    expect([status, body.user.profile_image_url]).toEqual([200, null]);
    expect(await shown()).toBeNull();
  });

  it('outlives another name', async () => {
    const { body } = await send(await picture(10, 10));
    const renamed = await api.call('PUT', '/users/profile', {
      token: me.token,
      body: { nickname: 'Mina K' },
    });
    expect(renamed.body.user.profile_image_url).toBe(body.user.profile_image_url);
  });

  it('is a picture by its bytes, whatever it is called, and nothing is left of what is not', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    const program = Buffer.from('MZ\x90\x00 this program cannot be run');
    for (const bytes of [svg, program, (await picture(64, 64)).subarray(0, 60)]) {
      const { status, body } = await send(bytes);
      expect([415, 422]).toContain(status);
      expect(body.error.code).toMatch(/^(UNSUPPORTED_FILE|BROKEN_FILE)$/);
    }
    const asVideo = await send(Buffer.from('x'), 'video/mp4');
    expect(asVideo.body.error.code).toBe('UNSUPPORTED_FILE');
    const large = await post(new Uint8Array(FILE_LIMITS.atOnce + 100_000), {
      'content-type': 'multipart/form-data; boundary=x',
    });
    expect([large.status, large.body.error.code]).toEqual([413, 'TOO_LARGE']);
    expect(await left()).toEqual([]);
  });

  it('cannot be changed without end, and neither can files be sent: how long to wait is said', async () => {
    const eager = await api.person('eager');
    const nothing = new Uint8Array();
    for (let i = 0; i < 600; i++)
      expect((await send(nothing, 'image/png', eager.token)).status).not.toBe(429);
    const { status, headers, body } = await send(nothing, 'image/png', eager.token);
    expect([status, body.error.code]).toEqual([429, 'RATE_LIMITED']);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    const form = new FormData();
    form.set('file', new File([nothing], 'a.png', { type: 'image/png' }));
    const other = await api.server.app.request(`/api/v1/upload?document=${project}/board`, {
      ...{ method: 'POST', body: form, headers: { authorization: `Bearer ${eager.token}` } },
    });
    expect(other.status).toBe(429);
  });

  it('needs an account', async () => {
    expect((await send(await picture(10, 10), 'image/png', 'nobody')).status).toBe(401);
  });
});
