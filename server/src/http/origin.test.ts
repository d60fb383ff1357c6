import { expect, it } from 'vitest';
import { isAllowedOrigin } from './origin.ts';

const rules = { publicUrl: 'https://clapper.example.org', allowedOrigins: ['https://tools.example.org'] };

it.each<[string | undefined, string, boolean]>([
  [undefined, 'studio:3000', true],
  ['http://studio:3000', 'studio:3000', true],
  ['http://STUDIO:3000', 'studio:3000', true],
  ['https://studio', 'studio:443', true],
  ['https://studio:443', 'studio', true],
  ['http://studio:3001', 'studio:3000', false],
  ['https://clapper.example.org', 'internal:3000', true],
  ['http://clapper.example.org', 'internal:3000', false],
  ['https://tools.example.org', 'internal:3000', true],
  ['https://tools.example.org.evil.example', 'internal:3000', false],
  ['https://evil.example', 'studio:3000', false],
  ['null', 'studio:3000', false],
  ['', '', false],
  ['file://', '', false],
  ['chrome-extension://abc', 'abc', false],
  ['http://[::1]:3000', '[::1]:3000', true],
  ['https://studio', 'a b', false],
])('origin %j at host %j: %j', (origin, host, allowed) => {
  expect(isAllowedOrigin(origin, host, rules)).toBe(allowed);
});
