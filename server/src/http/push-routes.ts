import { createECDH } from 'node:crypto';
import { Hono } from 'hono';
import { api, ClapperError } from '@clapper/protocol';
import type { Principal } from '../auth/principal.ts';
import type { AppEnv, HttpOptions } from './context.ts';
import { signedIn } from './guards.ts';
import { readBody } from './request.ts';

/** Whether this device, which is a session, is woken. For all of one's devices at once it stands in one's home document. */
export function pushRoutes(options: HttpOptions): Hono<AppEnv> {
  const { storage, push, now } = options;
  const { pushSubscriptions } = storage;
  const app = new Hono<AppEnv>().use(signedIn(options));
  const settings = async ({ user, session }: Principal) => {
    if (push === null) return { available: false, public_key: null, on: false };
    const [publicKey, devices] = await Promise.all([push.publicKey(), pushSubscriptions.of(user, now())]);
    return {
      available: true,
      public_key: publicKey,
      on: devices.some((device) => device.session === session),
    };
  };

  app.get('/', async (c) => c.json(await settings(c.get('principal'))));

  app.put('/', async (c) => {
    const { endpoint, keys } = await readBody(c, api.pushSubscriptionBody);
    // Security: before anything is kept. What no push service is, is never called.
    if (push?.takes(endpoint) !== true) throw wrong('endpoint', 'This server calls no such push service.');
    if (!isPoint(keys.p256dh)) throw wrong('keys.p256dh', 'This is no key of a browser.');
    const principal = c.get('principal');
    const { p256dh, auth } = keys;
    await pushSubscriptions.keep({ session: principal.session, endpoint, p256dh, auth, createdAt: now() });
    return c.json(await settings(principal));
  });

  app.delete('/', async (c) => {
    await pushSubscriptions.drop(c.get('principal').session);
    return c.body(null, 204);
  });

  return app;
}

function wrong(field: string, sentence: string): ClapperError {
  return new ClapperError('INVALID_FIELDS', sentence, { details: [{ field, code: 'invalid' }] });
}

/** Nothing can be encrypted for a point beside the curve, and trying would fail at every message. */
function isPoint(key: string): boolean {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  try {
    return pair.computeSecret(Buffer.from(key, 'base64url')).byteLength === 32;
  } catch {
    return false;
  }
}
