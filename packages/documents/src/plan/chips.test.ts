import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { addShot, readBoard, setShotText } from '../board/index.ts';
import { plainRange } from '../text-range.ts';
import { sourceOf, sourceState } from '../board/source.ts';
import { docOf } from '../conformance.ts';
import { FIXTURE_FACTS, FIXTURE_PERSON } from '../fixture-facts.ts';
import { pageChanges } from '../history/page-changes.ts';
import { passagesOf } from '../passages/index.ts';
import { KINDS } from '../registry.ts';
import { chipWordsNow } from '../passages/chip-words.ts';
import { findMovedWords } from './range-words.ts';
import {
  appendContent,
  fragmentText,
  mendContent,
  planProblem,
  readChip,
  readStages,
  stageContent,
  stageId,
  wordsInRange,
  writtenBlocks,
  type ContentNode,
} from './index.ts';
import { fixturesOf } from '../fixtures.ts';

const ORIGIN = 'test';
const STAGE = stageId(FIXTURE_FACTS.project, 0);
const SHOT = '01940000-0000-7000-8000-00000000000a';
const PERSON = '01940000-0000-7000-8000-00000000000b';
const chips = {
  shot: { type: 'shotChip', attrs: { shot: SHOT, name: '물이 닿는다' } },
  person: { type: 'personChip', attrs: { person: PERSON, name: '서진' } },
  date: { type: 'dateChip', attrs: { date: '2026-11-12' } },
} as const satisfies Record<string, ContentNode>;
const text = (words: string): ContentNode => ({ type: 'text', text: words });

function planWith(...content: ContentNode[]): { doc: Y.Doc; page: Y.XmlFragment; line: Y.XmlElement } {
  const doc = docOf(KINDS.plan.seed(FIXTURE_FACTS)!);
  const page = stageContent(doc, STAGE)!;
  appendContent(page, [{ type: 'paragraph', content }], ORIGIN);
  return { doc, page, line: page.get(0) as Y.XmlElement };
}

/** The range from the start of a line's first text to the end of its last. */
function rangeOf(line: Y.XmlElement) {
  const texts = (line.toArray() as unknown[]).filter((child) => child instanceof Y.XmlText);
  const [first, last] = [texts[0]!, texts.at(-1)!];
  return plainRange({
    from: Y.createRelativePositionFromTypeIndex(first, 0, 0),
    to: Y.createRelativePositionFromTypeIndex(last, last.length, -1),
  });
}

describe('[SP4] a chip in a line of the plan', () => {
  const line = () =>
    planWith(text('Then '), chips.shot, text(' by '), chips.person, text(', '), chips.date, text('.'));

  it('is no reason to keep an editor away, and part of its line as words', () => {
    const { doc, page } = line();
    const words = 'Then #물이 닿는다 by @서진, 2026-11-12.';
    expect([planProblem(page), mendContent(page, ORIGIN), KINDS.plan.check(doc)]).toEqual([null, null, []]);
    expect(fragmentText(page)).toBe(words);
    expect(
      pageChanges(page, page).map(({ what, pieces }) => [what, pieces.map((piece) => piece.text)]),
    ).toEqual([['same', [words]]]);
    expect(writtenBlocks(page, () => 'ana')).toMatchObject([{ text: words }]);
  });

  it('says in a search what its target is called now, and the name it was given when that is gone', () => {
    const { doc: plan, page } = line();
    const board = docOf(fixturesOf(KINDS.board)['empty']!);
    const id = addShot(
      board,
      { stage: STAGE, before: null, by: FIXTURE_PERSON.by, at: 1, fields: { title: 'old' } },
      ORIGIN,
    );
    (page.get(0) as Y.XmlElement).insert(0, [chipElement('shotChip', { shot: id, name: 'old' })]);
    const said = () =>
      [...passagesOf('plan', { plan, board })].flatMap((one) =>
        one?.place.type === 'words' ? one.words : [],
      )[0];
    const { number } = readBoard(board, readStages(plan).stages).shots.find((shot) => shot.id === id)!;
    expect(said()).toContain(`#${number} old`);
    setShotText(board, id, 'title', 'new', ORIGIN);
    expect(said()).toContain(`#${number} new`);
    expect(said()).toContain('#물이 닿는다');
    expect([...passagesOf('plan', { plan })].at(1)?.words).toContain('#old');
    expect(chipWordsNow({})({ type: 'person', person: PERSON, name: '서진' })).toBe('@서진');
  });

  it('leaves the words of a shot what they were, whatever its target is called', () => {
    const { doc, line: paragraph } = planWith(text('the hands '), chips.shot, text(' and the cup'));
    const { words, source } = sourceOf(doc, STAGE, rangeOf(paragraph))!;
    expect(words).toBe('the hands #물이 닿는다 and the cup');
    expect(sourceState(doc, source).state).toBe('same');
    paragraph.delete(1, 1);
    expect(sourceState(doc, source).state).toBe('changed');
  });

  it('is found again with the words around it when they were moved', () => {
    const moved = planWith(text('say '), text('the hands '), chips.shot, text(' and the cup'), chips.date);
    const range = findMovedWords(moved.page, 'hands #물이 닿는다 and the')!;
    expect(wordsInRange(moved.doc, STAGE, plainRange(range))).toBe('hands #물이 닿는다 and the');
    // The end that a cut quote goes to is a chip: the words in front of it have to do.
    const cut = findMovedWords(moved.page, 'hands #물이 닿는다 and…')!;
    expect(wordsInRange(moved.doc, STAGE, plainRange(cut))).toBe('hands #물이 닿는다 and the cup');
  });
});

describe('what stands for nothing', () => {
  it('is no chip, and says nothing', () => {
    expect(readChip('shotChip', { shot: 'x', name: 'a' })).toBeNull();
    expect(readChip('personChip', {})).toBeNull();
    expect(readChip('dateChip', { date: '2026-02-30' })).toBeNull();
    expect(readChip('paragraph', { shot: SHOT })).toBeNull();
    expect(readChip('shotChip', { shot: SHOT })).toEqual({ type: 'shot', shot: SHOT, name: '' });
  });

  it.each([
    ['no id', chipElement('shotChip', { shot: 'x' })],
    ['no day', chipElement('dateChip', { date: '2026-13-01' })],
    ['a name of two lines', chipElement('personChip', { person: PERSON, name: 'a\nb' })],
    ['more than it may', chipElement('dateChip', { date: '2026-11-12', mood: 'blue' })],
  ])('with %s keeps an editor away', (_, chip) => {
    const { page, line } = planWith(text('a'));
    line.insert(0, [chip]);
    expect(planProblem(page)?.code).toBe('unknown_content');
  });
});

function chipElement(name: string, attributes: Record<string, string>): Y.XmlElement {
  const element = new Y.XmlElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
