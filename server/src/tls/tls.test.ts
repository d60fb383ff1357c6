import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeAuthority, type KeyPair } from './certificates.ts';
import { tlsSource } from './tls.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'clapper-tls-files-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const files = () => ({ mode: 'files' as const, cert: join(dir, 'cert.pem'), key: join(dir, 'key.pem') });

function write({ cert, key }: KeyPair): void {
  writeFileSync(files().cert, cert);
  writeFileSync(files().key, key);
}

describe('certificates from files', () => {
  it('are read again when they changed', async () => {
    const source = tlsSource(files(), dir, Date.now);
    const [first, second] = [await makeAuthority('one', Date.now()), await makeAuthority('two', Date.now())];
    write(first);
    expect(await source?.load()).toEqual(first);
    write(second);
    expect(await source?.load()).toEqual(second);
    expect(source?.authority()).toBe(null);
  });

  it('that do not fit together are refused, so that the old pair goes on', async () => {
    const source = tlsSource(files(), dir, Date.now);
    const [first, second] = [await makeAuthority('one', Date.now()), await makeAuthority('two', Date.now())];
    write({ cert: first.cert, key: second.key });
    await expect(source?.load()).rejects.toMatchObject({ code: 'INVALID' });
  });
});

it('is off when nothing is set', () => {
  expect(tlsSource({ mode: 'off' }, dir, Date.now)).toBe(null);
});
