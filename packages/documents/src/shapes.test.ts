import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { shapesMarkdown } from './shapes.ts';

it('SHAPES.md says what the declarations say; if not: node_modules/.bin/node packages/documents/generate.ts', () => {
  expect(readFileSync(new URL('../SHAPES.md', import.meta.url), 'utf8')).toBe(shapesMarkdown());
});
