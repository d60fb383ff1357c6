import { expect, test } from 'vitest';
import { isAllowedLink, toHref } from './links.ts';

test('a link points to http, https or mailto and to nothing else', () => {
  const asked = ['https://a.kr', 'http://a.kr:80/x', 'mailto:a@b.kr', 'javascript:alert(1)', ' javascript:x'];
  expect(asked.map(isAllowedLink)).toEqual([true, true, true, false, false]);
  expect(['data:text/html,x', 'file:///etc', 'java\tscript:alert(1)', '', null].map(isAllowedLink)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ]);
});

test('what a person types becomes an address', () => {
  expect(toHref(' clapper.film/plan ')).toBe('https://clapper.film/plan');
  expect(toHref('localhost:3000')).toBe('https://localhost:3000');
  expect(toHref('a@b.kr')).toBe('mailto:a@b.kr');
  expect(toHref('https://한국.kr')).toBe('https://한국.kr');
  expect(toHref('javascript:alert(1)')).toBeNull();
  expect(toHref('two words')).toBeNull();
  expect(toHref('')).toBeNull();
});
