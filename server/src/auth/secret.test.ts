import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { authSecret } from './secret.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'clapper-secret-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

it('makes a secret once, for its owner alone, and finds it again', () => {
  const data = join(dir, 'not', 'there', 'yet');
  const first = authSecret(null, data);
  expect(first.byteLength).toBe(64);
  expect(authSecret(null, data)).toEqual(first);
  expect(statSync(join(data, 'auth-secret')).mode & 0o777).toBe(0o600);
});

it('writes nothing when one is set', () => {
  expect(new TextDecoder().decode(authSecret('chosen by the operator', join(dir, 'unused')))).toBe(
    'chosen by the operator',
  );
  expect(existsSync(join(dir, 'unused'))).toBe(false);
});
