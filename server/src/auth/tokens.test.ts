import { SignJWT } from 'jose';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { newId } from '@clapper/protocol';
import { createTokens } from './tokens.ts';

const secret = new TextEncoder().encode('a secret of at least thirty-two characters');
const T0 = 1_700_000_000_000;

describe('access tokens', () => {
  it('say who, which session and until when', async () => {
    const [user, session] = [newId(), newId()];
    const tokens = await createTokens({ secret, ttlMs: 60_000, now: () => T0 });
    const { token, expiresAt } = await tokens.sign(user, session);
    expect(expiresAt).toBe(T0 + 60_000);
    expect(await tokens.verify(token)).toEqual({ user, session, expiresAt });
  });

  it('run out', async () => {
    let now = T0;
    const tokens = await createTokens({ secret, ttlMs: 60_000, now: () => now });
    const { token } = await tokens.sign(newId(), newId());
    now = T0 + 61_000;
    await expect(tokens.verify(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('are looked at once, and run out all the same', async () => {
    let now = T0;
    const [user, session] = [newId(), newId()];
    const tokens = await createTokens({ secret, ttlMs: 60_000, now: () => now });
    const { token, expiresAt } = await tokens.sign(user, session);
    const looks = vi.spyOn(crypto.subtle, 'verify');
    onTestFinished(() => looks.mockRestore());
    for (let i = 0; i < 3; i++) expect(await tokens.verify(token)).toEqual({ user, session, expiresAt });
    expect(looks).toHaveBeenCalledTimes(1);
    now = T0 + 60_000;
    await expect(tokens.verify(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it.each([
    ['nothing', async () => ''],
    ['garbage', async () => 'a.b.c'],
    ['no signature', async () => unsigned()],
    ['another secret', async () => signed({ key: new TextEncoder().encode('x'.repeat(32)) })],
    ['another algorithm', async () => signed({ alg: 'HS512' })],
    ['another audience', async () => signed({ audience: 'other' })],
    ['no expiry', async () => signed({ expires: false })],
    ['a user that is no id', async () => signed({ subject: '../admin' })],
    ['kilobytes', async () => signed({ extra: 'x'.repeat(4_000) })],
  ])('are refused with %s', async (_what, make) => {
    const tokens = await createTokens({ secret, ttlMs: 60_000, now: () => T0 });
    await expect(tokens.verify(await make())).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

interface Forgery {
  key?: Uint8Array;
  alg?: string;
  audience?: string;
  expires?: boolean;
  subject?: string;
  extra?: string;
}

function signed({
  key = secret,
  alg = 'HS256',
  audience = 'clapper',
  expires = true,
  subject = newId(),
  extra,
}: Forgery) {
  const jwt = new SignJWT({ sid: newId(), ...(extra === undefined ? {} : { extra }) })
    .setProtectedHeader({ alg })
    .setSubject(subject)
    .setAudience(audience);
  return (expires ? jwt.setExpirationTime(T0 / 1000 + 60) : jwt).sign(key);
}

function unsigned(): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part({ sub: newId(), sid: newId(), aud: 'clapper', exp: T0 / 1000 + 60 })}.`;
}
