import { expect, test } from 'vitest';
import { FILE_LIMITS, fileName, fileNameSchema } from './files.ts';

test.each([
  ['a name in decomposed Hangul is composed', '콘티.png'.normalize('NFD'), '콘티.png'],
  ['a path is its last part', 'C:\\fakepath\\shot 1.png', 'shot 1.png'],
  ['what turns the direction of text is left out', 'cut\u202egpj.exe', 'cutgpj.exe'],
  ['a name of nothing', '\u0000/', 'file'],
])('%s', (_, called, name) => {
  expect(fileName(called)).toBe(name);
  expect(fileNameSchema.safeParse(name).success).toBe(true);
});

test('a long name keeps its ending and no half characters', () => {
  const name = fileName(`${'x'.repeat(FILE_LIMITS.name - 5)}${'😀'.repeat(9)}.mov`);
  expect(name).toBe(`${'x'.repeat(FILE_LIMITS.name - 5)}.mov`);
  expect(fileNameSchema.safeParse(name).success).toBe(true);
});

test.each(['', 'a/b.png', '콘티.png'.normalize('NFD'), 'x'.repeat(256), 'a\nb'])(
  '%j is no name of a file',
  (name) => {
    expect(fileNameSchema.safeParse(name).success).toBe(false);
  },
);
