import { expect, it } from 'vitest';
import { formatUuid, isUuid, newId } from './ids.ts';

const zeros = { getRandomValues: (array: Uint8Array<ArrayBuffer>) => array.fill(0) };
const ones = { getRandomValues: (array: Uint8Array<ArrayBuffer>) => array.fill(255) };

it('makes UUIDv7: the time in front, version and variant in place', () => {
  expect(newId(0x0123_4567_89ab, zeros)).toBe('01234567-89ab-7000-8000-000000000000');
  expect(newId(0x0123_4567_89ab, ones)).toBe('01234567-89ab-7fff-bfff-ffffffffffff');
  // 32-bit arithmetic would lose the upper bits of today's milliseconds.
  const now = Date.UTC(2026, 10, 21);
  expect(newId(now, zeros).replaceAll('-', '').slice(0, 12)).toBe(now.toString(16).padStart(12, '0'));
});

it('sorts by time of creation and never repeats', () => {
  const ids = Array.from({ length: 1_000 }, (_, i) => newId(1_795_000_000_000 + i));
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(Array.from({ length: 10_000 }, () => newId(1))).size).toBe(10_000);
});

it('writes 16 bytes as lower-case text', () => {
  expect(formatUuid(Uint8Array.from({ length: 16 }, (_, i) => i * 17))).toBe(
    '00112233-4455-6677-8899-aabbccddeeff',
  );
});

it.each([newId(), '00000000-0000-0000-0000-000000000000'])('%s is a UUID', (id) => {
  expect(isUuid(id)).toBe(true);
});

it.each([
  '',
  '0123456789ab70008000000000000000',
  '01234567-89AB-7000-8000-000000000000',
  '{01234567-89ab-7000-8000-000000000000}',
  ' 01234567-89ab-7000-8000-000000000000',
  '01234567-89ab-7000-8000-000000000000\n',
  '01234567-89ab-7000-8000-00000000000g',
  null,
  undefined,
  7,
])('%j is no UUID', (value) => {
  expect(isUuid(value)).toBe(false);
});
