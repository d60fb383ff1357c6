import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClapperError, api as schemas } from '@clapper/protocol';
import type { Logger } from '../log.ts';
import { openApi, PASSWORD, type TestApi } from './test-api.ts';

const logged: { level: string; event: string; fields: object }[] = [];
const remember = (level: string) => (fields: object, event: string) =>
  void logged.push({ level, event, fields });
const log: Logger = {
  debug: remember('debug'),
  info: remember('info'),
  warn: remember('warn'),
  error: remember('error'),
  child: () => log,
};

let api: TestApi;
let clientDir: string;
let token: string;
beforeAll(async () => {
  clientDir = mkdtempSync(join(tmpdir(), 'clapper-client-'));
  mkdirSync(join(clientDir, 'assets'));
  writeFileSync(join(clientDir, 'index.html'), '<!doctype html><title>Clapper</title>');
  writeFileSync(join(clientDir, 'assets', 'app-1a2b.js'), 'export {};');
  const config = { allowedOrigins: ['https://tools.example.org'], trustProxy: 1 };
  api = await openApi({ config, log, clientDir });
  ({ token } = await api.person('kim'));
});
afterAll(async () => {
  await api.close();
  rmSync(clientDir, { recursive: true });
});

describe('every answer', () => {
  it('lets nothing of others run, frame or learn where one came from', async () => {
    const { headers } = await api.call('GET', '/api/health', { headers: { host: 'studio:3000' } });
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self' data:; connect-src 'self' blob: ws://studio:3000 wss://studio:3000; worker-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('strict-transport-security')).toBe(null);
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f]{16}$/);
  });

  it.each([
    ['clapper.example.org', 'max-age=31536000'],
    ['clapper.example.org:8443', 'max-age=31536000'],
    ['localhost:3000', null],
    ['laptop.local:3000', null],
    ['192.168.0.12:3000', null],
    ['[fd00::12]:3000', null],
  ])('on https at %s promises https for the future: %j', async (host, promise) => {
    const headers = { 'x-forwarded-proto': 'https', host };
    const answer = await api.call('GET', '/api/health', { headers });
    expect(answer.headers.get('strict-transport-security')).toBe(promise);
  });

  it('marks the cookie Secure on https', async () => {
    const body = { login: 'kim', password: PASSWORD };
    const signedIn = await api.call('POST', '/auth/login', {
      body,
      headers: { 'x-forwarded-proto': 'https' },
    });
    expect(signedIn.headers.get('set-cookie')).toContain('; Secure');
  });

  it('puts no header of a stranger into its own', async () => {
    const { headers } = await api.call('GET', '/api/health', {
      headers: { host: "x; script-src 'unsafe-inline'" },
    });
    expect(headers.get('content-security-policy')).toContain("connect-src 'self' blob:; ");
    expect(headers.get('content-security-policy')).not.toContain("script-src 'unsafe-inline'");
  });
});

it('tells a program what of tus it speaks, and how large a film may be', async () => {
  const { status, headers } = await api.call('OPTIONS', '/uploads');
  const told = ['tus-resumable', 'tus-version', 'tus-max-size'].map((name) => headers.get(name));
  const { body } = await api.call('GET', '/instance');
  expect([status, ...told]).toEqual([204, '1.0.0', '1.0.0', String(body['video_bytes'])]);
  expect(headers.get('tus-extension')).toContain('creation');
});

describe('other origins', () => {
  const preflight = (origin: string) =>
    api.call('OPTIONS', '/projects', {
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      },
    });

  it('use the API with a token if they are allowed, never with cookies', async () => {
    const { headers } = await preflight('https://tools.example.org');
    expect(headers.get('access-control-allow-origin')).toBe('https://tools.example.org');
    expect(headers.get('access-control-allow-headers')).toContain('Authorization');
    expect(headers.get('access-control-allow-credentials')).toBe(null);
  });

  it('read nothing if they are not', async () => {
    const { headers } = await preflight('https://evil.example');
    expect(headers.get('access-control-allow-origin')).toBe(null);
  });
});

describe('bodies', () => {
  const post = (body: string, headers: Record<string, string> = {}) =>
    api.call('POST', '/projects', { token, body, headers });

  it.each([
    ['half of JSON', '{"name": "x', {}, 400, 'INVALID'],
    ['a list', '[]', {}, 422, 'INVALID_FIELDS'],
    ['null', 'null', {}, 422, 'INVALID_FIELDS'],
    ['nothing', '', {}, 422, 'INVALID_FIELDS'],
    ['a form', 'name=x', { 'content-type': 'application/x-www-form-urlencoded' }, 400, 'INVALID'],
    ['JSON called text', '{"name":"x"}', { 'content-type': 'text/plain' }, 400, 'INVALID'],
    ['a NUL', '{"name":"a\\u0000b"}', {}, 400, 'INVALID'],
    ['a NUL as a key', '{"a\\u0000b":"x"}', {}, 400, 'INVALID'],
    ['too much', JSON.stringify({ name: 'x'.repeat(70_000) }), {}, 413, 'TOO_LARGE'],
    ['deep nesting', '['.repeat(20_000) + ']'.repeat(20_000), {}, 422, 'INVALID_FIELDS'],
    ['a prototype', '{"__proto__":{"name":"x"}}', {}, 422, 'INVALID_FIELDS'],
  ])('with %s are refused', async (_what, body, headers, status, code) => {
    const answer = await post(body, headers);
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  });

  it('of no announced length are cut at the limit', async () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 16_384;
        controller.enqueue(new Uint8Array(16_384).fill(32));
      },
    });
    const response = await api.server.app.request('/api/v1/projects', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body,
      duplex: 'half',
    } as RequestInit);
    expect(response.status).toBe(413);
    expect(sent).toBeLessThan(200_000);
  });
});

describe('addresses', () => {
  it.each([
    ['GET', '/api/nothing', 404],
    ['GET', '/api/v1', 404],
    ['GET', '/api/v1/nothing', 404],
    ['DELETE', '/api/v1/auth/login', 404],
    ['GET', '/sync', 404],
    ['POST', '/api/ai/generate-image', 501],
    ['POST', '/api/v1/ai/generate-scene', 501],
    ['GET', '/ca.crt', 404],
  ])('%s %s answers %i', async (method, path, status) => {
    const response = await api.server.app.request(path, { method });
    expect(response.status).toBe(status);
    expect(schemas.errorSchema.safeParse(await response.json()).success).toBe(true);
  });
});

describe('pages', () => {
  const page = async (path: string, accept = 'text/html,*/*') => {
    const response = await api.server.app.request(path, { headers: { accept } });
    return [response.status, response.headers.get('content-type')?.split(';')[0]];
  };

  it.each(['/', '/sign-in', '/join/abc', '/p/01a1fc18/plan?stage=2'])(
    'of the app open at %s',
    async (path) => {
      expect(await page(path)).toEqual([200, 'text/html']);
    },
  );

  it.each([
    ['/assets/app-1a2b.js', '*/*', [200, 'text/javascript']],
    ['/assets/app-old.js', 'text/html', [404, 'application/json']],
    ['/logo.png', 'image/*', [404, 'application/json']],
    ['/api/v1/nothing', 'text/html', [404, 'application/json']],
    ['/sync/x', 'text/html', [404, 'application/json']],
    ['/ca.crt', 'text/html', [404, 'application/json']],
  ])('are not what is asked for at %s', async (path, accept, answer) => {
    expect(await page(path, accept)).toEqual(answer);
  });
});

describe('failures of ours', () => {
  it('say to come back later when the database is away, and never that one may not', async () => {
    const { projects } = api.storage;
    const role = projects.role;
    projects.role = () => Promise.reject(new ClapperError('UNAVAILABLE', 'The database went away.'));
    const answer = await api.call('GET', '/projects/01a1fc18-160a-7760-8a5c-5ce3944e3fda', { token });
    projects.role = role;
    expect([answer.status, answer.body.error.code, answer.headers.get('retry-after')]).toEqual([
      503,
      'UNAVAILABLE',
      '5',
    ]);
  });

  it('are told with a code and no detail, and logged with their cause', async () => {
    const { projects } = api.storage;
    const listFor = projects.listFor;
    projects.listFor = () => Promise.reject(new Error('the secret detail'));
    const answer = await api.call('GET', '/projects', { token });
    projects.listFor = listFor;
    expect([answer.status, answer.body]).toEqual([
      500,
      { error: { code: 'INTERNAL', message: 'Something went wrong on the server.' } },
    ]);
    const line = logged.findLast(({ level }) => level === 'error');
    expect(line).toMatchObject({
      event: 'http.refused',
      fields: { code: 'INTERNAL', requestId: expect.any(String) },
    });
    expect(line?.fields).toMatchObject({ error: { cause: { message: 'the secret detail' } } });
  });

  it('leave no token, password, cookie or code in the log', async () => {
    const secrets = [token, PASSWORD, 'clapper_refresh', 'SECRETCODE'];
    await api.call('GET', '/invites/SECRETCODE');
    await api.call('POST', '/auth/login', { body: { login: 'kim', password: `${PASSWORD}x` } });
    const text = JSON.stringify(logged);
    expect(logged.length).toBeGreaterThan(10);
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  });
});

describe('health', () => {
  it('is fine when it can store', async () => {
    api.pass(2_000);
    const answer = await api.call('GET', '/api/health');
    expect([answer.status, answer.body]).toEqual([200, { status: 'ok', version: '1.2.3' }]);
  });

  it('is not when it cannot, says so for a second, and comes back', async () => {
    const probe = api.storage.probe;
    let asked = 0;
    Object.assign(api.storage, {
      probe: () => {
        asked++;
        return Promise.reject(new Error('the disk is full'));
      },
    });
    api.pass(2_000);
    const answers = await Promise.all(Array.from({ length: 5 }, () => api.call('GET', '/api/health')));
    Object.assign(api.storage, { probe });
    expect(answers.map(({ status, body }) => [status, body.status])).toEqual(
      Array.from({ length: 5 }, () => [503, 'unavailable']),
    );
    expect(asked).toBe(1);
    api.pass(2_000);
    expect((await api.call('GET', '/api/health')).status).toBe(200);
  });
});
