import { afterEach, describe, expect, it } from 'vitest';
import { FILE_LIMITS } from '@clapper/protocol';
import type { Config } from '../config.ts';
import { openApi, PASSWORD, type TestApi } from './test-api.ts';

let api: TestApi;
afterEach(() => api.close());

async function withConfig(change: Partial<Config>) {
  api = await openApi({ config: change });
  return (name: string, email = `${name}@example.org`) =>
    api.call('POST', '/auth/register', {
      body: { username: name, email, password: PASSWORD, nickname: name },
    });
}

// Each test starts a server of its own and hashes passwords.
describe('the first account', { timeout: 20_000 }, () => {
  it('is the system admin, and only one is, when ten sign up at once', async () => {
    const register = await withConfig({ registration: 'open' });
    const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => register(`racer-${i}`)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 201));
    expect(answers.filter(({ body }) => body.user.is_admin).length).toBe(1);
  });

  it.each(['invited', 'closed'] as const)(
    'is let in when registration is %s, the second is not',
    async (registration) => {
      const register = await withConfig({ registration });
      expect((await api.call('GET', '/instance')).body).toEqual({
        version: '1.2.3',
        registration,
        has_accounts: false,
        video_bytes: FILE_LIMITS.video,
      });
      const answers = await Promise.all(Array.from({ length: 5 }, (_, i) => register(`racer-${i}`)));
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
        201, 403, 403, 403, 403,
      ]);
      const refused = answers.find(({ status }) => status === 403);
      expect(refused?.body.error.code).toBe('REGISTRATION_CLOSED');
      expect((await api.call('GET', '/instance')).body.has_accounts).toBe(true);
    },
  );

  it('is nothing special when ADMIN_EMAIL names another', async () => {
    const register = await withConfig({ registration: 'open', adminEmail: 'Boss@Example.org' });
    const first = await register('early');
    const boss = await register('boss');
    expect([first.body.user.is_admin, boss.body.user.is_admin]).toEqual([false, true]);
  });

  it('does not tell strangers which names are taken where only invited people may sign up', async () => {
    const register = await withConfig({ registration: 'invited' });
    await register('owner');
    const [taken, free] = [await register('owner'), await register('nobody')];
    expect([taken.status, taken.body]).toEqual([403, free.body]);
  });
});
