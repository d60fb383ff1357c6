import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { readBoard, SHOT_LIMITS, SHOT_TEXTS } from '../board/index.ts';
import { countUpdates, docOf } from '../conformance.ts';
import { FIXTURE_FACTS, FIXTURE_PERSON } from '../fixture-facts.ts';
import { appendContent, fragmentText, planProblem, readStages, stageContent } from '../plan/index.ts';
import { KINDS } from '../registry.ts';
import { demoProject, fillDemo } from './index.ts';

const who = { ...FIXTURE_PERSON, origin: 'test' };

function fresh(language: 'ko' | 'en'): { plan: Y.Doc; board: Y.Doc } {
  const facts = { ...FIXTURE_FACTS, language };
  return { plan: docOf(KINDS.plan.seed(facts)!), board: docOf(KINDS.board.seed(facts)!) };
}

it.each(['ko', 'en'] as const)('fills twelve shots of 30.0 s and four pages, in order (%s)', (language) => {
  const { plan, board } = fresh(language);
  fillDemo(plan, board, { language, ...who });
  const { stages } = readStages(plan);
  const { shots } = readBoard(board, stages);
  expect([...KINDS.plan.check(plan), ...KINDS.board.check(board)]).toEqual([]);
  expect(shots.reduce((sum, shot) => sum + (shot.duration ?? 0), 0)).toBe(30);
  expect(stages.map(({ id }) => shots.filter((shot) => shot.place.stage === id).length)).toEqual([
    3, 3, 3, 3,
  ]);
  for (const shot of shots) {
    expect([shot.title, shot.action, shot.size, shot.angle, shot.movement, shot.lens]).not.toContain('');
    for (const field of SHOT_TEXTS) expect(shot[field].length).toBeLessThanOrEqual(SHOT_LIMITS[field]);
  }
  for (const { id } of stages) {
    const content = stageContent(plan, id)!;
    expect(planProblem(content)).toBeNull();
    expect(fragmentText(content).length).toBeGreaterThan(150);
  }
});

it('is one update per document, and a second click changes nothing', () => {
  const { plan, board } = fresh('ko');
  const updates = [countUpdates(plan), countUpdates(board)];
  fillDemo(plan, board, { language: 'ko', ...who });
  expect(updates).toEqual([{ count: 1 }, { count: 1 }]);
  fillDemo(plan, board, { language: 'en', ...who });
  expect(updates).toEqual([{ count: 1 }, { count: 1 }]);
});

it('leaves what somebody has written, and makes the shots that are missing', () => {
  const { plan, board } = fresh('ko');
  const [first] = readStages(plan).stages;
  appendContent(
    stageContent(plan, first!.id)!,
    [{ type: 'paragraph', content: [{ type: 'text', text: 'mine' }] }],
    'test',
  );
  const empty = new Y.Doc();
  fillDemo(plan, empty, { language: 'ko', ...who });
  expect(fragmentText(stageContent(plan, first!.id)!)).toBe('mine');
  expect(readBoard(empty, readStages(plan).stages).shots.map(({ title }) => title)).toEqual([
    '골목의 새벽',
    '셔터',
    '원두',
    '물줄기',
    '주인의 옆얼굴',
    '창가의 잔',
    '비가 온다',
    '처마 아래',
    '건네는 손',
    '두 손, 한 잔',
    '비 갠 골목',
    '간판',
  ]);
  fillDemo(plan, board, { language: 'ko', ...who });
  expect(readBoard(board, readStages(plan).stages).shots).toHaveLength(12);
});

it('has a name and a description in both languages', () => {
  expect([demoProject('ko').name, demoProject('en').name]).toEqual([
    '서울 골목 커피 30초',
    'Seoul Alley Coffee, 30 seconds',
  ]);
  expect(demoProject('ko').description).not.toBe(demoProject('en').description);
});
