import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { LiveDocument } from './live-document.ts';

const head = {
  ...{ id: 'p/scratch/a', kind: 'scratch', epoch: 'e', base: null, schema: 0 },
  ...{ firstSeq: 1, headSeq: 0, headTip: '' },
};

/** What is tidied when somebody deletes bold words that two people typed by turns, letter by letter. */
function tidiedAfter(letters: number): Uint8Array[] {
  const live = LiveDocument.load({ head, snapshot: null, rows: [], leases: [] });
  // What nobody has read is no text yet, and is not tidied.
  live.doc.getText('t');
  const docs = [new Y.Doc(), new Y.Doc()] as const;
  const [doc] = docs;
  const apply = (update: Uint8Array): Uint8Array[] => live.together(() => live.apply(update)).tidied;
  doc.getText('t').insert(0, 'bold');
  doc.getText('t').format(0, 4, { bold: true });
  Y.applyUpdate(docs[1], Y.encodeStateAsUpdate(doc));
  for (let i = 0; i < letters; i++) {
    const [from, to] = i % 2 === 0 ? docs : docs.toReversed();
    from!.once('update', (update: Uint8Array) => Y.applyUpdate(to!, update));
    from!.getText('t').insert(2, 'x');
  }
  apply(Y.encodeStateAsUpdate(doc));
  const before = Y.encodeStateVector(doc);
  // As a client that leaves its marks where they were.
  doc.transact((transaction) => {
    for (let item = doc.getText('t')._start; item !== null; item = item.right)
      if (item.countable) item.delete(transaction);
  });
  return apply(Y.encodeStateAsUpdate(doc, before));
}

test('[DU10] marks around what was deleted are tidied, and stay where that would take for ever', () => {
  expect(tidiedAfter(100)).toHaveLength(1);
  expect(tidiedAfter(2_000)).toEqual([]);
});
