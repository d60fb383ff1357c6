import * as Y from 'yjs';
import { expect, test } from 'vitest';
import {
  addShot,
  appendContent,
  fragmentText,
  KINDS,
  readBoard,
  readStages,
  setShots,
  setShotText,
  stageContent,
} from '@clapper/documents';
import { addedLines, describeRefused, typedText } from './kept.ts';
import { fixturesOf } from '@clapper/documents/fixtures';

/** What a change to a document of `start` sends. */
function edited(start: Uint8Array, change: (doc: Y.Doc) => void): Uint8Array[] {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, start);
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  change(doc);
  return updates;
}

const empty = Y.encodeStateAsUpdate(new Y.Doc());

test('words typed into a plan are given with their line', () => {
  const { plan } = KINDS;
  const { filled } = fixturesOf(plan);
  const refused = edited(filled!, (doc) => {
    const [stage] = readStages(doc).stages;
    const words = [{ type: 'paragraph', content: [{ type: 'text', text: '비 오는 골목, 우산 하나' }] }];
    appendContent(stageContent(doc, stage!.id)!, words, 'typing');
    expect(fragmentText(stageContent(doc, stage!.id)!)).toContain('우산');
  });
  expect(describeRefused(plan, [filled!], refused)).toBe('비 오는 골목, 우산 하나');
});

test('so are words typed into a shot, new or old', () => {
  const { board, plan } = KINDS;
  const { filled } = fixturesOf(board);
  const stages = readStages(docOf(fixturesOf(plan)['filled']!)).stages;
  const refused = edited(filled!, (doc) => {
    const [shot] = readBoard(doc, stages).shots;
    setShotText(doc, shot!.id, 'action', 'Steam rises from the cup', 'typing');
    const added = addShot(doc, { stage: stages[0]!.id, before: null, by: 'someone', at: 1 }, 'typing');
    setShotText(doc, added, 'title', '마지막 잔', 'typing');
  });
  const text = describeRefused(board, [filled!], refused);
  expect(text).toContain('Steam rises from the cup');
  expect(text).toContain('마지막 잔');
});

test('a change without words is described by what it set, or by nothing', () => {
  const { board, plan } = KINDS;
  const { filled } = fixturesOf(board);
  const stages = readStages(docOf(fixturesOf(plan)['filled']!)).stages;
  const refused = edited(filled!, (doc) =>
    setShots(doc, [readBoard(doc, stages).shots[0]!.id], { duration: 7 }, 'typing'),
  );
  expect(refused).toHaveLength(1);
  expect(() => describeRefused(board, [filled!], refused)).not.toThrow();
});

test('words that the kind does not read are found in the update itself', () => {
  const blind = { toText: () => '' };
  const refused = edited(empty, (doc) => {
    doc.getText('t').insert(0, 'hello');
    doc.getText('t').insert(5, ' there');
    doc.getMap('m').set('name', '이름');
  });
  expect(describeRefused(blind, [empty], refused)).toBe('hello there\n이름');
});

test('what was typed and deleted again is left out, as an input method does with every syllable', () => {
  const refused = edited(empty, (doc) => {
    const text = doc.getText('t');
    for (const syllable of ['ㅎ', '하', '한']) {
      text.delete(0, text.length);
      text.insert(0, syllable);
    }
    text.insert(1, '글');
  });
  expect(typedText(refused)).toBe('한글');
});

test('updates whose surroundings are missing still give their words', () => {
  const first = edited(empty, (doc) => doc.getText('t').insert(0, 'refused '));
  const second = edited(Y.mergeUpdates(first), (doc) => doc.getText('t').insert(8, 'and later'));
  expect(describeRefused(KINDS.scratch, [empty], second)).toBe('and later');
  expect(typedText([])).toBe('');
});

test('lines count as often as they are new', () => {
  expect(addedLines('a\nb', 'a\nb\na\nc\n')).toEqual(['a', 'c']);
  expect(addedLines('a\nb', 'b')).toEqual([]);
});

function docOf(update: Uint8Array): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  return doc;
}
