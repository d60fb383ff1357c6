import type { Mutant } from './mutant.ts';

/** SPEC part EX. */
export const exchange: Mutant[] = [
  {
    rule: 'EX1',
    fault: 'of notes on one frame the first alone is known again',
    by: 'packages/documents/src/exchange/exchange.test.ts',
    file: 'packages/documents/src/exchange/write-edl.ts',
    from: 'tagOf(markers.map(({ id }) => id))',
    to: 'tagOf([markers[0].id])',
  },
  {
    rule: 'EX2',
    fault: 'elements stand in elements without end',
    by: 'packages/documents/src/exchange/reading.test.ts',
    file: 'packages/documents/src/exchange/read-xml.ts',
    from: "        if (open.length > EXCHANGE_LIMITS.depth) throw new Refusal('too_deep');\n",
    to: '',
  },
  {
    rule: 'EX3',
    fault: 'a table says nothing of the day a note is due',
    by: 'packages/documents/src/exchange/exchange.test.ts',
    file: 'packages/documents/src/exchange/write-table.ts',
    from: '      marker.due,\n',
    to: '      null,\n',
  },
];
