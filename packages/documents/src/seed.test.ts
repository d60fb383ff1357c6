import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { isUuid } from '@clapper/protocol';
import { FIXTURE_FACTS } from './fixture-facts.ts';
import { KINDS } from './registry.ts';
import { derivedId } from './seed.ts';

/** Whoever seeds a document, on whatever device and in whatever year, must make these bytes. */
const GOLDEN = {
  'plan four-acts ko': '3f56c8ba39c90e85',
  'plan four-acts en': '8e0ab8e22117f8dc',
  'plan pipeline ko': '1b092413dd6054c4',
  'plan pipeline en': '56ad9860543447af',
  'board four-acts ko': '1270ee777e5594cf',
  'board pipeline ko': '1270ee777e5594cf',
};

it.each(Object.entries(GOLDEN))('seeds %s with the bytes of %s', (name, hash) => {
  const [kind, template, language] = name.split(' ') as [
    'plan' | 'board',
    'four-acts' | 'pipeline',
    'ko' | 'en',
  ];
  const seed = KINDS[kind].seed({ ...FIXTURE_FACTS, template, language })!;
  expect(createHash('sha256').update(seed).digest('hex').slice(0, 16)).toBe(hash);
});

it('derives ids that are UUIDs of version 8 and differ for every word', () => {
  const ids = new Set<string>();
  for (let project = 0; project < 100; project++) {
    for (let index = 0; index < 100; index++) ids.add(derivedId(`project-${project}`, 'shot', index));
  }
  expect(ids.size).toBe(10_000);
  for (const id of ids) expect([isUuid(id), id[14], '89ab'.includes(id[19]!)]).toEqual([true, '8', true]);
});
