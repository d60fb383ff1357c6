import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@clapper/protocol';
import { authSecret } from '../auth/secret.ts';
import { unsubscribeLinks } from '../notify/mail/unsubscribe.ts';
import { openApi, type Person, type TestApi } from './test-api.ts';

let api: TestApi;
let mina: Person;
let link: string;
beforeAll(async () => {
  api = await openApi();
  mina = await api.person('mina');
  link = `/mail/unsubscribe/${unsubscribeLinks(authSecret(null, api.dataDir)).token(mina.id)}`;
});
afterAll(() => api.close());

const stopped = () => api.storage.deliveries.mailStoppedAt(mina.id);

it('[ML3] looking at the link of a mail changes nothing, posting to it ends them, without signing in', async () => {
  const look = await api.call('GET', link, { headers: { 'accept-language': 'ko' } });
  expect([look.status, await stopped()]).toEqual([200, null]);
  expect(look.body).toContain('<html lang="ko">');
  // As RFC 8058 has it: a form of one field, from a mail program.
  const body = 'List-Unsubscribe=One-Click';
  const post = await api.call('POST', link, {
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect([post.status, typeof (await stopped())]).toEqual([200, 'number']);
});

it('[ML3] who ended them gets them again by asking, signed in', async () => {
  const { token } = mina;
  expect((await api.call('GET', '/users/mail', { token })).body).toEqual({ available: false, stopped: true });
  const { status, body } = await api.call('PUT', '/users/mail', { token, body: { stopped: false } });
  expect([status, body, await stopped()]).toEqual([200, { available: false, stopped: false }, null]);
});

it('[ML3] a link that was not made here ends nobody’s', async () => {
  const other = await api.person('junho');
  const [, signature] = link.split('.');
  for (const token of [`${other.id}.${signature}`, other.id, `${other.id}.`, newId(), 'x'])
    expect((await api.call('POST', `/mail/unsubscribe/${token}`)).status).toBe(404);
  expect(await api.storage.deliveries.mailStoppedAt(other.id)).toBeNull();
});
