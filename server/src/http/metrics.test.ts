import { expect, it } from 'vitest';
import { openApi } from './test-api.ts';

const TOKEN = 'a-token-of-the-operator';

it('is told to whom the operator gave the token, and to nobody else', async () => {
  const api = await openApi({ config: { metricsToken: TOKEN } });
  const mina = await api.person('mina');
  const ask = (authorization: string) =>
    api.call('GET', 'http://localhost/metrics', { headers: { authorization } });
  for (const authorization of ['', `Bearer ${mina.token}`, 'Bearer wrong', `Basic ${TOKEN}`]) {
    const { status, body } = await ask(authorization);
    expect([status, body.error.code]).toEqual([401, 'UNAUTHENTICATED']);
  }
  expect((await ask(`Bearer ${TOKEN}`)).status).toBe(200);
  await api.close();
});

it('has lines of names, kinds and numbers', async () => {
  const api = await openApi({ config: { metricsToken: TOKEN } });
  await api.person('mina');
  const authorization = `Bearer ${TOKEN}`;
  const { status, headers, body } = await api.call('GET', 'http://localhost/metrics', {
    headers: { authorization },
  });
  expect([status, headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
  const lines = (body as string).trimEnd().split('\n');
  for (const [i, line] of lines.entries())
    expect(line).toMatch(
      i % 2 === 0 ? /^# TYPE clapper_[a-z_]+ (gauge|counter)$/ : /^clapper_[a-z_]+ [\d.e+-]+$/,
    );
  expect(lines).toContain('clapper_accounts 1');
  await api.close();
});

it('is not there where the operator wants none', async () => {
  const api = await openApi();
  expect((await api.call('GET', 'http://localhost/metrics')).status).toBe(404);
  await api.close();
});
