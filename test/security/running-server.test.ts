import { spawn } from 'node:child_process';
import { request as httpRequest } from 'node:http';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import WebSocket from 'ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signUp, type Account } from '../harness/people.ts';
import { startServer, type RunningServer } from '../harness/server.ts';
import { until } from '../harness/wait.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({ env: { REGISTRATION: 'open', ADMIN_EMAIL: 'nobody@example.org' } });
});
afterAll(() => server.stop());

interface OpenSocket {
  closed: Promise<{ code: number; reason: string; at: number }>;
  open(): boolean;
}

/** A plain socket of a document, as any Yjs program opens it. */
async function openSocket(account: Account, document: string): Promise<OpenSocket> {
  const url = `${server.url.replace('http', 'ws')}/sync/${document}`;
  const socket = new WebSocket(url, ['clapper.auth', await account.token()]);
  const closed = new Promise<{ code: number; reason: string; at: number }>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: String(reason), at: performance.now() }));
  });
  // The first frame comes when the token was judged and the room is open.
  await new Promise<void>((resolve, reject) => {
    socket.once('message', () => resolve());
    socket.once('error', reject);
    void closed.then(({ code, reason }) => reject(new Error(`closed with ${code} ${reason}`)));
  });
  return { closed, open: () => socket.readyState === WebSocket.OPEN };
}

async function projectOf(account: Account): Promise<string> {
  return (await account.call<{ id: string }>('POST', '/projects', { name: 'security' })).body.id;
}

describe('a session that ends closes its sockets within a second', () => {
  it('when it is ended from another device', async () => {
    const kim = await signUp(server.url, 'Kim');
    const socket = await openSocket(kim, `${await projectOf(kim)}/plan`);
    const at = performance.now();
    const { body } = await kim.call<{ sessions: { id: string }[] }>('GET', '/auth/sessions');
    await kim.call('DELETE', `/auth/sessions/${body.sessions[0]?.id}`);
    const closed = await socket.closed;
    expect(closed.code).toBe(4401);
    expect(closed.at - at).toBeLessThan(1_000);
  });

  it('when the password is changed elsewhere', async () => {
    const kim = await signUp(server.url, 'Kim');
    const socket = await openSocket(kim, `${await projectOf(kim)}/plan`);
    const body = { login: kim.login, password: kim.password };
    const phone = await post('/auth/login', body);
    const at = performance.now();
    const change = { current: kim.password, next: 'another password' };
    expect((await call('PUT', '/auth/password', change, phone.body.access_token)).status).toBe(204);
    const closed = await socket.closed;
    expect(closed.code).toBe(4401);
    expect(closed.at - at).toBeLessThan(1_000);
  });

  it('when the operator resets the password beside the running server', async () => {
    const kim = await signUp(server.url, 'Kim');
    const socket = await openSocket(kim, `${await projectOf(kim)}/plan`);
    const { code, output, at } = await userCommand('reset', kim.login);
    expect(code).toBe(0);
    const password = /^New password of \S+ \(\S+\): ([A-Za-z2-9]{20})$/m.exec(output)?.[1] ?? '';
    const closed = await socket.closed;
    expect(closed.code).toBe(4401);
    expect(closed.at - at).toBeLessThan(1_000);
    expect((await post('/auth/login', { login: kim.login, password: kim.password })).status).toBe(401);
    expect((await post('/auth/login', { login: kim.login, password })).status).toBe(200);
    expect(server.log()).not.toContain(password);
  });

  it('and the command says in one sentence when nobody has that e-mail, or how it is used', async () => {
    expect(await userCommand('reset', 'nobody@example.org')).toMatchObject({
      code: 1,
      output: 'Nobody here has the e-mail or name nobody@example.org.\n',
    });
    expect(await userCommand('rest')).toMatchObject({
      code: 1,
      output: 'Usage: npm run user -- reset EMAIL\n',
    });
  });
});

describe('a change of rights reaches open sockets within a second', () => {
  it('when a member is removed', async () => {
    const owner = await signUp(server.url, 'Owner');
    const project = await projectOf(owner);
    const invite = await owner.call<{ invite_code: string }>('POST', `/projects/${project}/invite`, {
      role: 'editor',
    });
    const editor = await signUp(server.url, 'Editor', invite.body.invite_code);
    const socket = await openSocket(editor, `${project}/plan`);
    const mine = await openSocket(owner, `${project}/plan`);
    const at = performance.now();
    expect((await owner.call('DELETE', `/projects/${project}/participants/${editor.id}`)).status).toBe(204);
    const closed = await socket.closed;
    expect(closed.code).toBe(4404);
    expect(closed.at - at).toBeLessThan(1_000);
    expect(mine.open()).toBe(true);
  });

  it('when the project is deleted', async () => {
    const owner = await signUp(server.url, 'Owner');
    const project = await projectOf(owner);
    const socket = await openSocket(owner, `${project}/plan`);
    const at = performance.now();
    expect((await owner.call('DELETE', `/projects/${project}`)).status).toBe(204);
    const closed = await socket.closed;
    expect(closed.code).toBe(4404);
    expect(closed.at - at).toBeLessThan(1_000);
  });
});

describe('peers that mean no good', () => {
  it.each([
    ['a body of 100 MB that was announced', `Content-Length: 104857600\r\n`, 413],
    ['a header with a line break', `X-A: b\nSet-Cookie: c\r\nContent-Length: 0\r\n`, 400],
    ['two lengths', 'Content-Length: 1\r\nContent-Length: 2\r\n', 400],
    ['a length and chunks', 'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n', 400],
    ['a header of 64 KiB', `X-A: ${'a'.repeat(65_536)}\r\n`, 431],
  ])('%s is refused', async (_what, headers, status) => {
    const answer = await raw(
      `POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${headers}\r\n`,
    );
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).not.toMatch(/^Set-Cookie: c/im);
  });

  it('a body of 100 MB in chunks costs no memory and is cut', async () => {
    const before = residentBytes();
    const { status, sent } = await new Promise<{ status: number; sent: number }>((resolve) => {
      let bytes = 0;
      const request = httpRequest(`${server.url}/api/v1/auth/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
      });
      const finish = (code: number) => {
        request.destroy();
        resolve({ status: code, sent: bytes });
      };
      request.on('response', (response) => finish(response.statusCode ?? 0));
      request.on('error', () => finish(0));
      const block = Buffer.alloc(65_536, 32);
      const push = () => {
        while (bytes < 100 * 1024 * 1024 && !request.destroyed) {
          bytes += block.byteLength;
          if (!request.write(block)) return void request.once('drain', push);
        }
        request.end();
      };
      push();
    });
    expect([413, 0]).toContain(status);
    expect(sent).toBeLessThan(100 * 1024 * 1024);
    expect(residentBytes() - before).toBeLessThan(64 * 1024 * 1024);
  });

  it('an upgrade to anything but /sync is refused', async () => {
    const upgrade =
      'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n';
    expect(await raw(`GET /api/v1/projects HTTP/1.1\r\nHost: x\r\n${upgrade}\r\n`)).toMatch(
      /^HTTP\/1.1 404 /,
    );
    expect(await raw(`GET /synchronous HTTP/1.1\r\nHost: x\r\n${upgrade}\r\n`)).toMatch(/^HTTP\/1.1 404 /);
  });

  it('an upgrade that is torn off at once harms nobody', async () => {
    const upgrade = (path: string) =>
      `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n`;
    const tearOff = (path: string) =>
      new Promise<void>((resolve) => {
        const socket = connect(server.port, '127.0.0.1', () => {
          socket.write(upgrade(path).repeat(50), () => socket.resetAndDestroy());
        });
        socket.on('error', () => undefined);
        socket.on('close', () => resolve());
      });
    await Promise.all(
      Array.from({ length: 100 }, (_, i) => tearOff(['/elsewhere', '/sync', '/sync/x'][i % 3] ?? '')),
    );
    expect((await call('GET', '/instance')).status).toBe(200);
  });

  it('and the others go on', async () => {
    expect((await call('GET', '/instance')).status).toBe(200);
  });
});

describe('stopping', () => {
  it('ends with 0 although a request and a socket hang, and leaves nothing behind', async () => {
    const own = await startServer();
    const hanging = connect(own.port, '127.0.0.1');
    hanging.on('error', () => undefined);
    hanging.write('POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{');
    const idle = connect(own.port, '127.0.0.1');
    idle.on('error', () => undefined);
    await until(() => idle.readyState === 'open' && hanging.readyState === 'open', {
      what: 'two connections',
    });
    const startedAt = performance.now();
    expect(await own.kill('SIGTERM')).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    hanging.destroy();
    idle.destroy();
    await own.stop();
  });

  it.each(['SIGINT', 'SIGHUP'] as const)('by %s is as quick as nobody being there', async (signal) => {
    const own = await startServer();
    const startedAt = performance.now();
    expect(await own.kill(signal)).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(3_000);
    await own.stop();
  });
});

describe('a start that cannot be says why in one sentence', () => {
  it('when the port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const result = await run([], { PORT: String(port), DATA_DIR: join(server.dataDir, 'taken') });
    other.close();
    expect(result).toMatchObject({
      code: 1,
      output: `Port ${port} is in use already: stop what uses it or set PORT.\n`,
    });
  });

  it('when the data is in use by another server', async () => {
    const result = await run([], { PORT: '0', DATA_DIR: server.dataDir });
    expect(result).toMatchObject({
      code: 1,
      output: expect.stringMatching(/^Another Clapper server has .*\n$/),
    });
  });

  it('when several settings are wrong', async () => {
    const result = await run([], { PORT: 'x', REGISTRATION: 'maybe' });
    expect(result).toMatchObject({
      code: 1,
      output: 'PORT must be a port from 0 to 65535.\nREGISTRATION must be invited, open or closed.\n',
    });
  });

  it('when the certificate cannot be read or is none', async () => {
    const folder = join(server.dataDir, 'bad-tls');
    mkdirSync(folder);
    const file = join(folder, 'cert.pem');
    const env = { PORT: '0', DATA_DIR: folder, TLS_CERT: file, TLS_KEY: file };
    expect((await run([], env)).output).toMatch(/^TLS_CERT cannot be read: ENOENT.*\n$/);
    writeFileSync(file, 'nonsense');
    expect((await run([], env)).output).toBe('TLS_CERT and TLS_KEY are not a certificate and its key.\n');
  });
});

async function call(method: string, path: string, body?: object, token?: string) {
  const response = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as { access_token: string } };
}

const post = (path: string, body: object) => call('POST', path, body);

/** Sends bytes as they are and gives what comes back until the server closes or has answered. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(server.port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += String(chunk);
      if (answer.includes('\r\n\r\n')) socket.destroy();
    });
    socket.on('error', (error) => (answer === '' ? reject(error) : resolve(answer)));
    socket.on('close', () => resolve(answer));
  });
}

function residentBytes(): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1]) * 1024;
}

const userCommand = (...args: string[]) => run(['user', ...args], { DATA_DIR: server.dataDir });

/** The server's program with other arguments; gives everything it said. */
function run(args: string[], env: Record<string, string>) {
  return new Promise<{ code: number | null; output: string; at: number }>((resolve) => {
    const { PATH = '' } = process.env;
    const child = spawn(join(root, 'node_modules/.bin/node'), ['server/src/main.ts', ...args], {
      cwd: root,
      env: { PATH, ...env },
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    child.stderr.on('data', (chunk) => (output += String(chunk)));
    child.on('close', (code) => resolve({ code, output, at: performance.now() }));
  });
}
