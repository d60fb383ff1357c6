import type { SeedFacts } from './define-document.ts';

/** The project and the person of every fixture: fixed, so that fixtures are the same bytes each time. */
export const FIXTURE_FACTS: SeedFacts = {
  project: '01940000-0000-7000-8000-000000000001',
  template: 'four-acts',
  language: 'ko',
};

export const FIXTURE_PERSON = { by: '01940000-0000-7000-8000-0000000000aa', at: 1_795_000_000_000 } as const;
