import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { findInStage, replaceHits } from './find-in-stage.ts';
import { findInText } from './find-text.ts';

function stage(...lines: string[]): { doc: Y.Doc; fragment: Y.XmlFragment } {
  const doc = new Y.Doc();
  const fragment = doc.getXmlFragment('stage');
  for (const line of lines) {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(line)]);
    fragment.push([paragraph]);
  }
  return { doc, fragment };
}

test('finds in any case or exactly, and takes signs as they are', () => {
  expect(findInText('Drop, drop.', { query: 'drop', matchCase: false }).map(({ index }) => index)).toEqual([
    0, 6,
  ]);
  expect(findInText('Drop, drop.', { query: 'drop', matchCase: true }).map(({ index }) => index)).toEqual([
    6,
  ]);
  expect(findInText('a.c abc', { query: 'a.c', matchCase: false })).toEqual([{ index: 0, length: 3 }]);
  expect(findInText('첫 방울, 첫 컷', { query: '첫', matchCase: false })).toHaveLength(2);
  expect(findInText('aaaa', { query: 'aa', matchCase: false })).toHaveLength(2);
});

test('replaces every place at once, keeps formatting and is one step of undo', () => {
  const { doc, fragment } = stage('kettle and kettle', 'no kettle', 'cup');
  const first = (fragment.get(0) as Y.XmlElement).get(0) as Y.XmlText;
  first.format(0, 6, { bold: {} });
  const undo = new Y.UndoManager(fragment, { trackedOrigins: new Set(['replace']) });
  const hits = findInStage(fragment, { query: 'kettle', matchCase: false });
  expect(hits).toHaveLength(3);

  replaceHits(doc, hits, 'pot', 'replace');
  expect(first.toDelta()).toEqual([{ insert: 'pot', attributes: { bold: {} } }, { insert: ' and pot' }]);
  expect(fragment.toString()).toContain('no pot');

  undo.undo();
  expect(fragment.toString()).toContain('<bold>kettle</bold> and kettle');
  expect(undo.undoStack).toHaveLength(0);
});

test('an empty replacement removes the words', () => {
  const { doc, fragment } = stage('one two');
  replaceHits(doc, findInStage(fragment, { query: 'one ', matchCase: true }), '', 'replace');
  expect(fragment.toString()).toBe('<paragraph>two</paragraph>');
});
