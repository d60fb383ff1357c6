import { expect, it } from 'vitest';
import { isOwnAddress } from './own-address.ts';

it.each(['/', '/p/1/plan?shot=2#here', '/join/abc', '/https://evil.example'])('%j is ours', (address) => {
  expect(isOwnAddress(address)).toBe(true);
});

it.each([
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n\\evil.example',
  '\t//evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '',
])('%j is none of ours', (address) => {
  expect(isOwnAddress(address)).toBe(false);
});
