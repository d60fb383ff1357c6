import { setTimeout as sleep } from 'node:timers/promises';
import { newProject, signUp, type Account } from '../harness/people.ts';
import { startServer } from '../harness/server.ts';
import type { Row } from './report.ts';
import { percentileOf } from './stats.ts';

const CALLERS = 50;
const CALLS_EACH = 40;
const LOGINS_PER_SECOND = 5;

/** 50 callers at once, each asking for one thing after the other: p95 of every endpoint. */
export async function http(): Promise<Row[]> {
  const server = await startServer({ env: { LOG_LEVEL: 'warn' } });
  try {
    const owner = await signUp(server.url, 'Owner');
    const project = await newProject(owner);
    const call = (method: string, path: string, body?: unknown) => async () => {
      const { status } = await owner.call(method, path, body);
      if (status >= 400) throw new Error(`${method} ${path} answered ${status}`);
    };
    const calls: [string, () => Promise<void>][] = [
      ['GET /projects', call('GET', '/projects')],
      ['POST /projects', call('POST', '/projects', { name: 'Another' })],
      ['GET /projects/:id', call('GET', `/projects/${project}`)],
      ['PUT /projects/:id', call('PUT', `/projects/${project}`, { description: 'x' })],
      ['GET …/participants', call('GET', `/projects/${project}/participants`)],
      ['GET …/documents', call('GET', `/projects/${project}/documents`)],
      ['GET /auth/session', call('GET', '/auth/session')],
      ['GET …/invite', call('GET', `/projects/${project}/invite`)],
    ];
    const rows: Row[] = [];
    for (const [name, ask] of calls) rows.push(row(`${name}, ${CALLERS} callers`, await p95Of(ask)));
    rows.push(row(`POST /auth/login, ${LOGINS_PER_SECOND} a second`, await loginP95(owner)));
    return rows;
  } finally {
    await server.stop();
  }

  /** A password takes a processor tens of milliseconds on purpose: what counts is that a team gets in. */
  async function loginP95({ login, password }: Account): Promise<number> {
    const body = JSON.stringify({ login, password });
    const headers = { 'content-type': 'application/json' };
    const times: number[] = [];
    await Promise.all(
      Array.from({ length: LOGINS_PER_SECOND * 6 }, async (_, i) => {
        await sleep((i * 1_000) / LOGINS_PER_SECOND);
        const start = performance.now();
        const { status } = await fetch(`${server.url}/api/v1/auth/login`, { method: 'POST', headers, body });
        if (status !== 200) throw new Error(`login answered ${status}`);
        times.push(performance.now() - start);
      }),
    );
    return percentileOf(times, 0.95);
  }
}

function row(load: string, value: number): Row {
  return {
    bench: 'API',
    load,
    figure: 'p95 ms',
    values: { Clapper: value },
    bar: '< 200 ms',
    met: value < 200,
  };
}

async function p95Of(call: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: CALLERS }, async () => {
      for (let i = 0; i < CALLS_EACH; i++) {
        const start = performance.now();
        await call();
        times.push(performance.now() - start);
      }
    }),
  );
  return percentileOf(times, 0.95);
}
