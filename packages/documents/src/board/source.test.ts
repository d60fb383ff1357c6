import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import * as Y from 'yjs';
import { countUpdates, docOf } from '../conformance.ts';
import { FIXTURE_FACTS } from '../fixture-facts.ts';
import { appendContent, plan, stageContent, stageId, wordsInRange, type ContentNode } from '../plan/index.ts';
import { plainRange, type PlainRange } from '../text-range.ts';
import { board, readBoard, type Shot } from './index.ts';
import { sourceState, titleOf } from './source.ts';
import { addShotOfWords, forgetSource, leaveSource, takeOverSource } from './source-writes.ts';
import { duplicateShots, setShotText } from './writes.ts';

const ORIGIN = { name: 'test' };
const ACT = { by: 'me', at: 1_795_000_000_000 };
const STAGE = stageId(FIXTURE_FACTS.project, 1);

const line = (text: string): ContentNode => ({ type: 'paragraph', content: [{ type: 'text', text }] });

function planOf(...lines: string[]): Y.Doc {
  const doc = docOf(plan.seed(FIXTURE_FACTS)!);
  appendContent(stageContent(doc, STAGE)!, lines.map(line), ORIGIN);
  return doc;
}

const block = (doc: Y.Doc, index: number) => stageContent(doc, STAGE)!.get(index) as Y.XmlElement;
const textOf = (doc: Y.Doc, index: number) => block(doc, index).get(0) as Y.XmlText;

/** As the page makes them: each end held by a character of the words. */
function range(doc: Y.Doc, first: string, last = first): PlainRange {
  const texts = stageContent(doc, STAGE)!
    .toArray()
    .map((node) => (node as Y.XmlElement).get(0) as Y.XmlText);
  const holding = (words: string): Y.XmlText => texts.find((text) => text.toString().includes(words))!;
  const [start, end] = [holding(first), holding(last)];
  return plainRange({
    from: Y.createRelativePositionFromTypeIndex(start, start.toString().indexOf(first), 0),
    to: Y.createRelativePositionFromTypeIndex(end, end.toString().indexOf(last) + last.length, -1),
  });
}

const fresh = (): Y.Doc => docOf(board.seed(FIXTURE_FACTS)!);
const read = (doc: Y.Doc, id: string): Shot => readBoard(doc, []).shots.find((shot) => shot.id === id)!;
const make = (shots: Y.Doc, doc: Y.Doc, words: PlainRange): string =>
  addShotOfWords(shots, doc, { stage: STAGE, before: null, ...ACT, range: words }, ORIGIN)!;
const state = (shots: Y.Doc, doc: Y.Doc, id: string) => {
  const { range: _, ...said } = { range: null, ...sourceState(doc, read(shots, id).source!) };
  return said;
};

describe('a shot made of words of the plan', () => {
  it('[SP1] says them, stands at the end of their stage, and holds where they are', () => {
    const doc = planOf('The pour.', 'Water meets paper. Steam rises and stays.');
    const shots = fresh();
    const id = make(shots, doc, range(doc, 'Water meets paper. Steam rises and stays.'));
    expect(read(shots, id)).toMatchObject({
      title: 'Water meets paper',
      action: 'Water meets paper. Steam rises and stays.',
      place: { stage: STAGE },
      status: 'draft',
      createdBy: 'me',
      source: { stage: STAGE, quote: 'Water meets paper. Steam rises and stays.' },
    });
    expect(
      readBoard(shots, [])
        .shots.filter(({ place }) => place.stage === STAGE)
        .at(-1)?.id,
    ).toBe(id);
    expect(board.check(shots)).toEqual([]);
  });

  it('[SP1] stays with its words, whatever is written around them and however they look', () => {
    const doc = planOf('One hand. Water meets paper. Steam.', 'Later.');
    const shots = fresh();
    const id = make(shots, doc, range(doc, 'Water meets paper.'));
    const other = docOf(Y.encodeStateAsUpdate(doc));
    const text = textOf(other, 0);
    text.insert(0, 'Early, ');
    text.insert(text.toString().indexOf('Water'), 'Slowly. ');
    text.insert(text.toString().indexOf(' Steam'), ' And then:');
    text.format(text.toString().indexOf('meets'), 5, { bold: {} });
    stageContent(other, STAGE)!.insert(0, [new Y.XmlElement('horizontalRule')]);
    textOf(doc, 1).insert(0, 'Much ');
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
    expect(state(shots, doc, id)).toEqual({ state: 'same', words: 'Water meets paper.' });
  });

  it('[SP2] is told when its words change, takes them over, and keeps what a person wrote of its own', () => {
    const doc = planOf('Water meets paper. Steam rises.');
    const shots = fresh();
    const id = make(shots, doc, range(doc, 'Water meets paper. Steam rises.'));
    textOf(doc, 0).insert(5, ' slowly');
    expect(state(shots, doc, id)).toEqual({
      state: 'changed',
      words: 'Water slowly meets paper. Steam rises.',
    });
    takeOverSource(shots, doc, id, ORIGIN);
    expect(read(shots, id)).toMatchObject({
      title: 'Water slowly meets paper',
      action: 'Water slowly meets paper. Steam rises.',
    });
    expect(state(shots, doc, id).state).toBe('same');

    setShotText(shots, id, 'title', 'The pour', ORIGIN);
    textOf(doc, 0).insert(0, 'Hot ');
    textOf(doc, 0).insert(4, 'and ');
    expect(state(shots, doc, id).state).toBe('same');
    textOf(doc, 0).delete(8, 6);
    takeOverSource(shots, doc, id, ORIGIN);
    expect(read(shots, id)).toMatchObject({ title: 'The pour', action: 'slowly meets paper. Steam rises.' });
  });

  it('[SP2] may be left as it is: then the words as they are now are the ones that count', () => {
    const doc = planOf('Water meets paper.');
    const shots = fresh();
    const id = make(shots, doc, range(doc, 'Water meets paper.'));
    textOf(doc, 0).insert(5, ' slowly');
    leaveSource(shots, doc, id, ORIGIN);
    expect([read(shots, id).action, state(shots, doc, id)]).toEqual([
      'Water meets paper.',
      { state: 'same', words: 'Water slowly meets paper.' },
    ]);
    const updates = countUpdates(shots);
    leaveSource(shots, doc, id, ORIGIN);
    takeOverSource(shots, doc, read(shots, readBoard(shots, []).shots[0]!.id).id, ORIGIN);
    expect(updates.count).toBe(0);
    forgetSource(shots, id, ORIGIN);
    forgetSource(shots, id, ORIGIN);
    expect([updates.count, read(shots, id).source]).toEqual([1, null]);
  });

  it.each<[string, (doc: Y.Doc) => void]>([
    ['the words are deleted', (doc) => textOf(doc, 0).delete(0, textOf(doc, 0).length)],
    ['their paragraph is deleted', (doc) => stageContent(doc, STAGE)!.delete(0, 1)],
    ['only white space is left', (doc) => textOf(doc, 0).delete(0, 5)],
  ])('[SP2] keeps a quote when %s', (_, remove) => {
    const doc = planOf('Water paper', 'More.');
    const shots = fresh();
    const id = make(shots, doc, range(doc, 'Water'));
    remove(doc);
    expect([state(shots, doc, id), read(shots, id).source?.quote]).toEqual([{ state: 'removed' }, 'Water']);
    takeOverSource(shots, doc, id, ORIGIN);
    expect(read(shots, id).action).toBe('Water');
  });

  /** As an editor moves a block: to Yjs one is deleted, and another one is made. */
  const move = (doc: Y.Doc, from: number, to: number) => {
    const copy = block(doc, from).clone() as Y.XmlElement;
    doc.transact(() => {
      stageContent(doc, STAGE)!.delete(from, 1);
      stageContent(doc, STAGE)!.insert(to, [copy]);
    });
  };

  it.each([
    ['a part of a paragraph', ['Early. Water meets paper. Late.', 'More.'], 'Water meets paper.'],
    ['a whole one', ['  Water meets paper.  ', 'More.'], 'Water meets paper.'],
    [
      'long ones',
      [`Water ${'meets paper '.repeat(60)}now.`, 'More.'],
      `Water ${'meets paper '.repeat(60)}now.`,
    ],
  ])('[SP3] keeps its words when they are moved: %s', (_, lines, words) => {
    const doc = planOf(...lines);
    const shots = fresh();
    const id = make(shots, doc, range(doc, words));
    move(doc, 0, 1);
    expect(state(shots, doc, id)).toEqual({ state: 'same', words: words.trim() });
    const updates = countUpdates(shots);
    takeOverSource(shots, doc, id, ORIGIN);
    // From here on it holds them where they are now.
    expect(updates.count).toBe(1);
    const text = textOf(doc, 1);
    text.insert(text.toString().indexOf('Water') + 5, ' slowly');
    expect(state(shots, doc, id)).toMatchObject({ state: 'changed' });
  });

  it('[SP3] of several paragraphs, one of which was moved past another and back', () => {
    const doc = planOf('He comes in. He sits.', 'She pours. ', 'Rain. Outside.', 'More.');
    const shots = fresh();
    const id = make(shots, doc, range(doc, 'He sits.', 'Rain.'));
    move(doc, 0, 2);
    expect(state(shots, doc, id).state).toBe('removed');
    move(doc, 2, 0);
    expect(state(shots, doc, id)).toEqual({ state: 'same', words: 'He sits.\nShe pours.\nRain.' });
  });

  it('[SP3] takes no other words for its own: not where they stand twice, nor a word or two', () => {
    const doc = planOf('Water meets paper.', 'Water', 'More.');
    const shots = fresh();
    const [words, word] = [
      make(shots, doc, range(doc, 'Water meets paper.')),
      make(shots, doc, range(doc, 'More.')),
    ];
    appendContent(
      stageContent(doc, STAGE)!,
      ['Water meets paper.', 'Water meets paper.', 'More.'].map(line),
      ORIGIN,
    );
    stageContent(doc, STAGE)!.delete(2, 1);
    stageContent(doc, STAGE)!.delete(0, 1);
    expect([state(shots, doc, words), state(shots, doc, word)]).toEqual([
      { state: 'removed' },
      { state: 'removed' },
    ]);
  });

  it('may be made of several paragraphs, and of a part of the first and the last', () => {
    const doc = planOf('He comes in. He sits.', 'She pours.', 'Rain. Outside.');
    const shots = fresh();
    const id = make(shots, doc, range(doc, 'He sits.', 'Rain.'));
    expect(read(shots, id)).toMatchObject({ title: 'He sits', action: 'He sits.\nShe pours.\nRain.' });
    stageContent(doc, STAGE)!.delete(1, 1);
    expect(state(shots, doc, id)).toEqual({ state: 'changed', words: 'He sits.\nRain.' });
  });

  it('is not made of nothing', () => {
    const doc = planOf('Water', 'More.');
    const words = range(doc, 'Water');
    textOf(doc, 0).delete(0, 5);
    const shots = fresh();
    const updates = countUpdates(shots);
    expect(
      addShotOfWords(shots, doc, { stage: STAGE, before: null, ...ACT, range: words }, ORIGIN),
    ).toBeNull();
    expect(
      addShotOfWords(shots, doc, { stage: 'gone', before: null, ...ACT, range: words }, ORIGIN),
    ).toBeNull();
    expect(updates.count).toBe(0);
  });

  it('has copies that are made of the same words', () => {
    const doc = planOf('Water meets paper.');
    const shots = fresh();
    const id = make(shots, doc, range(doc, 'Water meets paper.'));
    const [copy] = duplicateShots(shots, [id], ACT, ORIGIN);
    expect(read(shots, copy!).source).toEqual(read(shots, id).source);
  });
});

test('words of a range are what stands between its ends, wherever somebody types', () => {
  const edit = fc.record({
    at: fc.nat(60),
    insert: fc.stringMatching(/^[가나 .a-c]{0,4}$/),
    remove: fc.nat(3),
  });
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
      const doc = planOf('[before] Water meets paper, and stays. [after]');
      const text = textOf(doc, 0);
      const words = range(doc, 'Water meets paper, and stays.');
      // The same, kept by marks that nobody types away.
      for (const { at, insert, remove } of edits) {
        const now = text.toString();
        const [from, to] = [now.indexOf('[before] ') + 9, now.indexOf(' [after]')];
        const place = from + 1 + (at % Math.max(to - from - 1, 1));
        if (to - from < 8) continue;
        text.insert(place, insert);
        text.delete(place + insert.length, Math.min(remove, to - 1 - place));
      }
      const now = text.toString();
      const between = now.slice(now.indexOf('[before] ') + 9, now.indexOf(' [after]'));
      expect(wordsInRange(doc, STAGE, words)).toBe(between.trim() === '' ? null : between.trim());
    }),
  );
});

test.each([
  ['Water meets paper', 'Water meets paper'],
  ['물이 종이에 닿는다. 김이 오른다.', '물이 종이에 닿는다'],
  ['Who is it? Nobody knows.', 'Who is it?'],
  ['At 0.5 s the drop falls. Then more.', 'At 0.5 s the drop falls'],
  ['First line\nsecond line', 'First line'],
  ['word '.repeat(30), `${'word '.repeat(30).slice(0, 59)}…`],
])('%j is called %j', (words, title) => {
  expect(titleOf(words)).toBe(title);
});
