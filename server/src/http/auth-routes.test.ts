import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { api as schemas } from '@clapper/protocol';
import { openApi, PASSWORD, type TestApi } from './test-api.ts';

const UUID = /^[0-9a-f-]{36}$/;
const DAY_MS = 24 * 60 * 60 * 1000;

let api: TestApi;
beforeAll(async () => {
  api = await openApi();
  await api.person('first');
});
afterAll(() => api.close());

const signUp = (change: object) => ({
  username: 'somebody',
  email: 'somebody@example.org',
  password: PASSWORD,
  nickname: 'Somebody',
  ...change,
});

describe('signing up', () => {
  it('gives an account, a token, a cookie that only the auth calls see, and a studio', async () => {
    const body = signUp({ username: '김감독', email: 'kim@example.org', nickname: '김 감독' });
    const answer = await api.call('POST', '/auth/register', { body });
    expect(answer.status).toBe(201);
    expect(schemas.signedInSchema.parse(answer.body).user).toEqual({
      id: expect.stringMatching(UUID),
      username: '김감독',
      email: 'kim@example.org',
      nickname: '김 감독',
      profile_image_url: null,
      is_admin: false,
      created_at: expect.any(String),
    });
    expect(answer.headers.get('set-cookie')).toMatch(
      /^clapper_refresh=[\w-]{43}; Max-Age=2419200; Path=\/api\/v1\/auth; HttpOnly; SameSite=Strict$/,
    );
    const studios = await api.call('GET', '/studios', { token: answer.body.access_token });
    expect(schemas.studiosSchema.parse(studios.body).studios.map(({ name }) => name)).toEqual(['김 감독']);
  });

  it('names every wrong field with a code', async () => {
    const body = { username: '', email: 'kim', password: 'short', nickname: 'x'.repeat(101) };
    const answer = await api.call('POST', '/auth/register', { body });
    expect(answer.status).toBe(422);
    expect(answer.body.error).toEqual({
      code: 'INVALID_FIELDS',
      message: expect.any(String),
      details: [
        { field: 'username', code: 'required' },
        { field: 'email', code: 'invalid' },
        { field: 'password', code: 'too_short' },
        { field: 'nickname', code: 'too_long' },
      ],
    });
    expect((await api.call('POST', '/auth/register', { body: {} })).body.error.details).toEqual(
      ['username', 'email', 'password', 'nickname'].map((field) => ({ field, code: 'required' })),
    );
  });

  it('tells which name is taken, in whatever case or composition', async () => {
    const first = signUp({ username: '한글이름', email: 'hangul@example.org' });
    expect((await api.call('POST', '/auth/register', { body: first })).status).toBe(201);
    const body = signUp({ username: '한글이름'.normalize('NFD'), email: 'HANGUL@EXAMPLE.org' });
    const answer = await api.call('POST', '/auth/register', { body });
    expect([answer.status, answer.body.error.code, answer.body.error.details]).toEqual([
      409,
      'TAKEN',
      [
        { field: 'username', code: 'taken' },
        { field: 'email', code: 'taken' },
      ],
    ]);
  });

  it.each([
    ['a zero-width space', 'ki\u200bm'],
    ['a direction override', 'ki\u202em'],
    ['a joiner', 'ki\u200dm'],
    ['a Hangul filler', 'ki\u3164m'],
    ['a byte-order mark', 'ki\ufeffm'],
    ['a line break', 'ki\nm'],
    ['a space', 'ki m'],
    ['an at sign', 'ki@m'],
    ['nothing to see', '\u200b'],
    ['a lone surrogate', 'ki\ud800m'],
  ])('takes no username with %s', async (_what, username) => {
    const answer = await api.call('POST', '/auth/register', { body: signUp({ username }) });
    expect([answer.status, answer.body.error.details[0].field]).toEqual([422, 'username']);
  });

  it('keeps nicknames in any script with their emoji, and no invisible or turning characters', async () => {
    const { token } = await api.person('scripts');
    for (const nickname of ['김 감독 🎬', 'می‌خواهم', 'Zoë', '👩‍🎤', 'नेहा']) {
      const answer = await api.call('PUT', '/users/profile', { token, body: { nickname } });
      expect([answer.status, answer.body.user?.nickname]).toEqual([200, nickname.normalize('NFC')]);
    }
    for (const nickname of ['a\u202eb', 'a\u2066b', 'a\u200fb', '\u200b', '\u3164', 'a\u0000b', 'a\tb']) {
      const answer = await api.call('PUT', '/users/profile', { token, body: { nickname } });
      expect([nickname, answer.status >= 400]).toEqual([nickname, true]);
    }
  });

  it('opens with a live invite code and joins on the way', async () => {
    const owner = await api.person('inviter');
    const project = await api.call('POST', '/projects', { token: owner.token, body: { name: '골목' } });
    const invite = await api.call('POST', `/projects/${project.body.id}/invite`, {
      token: owner.token,
      body: { role: 'editor' },
    });
    const body = signUp({
      username: 'joiner',
      email: 'joiner@example.org',
      invite_code: invite.body.invite_code,
    });
    const answer = await api.call('POST', '/auth/register', { body });
    expect(answer.body.joined).toEqual({ project: { id: project.body.id, name: '골목' }, role: 'editor' });
    const wrong = await api.call('POST', '/auth/register', {
      body: signUp({ username: 'late', email: 'late@example.org', invite_code: 'nope' }),
    });
    expect([wrong.status, wrong.body.error.code]).toEqual([404, 'INVITE_NOT_FOUND']);
  });
});

describe('signing in', () => {
  it('takes the e-mail or the username, in any case', async () => {
    const { id } = await api.person('signer');
    for (const login of ['signer', 'SIGNER', ' signer@Example.ORG ']) {
      const answer = await api.call('POST', '/auth/login', { body: { login, password: PASSWORD } });
      expect([answer.status, answer.body.user?.id]).toEqual([200, id]);
    }
  });

  it('answers the same to a wrong password and to nobody, in words and in time', async () => {
    await api.person('timed');
    const attempt = async (login: string, address: string) => {
      const startedAt = performance.now();
      const answer = await api.call('POST', '/auth/login', {
        body: { login, password: 'wrong password' },
        address,
      });
      return { answer, ms: performance.now() - startedAt };
    };
    const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
    const known: number[] = [];
    const unknown: number[] = [];
    for (let i = 0; i < 9; i++) {
      const right = await attempt('timed', `198.51.100.${i}`);
      const wrong = await attempt(`nobody-${i}`, `198.51.100.${i}`);
      expect([right.answer.status, right.answer.body]).toEqual([401, wrong.answer.body]);
      known.push(right.ms);
      unknown.push(wrong.ms);
    }
    // Without the password check for nobody it is a tenth.
    expect(median(unknown)).toBeGreaterThan(median(known) / 3);
    expect(median(known)).toBeGreaterThan(median(unknown) / 3);
  });

  it('slows wrong passwords for one account from one address, with Retry-After, and nobody else there', async () => {
    await api.person('guarded');
    await api.person('neighbour');
    const attempt = (login: string, password: string) =>
      api.call('POST', '/auth/login', { body: { login, password }, address: '203.0.113.9' });
    for (let i = 0; i < 5; i++) expect((await attempt('guarded', 'wrong password')).status).toBe(401);
    const slowed = await attempt('GUARDED', PASSWORD);
    expect([slowed.status, slowed.body.error.code, slowed.headers.get('retry-after')]).toEqual([
      429,
      'RATE_LIMITED',
      '1',
    ]);
    expect((await attempt('neighbour', PASSWORD)).status).toBe(200);
    api.pass(1_000);
    expect((await attempt('guarded', PASSWORD)).status).toBe(200);
  });
});

describe('staying signed in', () => {
  const refresh = (cookie: string) => api.call('POST', '/auth/refresh', { headers: { cookie } });

  it('exchanges the cookie for a new one and a new token', async () => {
    const { cookie, id } = await api.person('stayer');
    const answer = await refresh(cookie);
    expect([answer.status, answer.body.user.id]).toEqual([200, id]);
    expect(answer.cookie).not.toBe(cookie);
    expect((await api.call('GET', '/auth/session', { token: answer.body.access_token })).body.user.id).toBe(
      id,
    );
  });

  it('lets two tabs refresh at once, and both go on', async () => {
    const { cookie } = await api.person('tabs');
    const [one, two] = await Promise.all([refresh(cookie), refresh(cookie)]);
    expect([one.status, two.status]).toEqual([200, 200]);
    expect((await refresh(one.cookie)).status).toBe(200);
    const token = two.body.access_token;
    expect((await api.call('GET', '/auth/session', { token })).status).toBe(200);
  });

  it('lets the same cookie try again when the answer was lost', async () => {
    const { cookie } = await api.person('lossy');
    await refresh(cookie);
    api.pass(30_000);
    expect((await refresh(cookie)).status).toBe(200);
  });

  it('ends the session when an old cookie comes back after its successor was used', async () => {
    const { cookie } = await api.person('stolen');
    const second = await refresh(cookie);
    const third = await refresh(second.cookie);
    expect((await refresh(cookie)).status).toBe(401);
    expect((await refresh(third.cookie)).status).toBe(401);
    expect((await api.call('GET', '/auth/session', { token: third.body.access_token })).status).toBe(401);
  });

  it('ends after 28 days without a visit, and not before', async () => {
    const { cookie } = await api.person('away');
    api.pass(27 * DAY_MS);
    const back = await refresh(cookie);
    expect(back.status).toBe(200);
    api.pass(29 * DAY_MS);
    expect((await refresh(back.cookie)).status).toBe(401);
  });

  it('refuses without a cookie, and a made-up one', async () => {
    expect((await api.call('POST', '/auth/refresh')).status).toBe(401);
    expect((await refresh(`clapper_refresh=${'x'.repeat(43)}`)).status).toBe(401);
  });

  it.each([
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'same-origin' }, 200],
    [{ origin: 'http://localhost' }, 200],
    [{}, 200],
  ])('asked with %j answers %i', async (headers, status) => {
    const { cookie } = await api.person(`csrf${Math.random().toString(36).slice(2)}`);
    const answer = await api.call('POST', '/auth/refresh', {
      headers: { cookie, host: 'localhost', ...headers },
    });
    expect(answer.status).toBe(status);
  });
});

describe('signing out', () => {
  it('ends the session by cookie or by token, and takes the cookie away', async () => {
    const person = await api.person('leaver');
    const out = await api.call('POST', '/auth/logout', { headers: { cookie: person.cookie } });
    expect([out.status, out.headers.get('set-cookie')]).toEqual([
      204,
      expect.stringMatching(/^clapper_refresh=; Max-Age=0; Path=\/api\/v1\/auth/),
    ]);
    expect((await api.call('GET', '/auth/session', { token: person.token })).status).toBe(401);

    const signed = await api.call('POST', '/auth/login', { body: { login: 'leaver', password: PASSWORD } });
    const token = signed.body.access_token;
    expect((await api.call('POST', '/auth/logout', { token })).status).toBe(204);
    const again = await api.call('POST', '/auth/refresh', { headers: { cookie: signed.cookie } });
    expect(again.status).toBe(401);
  });

  it('is fine with who is not signed in', async () => {
    expect((await api.call('POST', '/auth/logout', { token: 'nonsense' })).status).toBe(204);
  });

  it('ends another device of mine, and none of somebody else', async () => {
    const mine = await api.person('devices');
    const other = await api.person('other');
    const phone = await api.call('POST', '/auth/login', {
      body: { login: 'devices', password: PASSWORD },
      headers: { 'user-agent': 'Phone/1.0' },
    });
    const list = schemas.sessionsSchema.parse(
      (await api.call('GET', '/auth/sessions', { token: mine.token })).body,
    );
    expect(list.sessions.map(({ user_agent, current }) => [user_agent, current])).toEqual([
      ['', true],
      ['Phone/1.0', false],
    ]);
    const phoneSession = list.sessions[1]?.id;
    const end = (token: string) => api.call('DELETE', `/auth/sessions/${phoneSession}`, { token });
    expect((await end(other.token)).status).toBe(404);
    expect((await end(mine.token)).status).toBe(204);
    expect((await api.call('GET', '/auth/session', { token: phone.body.access_token })).status).toBe(401);
    expect((await api.call('GET', '/auth/session', { token: mine.token })).status).toBe(200);
    expect((await end(mine.token)).status).toBe(404);
  });

  it('everywhere else comes with a new password', async () => {
    const mine = await api.person('changer');
    const phone = await api.call('POST', '/auth/login', { body: { login: 'changer', password: PASSWORD } });
    const change = (current: string, next: string) =>
      api.call('PUT', '/auth/password', { token: mine.token, body: { current, next } });
    expect((await change('wrong password', 'another password')).body.error.code).toBe('BAD_CREDENTIALS');
    expect((await change(PASSWORD, 'short')).status).toBe(422);
    expect((await change(PASSWORD, 'another password')).status).toBe(204);
    expect((await api.call('GET', '/auth/session', { token: mine.token })).status).toBe(200);
    expect((await api.call('GET', '/auth/session', { token: phone.body.access_token })).status).toBe(401);
    const login = (password: string) =>
      api.call('POST', '/auth/login', { body: { login: 'changer', password } });
    expect([(await login(PASSWORD)).status, (await login('another password')).status]).toEqual([401, 200]);
  });
});
