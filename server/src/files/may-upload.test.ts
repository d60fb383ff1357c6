import type { Role } from '@clapper/access';
import { ERRORS, FILE_LIMITS, type ClapperError, type FileType } from '@clapper/protocol';
import { expect, test } from 'vitest';
import { expectUpload } from './may-upload.ts';

const GB = 1024 ** 3;

function judged(role: Role | null, type: FileType, bytes: number, { write = true, holds = true } = {}) {
  const kind = holds ? { kind: 'notes', files: () => new Set<string>() } : { kind: 'plan' };
  const access = { read: role !== null, write: role !== null && write, role };
  try {
    expectUpload({ kind, access, type, bytes, videoBytes: 8 * GB });
    return 'taken';
  } catch (error) {
    const { code } = error as ClapperError;
    expect(ERRORS[code].retry).toBe(false);
    return code;
  }
}

test.each<[Role | null, FileType, number, string]>([
  ['editor', 'image/png', FILE_LIMITS.image, 'taken'],
  ['editor', 'image/png', FILE_LIMITS.image + 1, 'TOO_LARGE'],
  ['owner', 'video/mp4', 8 * GB, 'taken'],
  ['editor', 'video/quicktime', 10 * GB, 'TOO_LARGE'],
  ['reviewer', 'image/webp', FILE_LIMITS.attachment, 'taken'],
  ['reviewer', 'image/webp', FILE_LIMITS.attachment + 1, 'TOO_LARGE'],
  ['reviewer', 'video/mp4', 1_000, 'FORBIDDEN'],
  [null, 'image/png', 1, 'NOT_FOUND'],
])('[FB1] %s bringing %s of %d bytes: %s', (role, type, bytes, outcome) => {
  expect(judged(role, type, bytes)).toBe(outcome);
});

test('[FB1] who may not write there, and what holds no files, takes none', () => {
  expect(judged('viewer', 'image/png', 1, { write: false })).toBe('FORBIDDEN');
  expect(judged('owner', 'image/png', 1, { holds: false })).toBe('REFUSED');
});
