import { expect, it } from 'vitest';
import { parseDocumentId, projectDocument, userDocument } from './document-id.ts';

const P = '01940000-0000-7000-8000-00000000abcd';

it.each([
  [`${P}/plan`, { scope: 'project', project: P, kind: 'plan', name: null }],
  [`${P}/scratch/a`, { scope: 'project', project: P, kind: 'scratch', name: 'a' }],
  [`${P}/scratch/0-a_b.c`, { scope: 'project', project: P, kind: 'scratch', name: '0-a_b.c' }],
  [`${P}/scratch/${'x'.repeat(64)}`, { scope: 'project', project: P, kind: 'scratch', name: 'x'.repeat(64) }],
  [`${P}/review/${P}`, { scope: 'project', project: P, kind: 'review', name: P }],
  [`user/${P}/home`, { scope: 'user', user: P, kind: 'home', name: null }],
])('%s is taken apart', (id, address) => {
  expect(parseDocumentId(id)).toEqual(address);
});

it.each([
  '',
  '/',
  'plan',
  P,
  `${P}/`,
  `${P}//plan`,
  `${P}/plan/`,
  `${P}/plan/a/b`,
  `/${P}/plan`,
  `${P}/Plan`,
  `${P}/plan1`,
  `${P}/${'x'.repeat(33)}`,
  `${P}/scratch/A`,
  `${P}/scratch/-a`,
  `${P}/scratch/.`,
  `${P}/scratch/..`,
  `${P}/scratch/a b`,
  `${P}/scratch/가`,
  `${P}/scratch/a%2fb`,
  `${P}/scratch/a\n`,
  `${P}/scratch/${'x'.repeat(65)}`,
  `${P.toUpperCase()}/plan`,
  'user',
  'user/home',
  `user/${P}`,
  `user/${P}/home/name`,
  `user/${P}/Home`,
  `User/${P}/home`,
])('%j is no document id', (id) => {
  expect(parseDocumentId(id)).toBeNull();
});

it('puts together what it takes apart', () => {
  expect(parseDocumentId(projectDocument(P, 'plan'))).toMatchObject({ kind: 'plan', name: null });
  expect(parseDocumentId(projectDocument(P, 'scratch', 'x'))).toMatchObject({ kind: 'scratch', name: 'x' });
  expect(parseDocumentId(userDocument(P, 'home'))).toMatchObject({ scope: 'user', user: P });
});
