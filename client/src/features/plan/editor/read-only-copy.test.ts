import { readStages, stageContent } from '@clapper/documents';
import { fixturesOf } from '@clapper/documents/fixtures';
import { plan } from '@clapper/documents';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { copyStage } from './read-only-copy.ts';

/** A stage of a fixture, its copy, and how often the document has changed since. */
function shown(fixture: string, index: number) {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, fixturesOf(plan)[fixture]!);
  const { id } = readStages(doc).stages[index]!;
  let changes = 0;
  doc.on('update', () => (changes += 1));
  return { doc, page: stageContent(doc, id)!, copy: copyStage(doc, id)!, changes: () => changes };
}

describe('a page that is shown and not written', () => {
  test('[DV13] is a copy: what an editor does to it changes nothing', () => {
    const { page, copy, changes } = shown('filled', 0);
    const before = page.toString();
    expect(copy.whole).toBe(true);
    expect(copy.fragment.toString()).toBe(before);
    copy.fragment.delete(0, copy.fragment.length);
    expect(changes()).toBe(0);
    expect(page.toString()).toBe(before);
  });

  test('[DV13] what this version does not know is cut out of the copy alone', () => {
    const { page, copy, changes } = shown('broken', 2);
    expect(copy.whole).toBe(false);
    expect(changes()).toBe(0);
    expect(copy.fragment.toString()).not.toBe(page.toString());
  });

  test('[DV13] follows the document until it is let go', () => {
    const { page, copy } = shown('filled', 0);
    const paragraph = () => new Y.XmlElement('paragraph');
    page.insert(0, [paragraph()]);
    expect(copy.fragment.toString()).toBe(page.toString());
    copy.stop();
    page.insert(0, [paragraph()]);
    expect(copy.fragment.toString()).not.toBe(page.toString());
  });
});
