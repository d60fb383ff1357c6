import { newProject, signUp, type Account } from '../harness/people.ts';
import { startServer } from '../harness/server.ts';
import type { Row } from './report.ts';
import { percentileOf } from './stats.ts';

const CALLERS = 50;
const CALLS_EACH = 40;

/** 50 callers at once, each asking for one thing after the other: p95 of every endpoint. */
export async function http(): Promise<Row[]> {
  const server = await startServer({ env: { LOG_LEVEL: 'warn' } });
  try {
    const owner = await signUp(server.url, 'Owner');
    const project = await newProject(owner);
    const calls: [string, (account: Account) => Promise<unknown>][] = [
      ['GET /projects', (account) => account.call('GET', '/projects')],
      ['POST /projects', (account) => account.call('POST', '/projects', { name: 'Another' })],
      ['GET /projects/:id', (account) => account.call('GET', `/projects/${project}`)],
      ['PUT /projects/:id', (account) => account.call('PUT', `/projects/${project}`, { description: 'x' })],
      ['GET …/participants', (account) => account.call('GET', `/projects/${project}/participants`)],
      ['GET …/documents', (account) => account.call('GET', `/projects/${project}/documents`)],
      ['GET /auth/session', (account) => account.call('GET', '/auth/session')],
      ['POST /sync/tickets', (account) => account.call('POST', '/sync/tickets', {})],
    ];
    const times: Record<string, number> = {};
    for (const [name, call] of calls) times[name] = await p95Of(() => call(owner));
    // Passwords are slow on purpose; few enough of them that no limit steps in.
    times['POST /auth/login'] = await p95Of(() => login(server.url, owner), 4);
    return Object.entries(times).map(([name, value]) => ({
      bench: 'API',
      load: `${name}, ${CALLERS} callers`,
      figure: 'p95 ms',
      values: { Clapper: value },
      bar: '< 200 ms',
      met: value < 200,
    }));
  } finally {
    await server.stop();
  }
}

async function p95Of(call: () => Promise<unknown>, each = CALLS_EACH): Promise<number> {
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: CALLERS }, async () => {
      for (let i = 0; i < each; i++) {
        const start = performance.now();
        await call();
        times.push(performance.now() - start);
      }
    }),
  );
  return percentileOf(times, 0.95);
}

async function login(url: string, { login, password }: Account): Promise<void> {
  await fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password }),
  });
}
