import { createECDH } from 'node:crypto';
import { importJWK, jwtVerify } from 'jose';
import { expect, it } from 'vitest';
import { newPushKeys, vapidHeader } from './vapid.ts';

it('[PU3] signs for the one push service, under the key that browsers were given', async () => {
  const keys = newPushKeys();
  const header = await vapidHeader(keys, {
    endpoint: 'https://push.example.org:8443/wake/some-device',
    subject: 'https://clapper.studio.example',
    now: Date.now(),
  });
  const [, token = '', k = ''] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(header) ?? [];
  expect(k).toBe(keys.publicKey);
  const point = Buffer.from(k, 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'));
  const key = await importJWK({ kty: 'EC', crv: 'P-256', x: x!, y: y! }, 'ES256');
  const { payload } = await jwtVerify(token, key, { audience: 'https://push.example.org:8443' });
  expect(payload.sub).toBe('https://clapper.studio.example');
});

it('makes keys of full length whose halves belong together', () => {
  const { publicKey, privateKey } = newPushKeys();
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(Buffer.from(privateKey, 'base64url'));
  expect([pair.getPublicKey('base64url'), Buffer.from(privateKey, 'base64url').byteLength]).toEqual([
    publicKey,
    32,
  ]);
});
