import type { Mutant } from './mutant.ts';

const by = 'client/src/features/find/search/search.test.ts';

/** SPEC part FI. */
export const finding: Mutant[] = [
  {
    rule: 'FI1',
    fault: 'what is said below a hidden thread is found',
    by,
    file: 'packages/documents/src/passages/talk-passages.ts',
    from: 'if (read === null || read[1].hidden !== null) {',
    to: 'if (read === null) {',
  },
  {
    rule: 'FI2',
    fault: 'a final never begins the next syllable',
    by,
    file: 'client/src/features/find/search/hangul-pattern.ts',
    from: '|${before}\\\\s*[${next}])`',
    to: ')`',
  },
  {
    rule: 'FI3',
    fault: 'what may yet become the query stands among what says it',
    by,
    file: 'client/src/features/find/search/match.ts',
    from: 'const LOOSE = 0.4;',
    to: 'const LOOSE = 1;',
  },
  {
    rule: 'FI4',
    fault: 'a large document is read in one go',
    by,
    file: 'client/src/features/find/search/search-index.ts',
    from: '      const resting = rest();',
    to: '      const resting = passage === null ? undefined : undefined;',
  },
];
