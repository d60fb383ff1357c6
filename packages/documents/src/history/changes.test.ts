import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { addShot, board, deleteShots, readBoard, setShots, setShotText } from '../board/index.ts';
import { docOf } from '../conformance.ts';
import { FIXTURE_FACTS } from '../fixture-facts.ts';
import { HISTORIES } from '../histories.ts';
import { appendContent, plan, stageContent, stageId, type ContentNode } from '../plan/index.ts';
import { commonSequence } from './common-sequence.ts';
import { countChanges } from './index.ts';
import { textPieces } from './pieces.ts';
import { textEdits } from './text-edits.ts';
import { fixturesOf } from '../fixtures.ts';

const FIRST = stageId(FIXTURE_FACTS.project, 0);
const stateOf = (doc: Y.Doc): Y.Doc => docOf(Y.encodeStateAsUpdate(doc));
const line = (text: string): ContentNode => ({ type: 'paragraph', content: [{ type: 'text', text }] });

const words = fc
  .array(fc.constantFrom('커피', '골목', ' ', ' ', 'the', 'door', '. ', '👩‍👩‍👧', 'é', '\n'), { maxLength: 20 })
  .map((parts) => parts.join(''));

describe('what two sequences share', () => {
  it('is as long as it can be, and in order', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 });
    fc.assert(
      fc.property(letters, letters, (from, to) => {
        const pairs = commonSequence(from, to, (a, b) => a === b);
        for (const [i, j] of pairs) expect(from[i]).toBe(to[j]);
        for (const [index, [i, j]] of pairs.entries()) {
          if (index > 0) expect([i > pairs[index - 1]![0], j > pairs[index - 1]![1]]).toEqual([true, true]);
        }
        expect(pairs.length).toBe(longest(from, to));
      }),
      { numRuns: 500 },
    );
  });

  it('is what stands at both ends when the rest is too different to search', () => {
    const from = ['x', ...Array.from({ length: 3_000 }, (_, i) => `a${i}`), 'y'];
    const to = ['x', ...Array.from({ length: 3_000 }, (_, i) => `b${i}`), 'y'];
    const pairs = commonSequence(from, to, (a, b) => a === b);
    expect(pairs).toEqual([
      [0, 0],
      [3_001, 3_001],
    ]);
  });
});

describe('words', () => {
  it('[HI10] without what comes back they read as now, without what goes as then', () => {
    fc.assert(
      fc.property(words, words, (now, then) => {
        const pieces = textPieces(now, then);
        const told = (without: string) =>
          pieces
            .filter(({ what }) => what !== without)
            .map(({ text }) => text)
            .join('');
        expect([told('back'), told('away')]).toEqual([now, then]);
      }),
      { numRuns: 500 },
    );
  });

  it('edits cut through no character, and lead from one text to the other', () => {
    fc.assert(
      fc.property(words, words, (from, to) => {
        let made = from;
        for (const { at, remove, to: place, insert } of textEdits(from, to).toReversed()) {
          made = made.slice(0, at) + to.slice(place, place + insert) + made.slice(at + remove);
          expect(made.isWellFormed()).toBe(true);
        }
        expect(made).toBe(to);
      }),
      { numRuns: 500 },
    );
  });

  it('names whole words', () => {
    expect(textPieces('문을 닫는다 slowly', '문을 연다 slowly')).toEqual([
      { what: 'same', text: '문을 ' },
      { what: 'away', text: '닫는다' },
      { what: 'back', text: '연다' },
      { what: 'same', text: ' slowly' },
    ]);
    expect(textPieces('비 오는 골목', '골목의 새벽')).toEqual([
      { what: 'away', text: '비 오는 골목' },
      { what: 'back', text: '골목의 새벽' },
    ]);
  });
});

describe('what a restore would change', () => {
  it('[HI10] of a plan: block by block, and in a block word by word', () => {
    const doc = docOf(plan.seed(FIXTURE_FACTS)!);
    const fragment = stageContent(doc, FIRST)!;
    appendContent(
      fragment,
      [
        { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: '골목' }] },
        line('한 사람이 걷는다'),
        { type: 'bulletList', content: [{ type: 'listItem', content: [line('우산')] }] },
      ],
      'typing',
    );
    const then = stateOf(doc);
    const text = (fragment.get(1) as Y.XmlElement).get(0) as Y.XmlText;
    text.delete(6, 3);
    text.insert(6, '뛴다');
    (fragment.get(0) as Y.XmlElement).setAttribute('level', 3 as unknown as string);
    fragment.delete(2, 1);
    appendContent(fragment, [line('비가 온다')], 'typing');

    const [first, ...others] = HISTORIES['plan']!.compare(doc, then);
    expect(others.map(({ what }) => what)).toEqual(['same', 'same', 'same']);
    expect(first).toMatchObject({ id: FIRST, what: 'changed' });
    const blocks = first!.fields.flatMap((field) => (field.holds === 'page' ? field.blocks : []));
    expect(blocks).toEqual([
      { what: 'look', node: 'heading', within: null, level: 2, pieces: [{ what: 'same', text: '골목' }] },
      {
        what: 'changed',
        node: 'paragraph',
        within: null,
        level: null,
        pieces: [
          { what: 'same', text: '한 사람이 ' },
          { what: 'away', text: '뛴다' },
          { what: 'back', text: '걷는다' },
        ],
      },
      {
        what: 'away',
        node: 'paragraph',
        within: null,
        level: null,
        pieces: [{ what: 'away', text: '비가 온다' }],
      },
      {
        what: 'back',
        node: 'paragraph',
        within: 'listItem',
        level: null,
        pieces: [{ what: 'back', text: '우산' }],
      },
    ]);
    expect(countChanges([first!, ...others])).toEqual({
      records: { back: 0, away: 0, changed: 1 },
      words: { back: 2, away: 3 },
    });
  });

  it('[HI10] of a board: shots that come back, go, and change, with their values', () => {
    const doc = docOf(fixturesOf(board)['filled']!);
    const [one, two] = readBoard(doc, []).shots.map(({ id }) => id) as [string, string];
    setShotText(doc, one, 'title', '문 앞', 'typing');
    setShots(doc, [one], { size: 'CU' }, 'typing');
    const then = stateOf(doc);
    setShotText(doc, one, 'title', '창문 앞', 'typing');
    setShots(doc, [one], { size: 'WS' }, 'typing');
    deleteShots(doc, [two], { by: 'me', at: 1 }, 'typing');
    const made = addShot(doc, { stage: FIRST, before: null, by: 'me', at: 1 }, 'typing');

    const changes = HISTORIES['board']!.compare(doc, then).filter(({ what }) => what !== 'same');
    expect(new Map(changes.map(({ id, what }) => [id, what]))).toEqual(
      new Map([
        [one, 'changed'],
        [two, 'back'],
        [made, 'away'],
      ]),
    );
    const fields = changes.find(({ id }) => id === one)!.fields;
    expect(fields).toContainEqual({ holds: 'value', field: 'size', is: 'WS', was: 'CU' });
    expect(fields).toContainEqual({
      holds: 'text',
      field: 'title',
      pieces: [
        { what: 'away', text: '창문' },
        { what: 'back', text: '문' },
        { what: 'same', text: ' 앞' },
      ],
    });
    expect(countChanges(changes).records).toEqual({ back: 1, away: 1, changed: 1 });
  });

  it('[HI10] reads a broken document and changes nothing in it', () => {
    for (const kind of [plan, board]) {
      const [broken, filled] = [docOf(fixturesOf(kind)['broken']!), docOf(fixturesOf(kind)['filled']!)];
      const before = Y.encodeStateAsUpdate(broken);
      HISTORIES[kind.kind]!.compare(broken, filled);
      HISTORIES[kind.kind]!.compare(filled, broken);
      expect(Y.encodeStateAsUpdate(broken)).toEqual(before);
    }
  });
});

/** By the table, apart from the search. */
function longest(from: readonly string[], to: readonly string[]): number {
  let row = Array.from({ length: to.length + 1 }, () => 0);
  for (const letter of from) {
    const next = [0];
    to.forEach((other, j) => next.push(letter === other ? row[j]! + 1 : Math.max(row[j + 1]!, next[j]!)));
    row = next;
  }
  return row.at(-1)!;
}
