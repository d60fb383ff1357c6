import type { Mutant } from './mutant.ts';

/** SPEC part SP. */
export const spine: Mutant[] = [
  {
    rule: 'SP1',
    fault: 'what is written in front of the words becomes part of them',
    by: 'packages/documents/src/board/source.test.ts',
    file: 'packages/documents/src/plan/range-words.ts',
    from: '.slice(start.index, end.index)',
    to: '.slice(0, end.index)',
  },
  {
    rule: 'SP2',
    fault: 'a title that a person gave is overwritten',
    by: 'packages/documents/src/board/source.test.ts',
    file: 'packages/documents/src/board/source-writes.ts',
    from: 'if (title?.toJSON() === titleOf(was.quote)) writeText',
    to: 'if (title !== null && was.quote) writeText',
  },
  {
    rule: 'SP3',
    fault: 'the first of two that say the same is taken',
    by: 'packages/documents/src/board/source.test.ts',
    file: 'packages/documents/src/plan/range-words.ts',
    from: 'return from < 0 || words.includes(said, from + 1) ? null',
    to: 'return from < 0 ? null',
  },
  {
    rule: 'SP4',
    fault: 'a chip is no part of the words around it',
    by: 'packages/documents/src/plan/chips.test.ts',
    file: 'packages/documents/src/plan/range-words.ts',
    from: '        else read(inline);\n',
    to: '',
  },
];
