import type { Mutant } from './mutant.ts';

const numbering = 'packages/documents/src/board/numbering.ts';
const by = 'packages/documents/src/board/numbering.test.ts';

/** SPEC part NB. */
export const numberingMutants: Mutant[] = [
  {
    rule: 'NB1',
    fault: 'a number by hand and a counted one are the same',
    by,
    file: numbering,
    from: 'const taken = (number: string) => used.has(number) || lockedNumbers.has(number);',
    to: 'const taken = (number: string) => lockedNumbers.has(number);',
  },
  {
    rule: 'NB2',
    fault: 'what is put in forgets its number when something is put in front of it',
    by,
    file: 'packages/documents/src/board/setting-writes.ts',
    from: "recordMust(doc, 'shots', id).set('fixed', parsed.data);",
    to: "recordMust(doc, 'shots', id);",
  },
  {
    rule: 'NB2',
    fault: 'the number of an omitted shot is given again',
    by,
    file: numbering,
    from: 'if (was !== undefined && !used.has(was)) give(id, was);\n      else if',
    to: 'if',
  },
];
