import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDocumentId, projectDocument, userDocument } from './document-id.ts';
import { newId } from './ids.ts';

const id = newId();

test('ids of project, named and user documents are taken apart', () => {
  expect(parseDocumentId(projectDocument(id, 'plan'))).toEqual({
    scope: 'project',
    project: id,
    kind: 'plan',
    name: null,
  });
  expect(parseDocumentId(projectDocument(id, 'scratch', 'a.b-c_1'))).toEqual({
    scope: 'project',
    project: id,
    kind: 'scratch',
    name: 'a.b-c_1',
  });
  expect(parseDocumentId(userDocument(id, 'home'))).toEqual({
    scope: 'user',
    user: id,
    kind: 'home',
    name: null,
  });
});

test.each([
  '',
  '/',
  id,
  `${id}/`,
  `${id}/Plan`,
  `${id}/plan/`,
  `${id}/scratch/-x`,
  `${id}/scratch/a/b`,
  `${id}/scratch/${'x'.repeat(65)}`,
  `${id.toUpperCase()}/plan`,
  `user/${id}/home/x`,
  'user/home',
  `../${id}/plan`,
])('%j is no document id', (text) => {
  expect(parseDocumentId(text)).toBeNull();
});

test('any text is parsed or null', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const address = parseDocumentId(text);
      if (address !== null) expect(text).toContain(address.kind);
    }),
  );
});
