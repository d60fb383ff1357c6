import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  addShot,
  board,
  deleteShots,
  duplicateShots,
  moveShots,
  readBoard,
  setShots,
  setShotText,
  shotText,
  SHOT_SIZES,
  SHOT_TEXTS,
} from '../board/index.ts';
import { canonical as asStored, converge, countUpdates, docOf, pull } from '../conformance.ts';
import { FIXTURE_FACTS } from '../fixture-facts.ts';
import { HISTORIES } from '../histories.ts';
import {
  appendContent,
  fragmentText,
  plan,
  planProblem,
  readStages,
  renameStage,
  setStageStatus,
  stageContent,
  stageId,
  type ContentNode,
} from '../plan/index.ts';
import { sameValue } from '../records.ts';
import { fixturesOf } from '../fixtures.ts';

const ACT = { by: 'restorer', at: 7_000 };
const ORIGIN = 'history';
const STAGES = [0, 1, 2, 3].map((index) => ({ id: stageId(FIXTURE_FACTS.project, index) }));
const [FIRST, SECOND] = [STAGES[0]!.id, STAGES[1]!.id];
const planHistory = HISTORIES['plan']!;
const boardHistory = HISTORIES['board']!;

/** Content with runs of one formatting joined: Yjs cuts them wherever a formatting once was. */
function canonical(doc: Y.Doc): { [root: string]: Record<string, unknown> } {
  return JSON.parse(JSON.stringify(asStored(doc)), (key, value: unknown) => {
    if (key !== 'text' || !Array.isArray(value)) return value;
    const runs: { insert: string; attributes?: unknown }[] = [];
    for (const run of value as typeof runs) {
      const last = runs.at(-1);
      const joins = last !== undefined && sameValue(last.attributes, run.attributes);
      if (joins) last.insert += run.insert;
      else runs.push({ ...run });
    }
    return runs;
  }) as { [root: string]: Record<string, unknown> };
}

const stateOf = (doc: Y.Doc): Y.Doc => docOf(Y.encodeStateAsUpdate(doc));
const line = (text: string): ContentNode => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const page = (doc: Y.Doc, stage: string): Y.XmlFragment => stageContent(doc, stage)!;
const textsOf = (doc: Y.Doc, stage: string): Y.XmlText[] => {
  const found: Y.XmlText[] = [];
  const visit = (parent: Y.XmlFragment): void => {
    for (const child of parent.toArray() as unknown[]) {
      if (child instanceof Y.XmlText) found.push(child);
      else if (child instanceof Y.XmlFragment) visit(child);
    }
  };
  visit(page(doc, stage));
  return found;
};

type Random = (below: number) => number;

const BLOCKS: ContentNode[] = [
  line('해 질 녘 골목'),
  { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Act' }] },
  { type: 'bulletList', content: [{ type: 'listItem', content: [line('one'), line('둘')] }] },
  { type: 'taskList', content: [{ type: 'taskItem', attrs: { checked: true }, content: [line('커피')] }] },
  { type: 'callout', attrs: { kind: 'idea' }, content: [line('밤 장면')] },
  {
    type: 'table',
    content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [line('cell')] }] }],
  },
  {
    type: 'paragraph',
    content: [
      { type: 'text', text: '그리고 ' },
      { type: 'dateChip', attrs: { date: '2026-11-12' } },
      { type: 'text', text: ' and on' },
    ],
  },
  { type: 'horizontalRule' },
  { type: 'codeBlock', content: [{ type: 'text', text: 'a = 1' }] },
];

/** What an editor does to a page, and some of what other Yjs programs do. */
function editPlan(doc: Y.Doc, random: Random, step: number): void {
  const stage = STAGES[random(2)]!.id;
  const fragment = page(doc, stage);
  const texts = textsOf(doc, stage);
  const text = texts[random(Math.max(1, texts.length))];
  switch (random(8)) {
    case 0:
      return renameStage(doc, stage, `단계 ${random(9)}`, ORIGIN);
    case 1:
      return setStageStatus(doc, stage, random(2) === 0 ? 'review' : 'approved', ORIGIN);
    case 2:
      return appendContent(fragment, [BLOCKS[random(BLOCKS.length)]!, line(`줄 ${step}`)], ORIGIN);
    case 3:
      return text?.insert(random(text.length + 1), '말 word ', random(2) === 0 ? { bold: {} } : {});
    case 4:
      if (text !== undefined && text.length > 3) text.delete(random(text.length - 2), 2);
      return;
    case 5:
      if (text !== undefined && text.length > 2)
        text.format(0, random(text.length), random(2) === 0 ? { italic: {} } : { bold: null });
      return;
    case 6:
      if (fragment.length > 1) fragment.delete(random(fragment.length), 1);
      return;
    default: {
      const block = fragment.get(random(fragment.length)) as unknown;
      if (block instanceof Y.XmlElement && block.nodeName === 'heading')
        block.setAttribute('level', (1 + random(3)) as unknown as string);
    }
  }
}

function editBoard(doc: Y.Doc, random: Random, step: number): void {
  const { shots } = readBoard(doc, STAGES);
  const some = (): string[] => shots.filter(() => random(4) === 0).map(({ id }) => id);
  const one = shots[random(Math.max(1, shots.length))]?.id ?? null;
  const act = { by: 'me', at: step };
  switch (random(6)) {
    case 0:
      return void addShot(
        doc,
        { stage: FIRST, before: one, ...act, fields: { title: `샷 ${step}` } },
        ORIGIN,
      );
    case 1:
      return void duplicateShots(doc, some().slice(0, 1), act, ORIGIN);
    case 2:
      return setShots(doc, some(), { size: SHOT_SIZES[random(7)]!, duration: random(9) }, ORIGIN);
    case 3:
      if (one !== null) setShotText(doc, one, SHOT_TEXTS[random(4)]!, `말 ${random(50)} two words`, ORIGIN);
      return;
    case 4:
      return deleteShots(doc, some().slice(0, 2), act, ORIGIN);
    default:
      return moveShots(doc, some(), { stage: SECOND, before: one }, STAGES, ORIGIN);
  }
}

const stream = fc.tuple(
  fc.infiniteStream(fc.nat()),
  fc.integer({ min: 1, max: 12 }),
  fc.integer({ min: 1, max: 12 }),
);
const randomOf =
  (numbers: IterableIterator<number>): Random =>
  (below) =>
    numbers.next().value! % below;

describe('restoring a plan', () => {
  it('[HI5] makes it exactly what it was, with types that stay the same ones', () => {
    fc.assert(
      fc.property(stream, ([numbers, before, after]) => {
        const random = randomOf(numbers);
        const doc = docOf(plan.seed(FIXTURE_FACTS)!);
        for (let step = 0; step < before; step++) editPlan(doc, random, step);
        const then = stateOf(doc);
        for (let step = 0; step < after; step++) editPlan(doc, random, 100 + step);
        const types = STAGES.map(({ id }) => page(doc, id));
        planHistory.restore(doc, then, { whole: true }, ACT, ORIGIN);
        expect(canonical(doc)).toEqual(canonical(then));
        expect(STAGES.map(({ id }) => page(doc, id))).toEqual(types);
        // Again is nothing: what is so already is not written.
        const updates = countUpdates(doc);
        planHistory.restore(doc, then, { whole: true }, ACT, ORIGIN);
        expect(updates.count).toBe(0);
        // And after it was undone and redone by hand, a copy of what was deleted is found again by its words.
        for (let step = 0; step < 3; step++) editPlan(doc, random, 200 + step);
        planHistory.restore(doc, then, { whole: true }, ACT, ORIGIN);
        expect(canonical(doc)).toEqual(canonical(then));
      }),
      { numRuns: 200 },
    );
  });

  it('[HI6] holds beside what others write meanwhile: in other stages all of it, in the same one every letter', () => {
    fc.assert(
      fc.property(stream, ([numbers, before, after]) => {
        const random = randomOf(numbers);
        const mine = docOf(plan.seed(FIXTURE_FACTS)!);
        appendContent(page(mine, FIRST), [line('처음부터 있던 문단'), line('and another one')], ORIGIN);
        for (let step = 0; step < before; step++) editPlan(mine, random, step);
        const then = stateOf(mine);
        for (let step = 0; step < after; step++) editPlan(mine, random, 100 + step);
        const other = stateOf(mine);
        // A paragraph that was there then and is there now: somebody types in it.
        const kept = textsOf(then, FIRST).flatMap((was) =>
          textsOf(other, FIRST).filter((is) => sameItem(is, was)),
        );
        const typed = kept[random(Math.max(1, kept.length))];
        typed?.insert(random(typed.length + 1), '★');
        renameStage(other, SECOND, '남의 제목', ORIGIN);
        appendContent(page(other, SECOND), [line('남의 문단')], ORIGIN);
        const theirs = canonical(other);

        planHistory.restore(mine, then, { whole: false, record: FIRST }, ACT, ORIGIN);
        converge([mine, other]);
        const both = canonical(mine);
        expect(canonical(other)).toEqual(both);
        expect(both['stages']![SECOND]).toEqual(theirs['stages']![SECOND]);
        const words = fragmentText(page(mine, FIRST));
        if (typed !== undefined) expect(words).toContain('★');
        expect(words.replace('★', '')).toBe(fragmentText(page(then, FIRST)));
      }),
      { numRuns: 200 },
    );
  });

  it('[HI5] is one edit, undone in one step', () => {
    const doc = docOf(plan.seed(FIXTURE_FACTS)!);
    appendContent(page(doc, FIRST), [line('하나'), line('둘')], 'typing');
    const then = stateOf(doc);
    page(doc, FIRST).delete(0, 1);
    renameStage(doc, FIRST, '다른 이름', 'typing');
    const before = canonical(doc);
    const undo = new Y.UndoManager(doc.getMap('stages'), { trackedOrigins: new Set([ORIGIN]) });
    const updates = countUpdates(doc);
    planHistory.restore(doc, then, { whole: true }, ACT, ORIGIN);
    expect(updates.count).toBe(1);
    undo.undo();
    expect(canonical(doc)).toEqual(before);
  });

  it('[HI6] keeps a paragraph that took the place of another while somebody writes in it', () => {
    const mine = docOf(plan.seed(FIXTURE_FACTS)!);
    appendContent(page(mine, FIRST), [line('old words')], ORIGIN);
    const then = stateOf(mine);
    page(mine, FIRST).delete(0, 1);
    appendContent(page(mine, FIRST), [line('new words')], ORIGIN);
    const other = stateOf(mine);
    textsOf(other, FIRST)[0]!.insert(9, ' and mine');
    planHistory.restore(mine, then, { whole: true }, ACT, ORIGIN);
    converge([mine, other]);
    expect(fragmentText(page(mine, FIRST))).toBe('old words and mine');
    expect(planProblem(page(mine, FIRST))).toBeNull();
  });

  it('[HI6] prefers the paragraph that was there then to a copy of it: somebody may be writing in the first', () => {
    const mine = docOf(plan.seed(FIXTURE_FACTS)!);
    appendContent(page(mine, FIRST), [line('one'), line('two'), line('three')], ORIGIN);
    const then = stateOf(mine);
    textsOf(mine, FIRST)[0]!.insert(0, 'changed ');
    page(mine, FIRST).delete(1, 2);
    // More paragraphs say the same as then in this order than are the same ones.
    const copies = ['one', 'two', 'three'].map((text) => {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(text)]);
      return paragraph;
    });
    page(mine, FIRST).insert(0, copies);
    const other = stateOf(mine);
    textsOf(other, FIRST)[3]!.insert(0, '★');
    planHistory.restore(mine, then, { whole: false, record: FIRST }, ACT, ORIGIN);
    converge([mine, other]);
    expect(fragmentText(page(mine, FIRST))).toBe('★one\ntwo\nthree');
  });

  it('[HI7] leaves a stage that is newer than the version, and brings back one that is missing', () => {
    const doc = docOf(plan.seed(FIXTURE_FACTS)!);
    const then = stateOf(doc);
    then.getMap('stages').delete(SECOND);
    renameStage(doc, SECOND, '새것', ORIGIN);
    planHistory.restore(doc, then, { whole: true }, ACT, ORIGIN);
    expect(readStages(doc).stages.find(({ id }) => id === SECOND)?.title).toBe('새것');
    expect(planHistory.compare(doc, then).find(({ id }) => id === SECOND)?.what).toBe('same');

    const rebuilt = stateOf(then);
    appendContent(page(doc, SECOND), [line('무대')], ORIGIN);
    planHistory.restore(rebuilt, doc, { whole: true }, ACT, ORIGIN);
    expect(fragmentText(page(rebuilt, SECOND))).toBe('무대');
    expect(plan.check(rebuilt)).toEqual([]);
  });
});

describe('restoring a board', () => {
  const reads = (doc: Y.Doc): unknown =>
    readBoard(doc, STAGES).shots.map(({ createdAt: _, createdBy: __, ...shot }) => shot);

  it('[HI5] makes every shot what it was; [HI7] what is newer is marked deleted, what was deleted comes back', () => {
    fc.assert(
      fc.property(stream, ([numbers, before, after]) => {
        const random = randomOf(numbers);
        const doc = docOf(fixturesOf(board)['filled']!);
        for (let step = 0; step < before; step++) editBoard(doc, random, step);
        const then = stateOf(doc);
        for (let step = 0; step < after; step++) editBoard(doc, random, 100 + step);
        const ids = [...doc.getMap('shots').keys()].toSorted();
        const title = shotText(doc, ids[0]!, 'title');
        boardHistory.restore(doc, then, { whole: true }, ACT, ORIGIN);
        expect(reads(doc)).toEqual(reads(then));
        // Nothing is removed and nothing made anew.
        expect([...doc.getMap('shots').keys()].toSorted()).toEqual(ids);
        expect(shotText(doc, ids[0]!, 'title')).toBe(title);
        const updates = countUpdates(doc);
        boardHistory.restore(doc, then, { whole: true }, ACT, ORIGIN);
        expect(updates.count).toBe(0);
        expect(boardHistory.compare(doc, then).every(({ what }) => what === 'same')).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  it('[HI6] of one shot touches no other, and merges with typing in the same field', () => {
    const mine = docOf(fixturesOf(board)['filled']!);
    const [one, two] = readBoard(mine, STAGES).shots.map(({ id }) => id) as [string, string];
    setShotText(mine, one, 'action', '문을 연다 and waits for the coffee', ORIGIN);
    setShots(mine, [one], { size: 'CU', duration: 3 }, ORIGIN);
    const then = stateOf(mine);
    setShotText(mine, one, 'action', '문을 닫는다 and waits', ORIGIN);
    setShots(mine, [one, two], { size: 'EWS', duration: 9 }, ORIGIN);
    deleteShots(mine, [one], ACT, ORIGIN);
    moveShots(mine, [two], { stage: SECOND, before: null }, STAGES, ORIGIN);
    const other = stateOf(mine);
    shotText(other, one, 'action')!.insert(0, '천천히 ');
    setShotText(other, two, 'title', 'theirs', ORIGIN);
    const theirs = canonical(other)['shots']![two];

    boardHistory.restore(mine, then, { whole: false, record: one }, ACT, ORIGIN);
    converge([mine, other]);
    const shot = readBoard(mine, STAGES).shots.find(({ id }) => id === one)!;
    expect(shot).toMatchObject({ size: 'CU', duration: 3, deleted: null });
    expect(shot.action).toBe('천천히 문을 연다 and waits for the coffee');
    expect(canonical(mine)['shots']![two]).toEqual(theirs);
    other.getMap('takes');
    expect(canonical(other)).toEqual(canonical(mine));
  });

  it('[HI7] says who deleted what is newer, and when', () => {
    const doc = docOf(fixturesOf(board)['filled']!);
    const then = stateOf(doc);
    const id = addShot(
      doc,
      { stage: FIRST, before: null, by: 'me', at: 1, fields: { title: '새 샷' } },
      ORIGIN,
    );
    const late = stateOf(doc);
    boardHistory.restore(doc, then, { whole: true }, ACT, ORIGIN);
    // Somebody was writing in it: nothing of that is lost.
    setShotText(late, id, 'title', '새 샷, 더', ORIGIN);
    pull(doc, late);
    expect(readBoard(doc, STAGES).deleted.find((shot) => shot.id === id)).toMatchObject({
      title: '새 샷, 더',
      deleted: ACT,
    });
  });
});

function sameItem(a: Y.XmlText, b: Y.XmlText): boolean {
  return a._item!.id.client === b._item!.id.client && a._item!.id.clock === b._item!.id.clock;
}
