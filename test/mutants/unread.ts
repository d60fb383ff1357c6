import type { Mutant } from './mutant.ts';

const by = 'packages/documents/src/home/unread.test.ts';

/** SPEC part UN. */
export const unread: Mutant[] = [
  {
    rule: 'UN1',
    fault: 'what comes late is not noticed',
    by,
    file: 'packages/documents/src/home/unread.ts',
    from: 'return Math.max(0, late) + fresh.length;',
    to: 'return Math.max(0, late * 0) + fresh.length;',
  },
  {
    rule: 'UN2',
    fault: 'nothing is ever forgotten for its age',
    by,
    file: 'packages/documents/src/home/writes.ts',
    from: ' || value.upTo < at - NEWS_MS) vote',
    to: ') vote',
  },
];
