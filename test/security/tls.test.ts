import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import WebSocket from 'ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../harness/server.ts';

let server: RunningServer;
let ca: string;
beforeAll(async () => {
  server = await startServer({ env: { TLS: 'local' } });
  ca = readFileSync(join(server.dataDir, 'tls', 'ca.crt'), 'utf8');
});
afterAll(() => server.stop());

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

function ask(path: string, { method = 'GET', headers = {}, body = '', trust = ca } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { method, headers, ca: trust, agent: false, servername: 'localhost' };
    const asking = request(new URL(path, server.url), options, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += String(chunk)));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      );
    });
    asking.on('error', reject);
    asking.end(body);
  });
}

describe('TLS=local', () => {
  it('serves https to whoever trusts its authority, and gives the authority away', async () => {
    expect(server.url).toMatch(/^https:/);
    expect(JSON.parse((await ask('/api/health')).body)).toMatchObject({ status: 'ok' });
    const download = await ask('/ca.crt');
    expect([download.headers['content-type'], download.body]).toEqual(['application/x-x509-ca-cert', ca]);
    await expect(ask('/api/health', { trust: '' })).rejects.toThrow(/certificate/);
  });

  it('explains it in Korean and in English', async () => {
    const korean = await ask('/ca', { headers: { 'accept-language': 'ko-KR,ko;q=0.9,en;q=0.8' } });
    const english = await ask('/ca', { headers: { 'accept-language': 'en-GB,ko;q=0.5' } });
    expect([
      korean.status,
      korean.body.includes('<html lang="ko">'),
      korean.body.includes('인증서 내려받기'),
    ]).toEqual([200, true, true]);
    expect([
      english.body.includes('<html lang="en">'),
      english.body.includes('Download the certificate'),
    ]).toEqual([true, true]);
  });

  it('sets a Secure cookie and opens a socket', async () => {
    const body = JSON.stringify({
      username: 'kim',
      email: 'kim@example.org',
      password: 'correct horse',
      nickname: 'Kim',
    });
    const headers = { 'content-type': 'application/json' };
    const signedUp = await ask('/api/v1/auth/register', { method: 'POST', headers, body });
    expect(String(signedUp.headers['set-cookie'])).toContain('; Secure');
    const { user, access_token: token } = JSON.parse(signedUp.body) as {
      user: { id: string };
      access_token: string;
    };
    const address = `${server.url.replace('https', 'wss')}/sync/user/${user.id}/home`;
    const socket = new WebSocket(address, ['clapper.auth', token], { ca });
    await new Promise<void>((resolve, reject) => {
      socket.once('message', () => resolve());
      socket.once('error', reject);
      socket.once('close', (code) => reject(new Error(`closed with ${code}`)));
    });
    socket.close();
  });

  it('keeps authority and certificate over a restart', async () => {
    const before = readFileSync(join(server.dataDir, 'tls', 'server.crt'), 'utf8');
    await server.restart();
    expect(readFileSync(join(server.dataDir, 'tls', 'ca.crt'), 'utf8')).toBe(ca);
    expect(readFileSync(join(server.dataDir, 'tls', 'server.crt'), 'utf8')).toBe(before);
    expect((await ask('/api/health')).status).toBe(200);
  });
});
