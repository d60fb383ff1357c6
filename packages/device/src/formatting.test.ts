import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { keepFormattingMarks } from './formatting.ts';

/** Two people make the same words bold at once: one pair of marks is redundant when both have arrived. */
function boldTwice(): Uint8Array[] {
  const [one, two] = [new Y.Doc(), new Y.Doc()] as const;
  one.getText('t').insert(0, 'one clean note');
  const words = Y.encodeStateAsUpdate(one);
  Y.applyUpdate(two, words);
  one.getText('t').format(0, 9, { bold: true });
  two.getText('t').format(0, 9, { bold: true });
  return [words, Y.encodeStateAsUpdate(one), Y.encodeStateAsUpdate(two)];
}

function deletionsOn(doc: Y.Doc): number {
  for (const update of boldTwice()) Y.applyUpdate(doc, update, 'remote');
  return Y.createDeleteSetFromStructStore(doc.store).clients.size;
}

test('[DU10] a device deletes no formatting marks on its own, as Yjs otherwise would', () => {
  const plain = new Y.Doc();
  plain.getText('t');
  expect(deletionsOn(plain)).toBeGreaterThan(0);

  const own = new Y.Doc();
  own.getText('t');
  keepFormattingMarks(own);
  expect(deletionsOn(own)).toBe(0);
});
