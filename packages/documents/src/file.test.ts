import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { fileHashes, fileSchema, pictureSchema } from './file.ts';

const file = (digit: string) => ({ hash: digit.repeat(64), name: 'a.png', type: 'image/png', bytes: 12 });

test('files of records are found under their keys, in lists too, in deleted records too, and nothing else is', () => {
  const doc = new Y.Doc();
  const takes = doc.getMap('takes');
  const record = (values: Record<string, unknown>) => new Y.Map(Object.entries(values));
  takes.set('one', record({ picture: file('a'), deleted: { by: 'x', at: 1 } }));
  takes.set('two', record({ picture: null, more: [file('b'), 'nonsense', { hash: 'short' }] }));
  takes.set('three', record({ other: file('c') }));
  takes.set('four', 'no record');
  expect(fileHashes(doc, { takes: ['picture', 'more'], none: ['x'] })).toEqual(
    new Set(['a'.repeat(64), 'b'.repeat(64)]),
  );
});

test('a value of a file parses to itself or not at all', () => {
  const picture = { ...file('a'), width: 10, height: 20, thumbhash: null };
  expect(fileSchema.parse(file('a'))).toEqual(file('a'));
  expect(pictureSchema.parse(picture)).toEqual(picture);
  expect(fileSchema.safeParse({ ...file('a'), hash: 'A'.repeat(64) }).success).toBe(false);
  expect(pictureSchema.safeParse({ ...picture, type: 'image/svg+xml' }).success).toBe(false);
});
