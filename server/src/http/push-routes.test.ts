import { createECDH, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openApi, type Answer, type Person, type TestApi } from './test-api.ts';

let api: TestApi;
let mina: Person;
beforeAll(async () => {
  const push = { hosts: ['push.example', '*.push.example'], subject: 'mailto:boss@studio.example' };
  api = await openApi({ config: { push } });
  mina = await api.person('mina');
});
afterAll(() => api.close());

const pair = createECDH('prime256v1');
pair.generateKeys();
const keys = {
  p256dh: pair.getPublicKey('base64url'),
  auth: randomBytes(16).toString('base64url'),
};
const put = (endpoint: string, change: Partial<typeof keys> = {}, token = mina.token): Promise<Answer> =>
  api.call('PUT', '/users/push', {
    token,
    body: { endpoint, expirationTime: null, keys: { ...keys, ...change } },
  });
const isOn = async (token: string) => (await api.call('GET', '/users/push', { token })).body.on as boolean;

it('is of a session: the other devices of the same person are asked on their own', async () => {
  const login = { login: mina.name, password: 'correct horse battery' };
  const phone = (await api.call('POST', '/auth/login', { body: login })).body.access_token as string;
  const { status, body } = await put('https://push.example/phone', {}, phone);
  expect([status, body]).toEqual([
    200,
    { available: true, public_key: expect.stringMatching(/^[\w-]{87}$/) as string, on: true },
  ]);
  expect([await isOn(phone), await isOn(mina.token)]).toEqual([true, false]);
  expect((await api.call('DELETE', '/users/push', { token: phone })).status).toBe(204);
  expect(await isOn(phone)).toBe(false);
});

it('has one key for ever', async () => {
  const key = async () => (await api.call('GET', '/users/push', { token: mina.token })).body.public_key;
  expect(await key()).toBe(
    (await api.storage.pushSubscriptions.keys({ publicKey: '', privateKey: '' })).publicKey,
  );
});

it('[PU4] gives a browser to whoever is signed in there now', async () => {
  const junho = await api.person('junho');
  await put('https://push.example/shared');
  await put('https://push.example/shared', {}, junho.token);
  expect([await isOn(mina.token), await isOn(junho.token)]).toEqual([false, true]);
  await api.call('POST', '/auth/logout', { headers: { cookie: junho.cookie } });
  expect(await api.storage.pushSubscriptions.of(junho.id, Date.now())).toEqual([]);
});

it.each([
  'https://127.0.0.1/x',
  'http://push.example/x',
  'https://push.example:22/x',
  'https://push.example.evil.example/x',
  'https://notpush.example/x',
])('[PU2] keeps no other door: %s', async (endpoint) => {
  const { status, body } = await put(endpoint);
  expect([status, body.error.details]).toEqual([422, [{ field: 'endpoint', code: 'invalid' }]]);
  expect(await isOn(mina.token)).toBe(false);
});

it.each([
  ['keys.p256dh', { p256dh: 'B'.repeat(87) }],
  ['keys.p256dh', { p256dh: 'short' }],
  ['keys.auth', { auth: 'short' }],
])('refuses %s nothing can be encrypted with', async (field, change) => {
  const { status, body } = await put('https://push.example/x', change);
  expect([status, body.error.details]).toEqual([422, [{ field, code: 'invalid' }]]);
});

it('[PU2] keeps nothing where no device is woken', async () => {
  const none = await openApi();
  try {
    const { token } = await none.person('mina');
    const body = { endpoint: 'https://fcm.googleapis.com/x', keys };
    expect((await none.call('PUT', '/users/push', { token, body })).status).toBe(422);
    expect((await none.call('GET', '/users/push', { token })).body).toEqual({
      available: false,
      public_key: null,
      on: false,
    });
  } finally {
    await none.close();
  }
});
