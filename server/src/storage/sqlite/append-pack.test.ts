import { expect, test } from 'vitest';
import type { AppendResult, DocumentAppend } from '../storage.ts';
import { packAppend, packAppended, unpackAppend, unpackAppended } from './append-pack.ts';

const batch: DocumentAppend[] = [
  {
    document: 'a',
    epoch: 'e1',
    rows: [
      row({ update: Uint8Array.of(1, 2, 3), user: 'ana', device: 'd1', n: 0, clientId: 2 ** 32 - 1 }),
      row({ update: new Uint8Array(), user: 'ana', clockFrom: 0, clockTo: 2 ** 32 - 1 }),
      row({ update: new Uint8Array(1024 * 1024 + 1).fill(7), receivedAt: 1_763_700_000_123 }),
    ],
  },
  { document: 'b', epoch: 'e2', rows: [], schema: 3 },
  {
    document: 'c',
    epoch: 'e3',
    rows: [row({ update: Uint8Array.of(9), user: 'ben', device: 'ana', schema: 2 })],
    leases: [{ clientId: 5, user: 'ben', device: null, lastN: 7 }],
  },
];

function row(given: Partial<DocumentAppend['rows'][number]>): DocumentAppend['rows'][number] {
  const none = { user: null, device: null, n: null, clientId: null, clockFrom: null, clockTo: null };
  return { update: new Uint8Array(), ...none, schema: 0, receivedAt: 1, ...given };
}

test('[ST3] a commit crosses between threads as it was, and the caller keeps its arrays', () => {
  const transfer: ArrayBuffer[] = [];
  const packed = packAppend(batch, transfer);
  expect(unpackAppend(structuredClone(packed, { transfer }))).toEqual(batch);
  expect(batch[0]!.rows[0]!.update).toEqual(Uint8Array.of(1, 2, 3));
});

test('[ST13] [ST14] so does the answer: seqs without holes, and the tip of each', () => {
  const tip = (letter: string): string => letter.repeat(64);
  const results: AppendResult[] = [
    { ok: true, document: 'a', seqs: [7, 8, 9], tips: [tip('a'), tip('b'), tip('c')] },
    { ok: true, document: 'b', seqs: [], tips: [] },
    { ok: false, document: 'c', code: 'EPOCH' },
  ];
  expect(unpackAppended(structuredClone(packAppended(results)))).toEqual(results);
});
