import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localAuthority } from './local-authority.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const names = { dns: ['localhost', 'studio.local'], ips: ['127.0.0.1', '::1', '192.168.0.12', 'fd00::12'] };

let dir: string;
beforeEach(() => {
  dir = join(mkdtempSync(join(tmpdir(), 'clapper-tls-')), 'tls');
});
afterEach(() => rmSync(join(dir, '..'), { recursive: true }));

describe('local authority', () => {
  it('makes a certificate that a client trusting the authority accepts by name and by address', async () => {
    const { authority, leaf } = await localAuthority({ dir, now: Date.now(), names });
    const server = createServer(leaf, (_request, response) => response.end('hello'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const get = (servername: string, ca: string) =>
      new Promise<string>((resolve, reject) => {
        const options = { host: '127.0.0.1', port, servername, ca, agent: false };
        request(options, (response) => response.on('data', (chunk) => resolve(String(chunk))))
          .on('error', reject)
          .end();
      });
    try {
      expect(await get('localhost', authority)).toBe('hello');
      expect(await get('studio.local', authority)).toBe('hello');
      await expect(get('elsewhere.example', authority)).rejects.toMatchObject({
        code: 'ERR_TLS_CERT_ALTNAME_INVALID',
      });
      const stranger = await localAuthority({ dir: join(dir, 'other'), now: Date.now(), names });
      await expect(get('localhost', stranger.authority)).rejects.toThrow(/certificate/);
    } finally {
      server.close();
    }
  });

  it('holds to what browsers ask: 397 days, names and addresses, server use only, an authority that makes no authorities', async () => {
    const now = Date.now();
    const { authority, leaf } = await localAuthority({ dir, now, names });
    const cert = new X509Certificate(leaf.cert);
    expect(cert.validToDate.getTime() - cert.validFromDate.getTime()).toBeLessThan(397 * DAY_MS);
    expect(names.ips.map((ip) => cert.checkIP(ip))).toEqual(names.ips);
    expect(cert.ca).toBe(false);
    expect(cert.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    const root = new X509Certificate(authority);
    expect(root.ca).toBe(true);
    expect(cert.checkIssued(root)).toBe(true);
    expect(cert.verify(root.publicKey)).toBe(true);
  });

  it('keeps keys for their owner alone', async () => {
    await localAuthority({ dir, now: Date.now(), names });
    expect(['ca.key', 'server.key'].map((file) => statSync(join(dir, file)).mode & 0o777)).toEqual([
      0o600, 0o600,
    ]);
    expect(statSync(dir).mode & 0o777).toBe(0o700);
  });

  it('keeps authority and certificate while names and time fit, also when a network went away', async () => {
    const now = Date.now();
    const first = await localAuthority({ dir, now, names });
    expect(await localAuthority({ dir, now: now + DAY_MS, names: { ...names, ips: ['127.0.0.1'] } })).toEqual(
      first,
    );
  });

  it('makes a new certificate under the same authority on another network, and a month before the end', async () => {
    const now = Date.now();
    const first = await localAuthority({ dir, now, names });
    const moved = await localAuthority({ dir, now, names: { ...names, ips: [...names.ips, '10.1.2.3'] } });
    expect(moved.authority).toBe(first.authority);
    expect(new X509Certificate(moved.leaf.cert).checkIP('10.1.2.3')).toBe('10.1.2.3');
    const later = await localAuthority({ dir, now: now + 361 * DAY_MS, names });
    expect(later.authority).toBe(first.authority);
    expect(new X509Certificate(later.leaf.cert).validToDate.getTime()).toBeGreaterThan(now + 700 * DAY_MS);
  });
});
