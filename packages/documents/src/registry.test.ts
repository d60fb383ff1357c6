import { expect, it } from 'vitest';
import { KINDS, kindOf, projectDocuments } from './registry.ts';

const P = '01940000-0000-7000-8000-00000000abcd';

it.each([
  [`${P}/info`, 'info'],
  [`${P}/plan`, 'plan'],
  [`${P}/board`, 'board'],
  [`${P}/calendar`, 'calendar'],
  [`${P}/talk`, 'talk'],
  [`${P}/feed`, 'feed'],
  [`${P}/scratch/notes-1.2_x`, 'scratch'],
  [`${P}/media`, 'media'],
  [`${P}/review/${P}`, 'review'],
  [`${P}/notes/${P}`, 'notes'],
  [`user/${P}/home`, 'home'],
  // Named where it takes no name, nameless where it needs one, in the wrong scope, unknown, malformed.
  [`${P}/plan/second`, null],
  [`${P}/scratch`, null],
  [`${P}/review`, null],
  [`${P}/home`, null],
  [`user/${P}/plan`, null],
  [`${P}/calendar/second`, null],
  [`${P}/constructor`, null],
  [`${P.toUpperCase()}/plan`, null],
  ['plan', null],
  ['', null],
])('%s is of kind %s', (id, kind) => {
  expect(kindOf(id)?.kind.kind ?? null).toBe(kind);
});

it('opens with a project what all of its people need offline', () => {
  expect(projectDocuments(P)).toEqual([
    `${P}/info`,
    `${P}/plan`,
    `${P}/board`,
    `${P}/calendar`,
    `${P}/media`,
    `${P}/talk`,
    `${P}/feed`,
  ]);
});

it('registers each kind under its own name', () => {
  for (const [name, kind] of Object.entries(KINDS)) expect(kind.kind).toBe(name);
});
