import { describe, expect, test } from 'vitest';
import { progressOf, type Work } from './progress.ts';

const stage = (id: string, status: Work['stages'][number]['status'], written = true) => ({
  id,
  status,
  written,
});
const shot = (id: string, stageId: string, status: Work['shots'][number]['status']) => ({
  id,
  place: { stage: stageId, order: 'a0' },
  status,
});
const open = (anchor: Work['threads'][number]['anchor']) => ({
  anchor,
  resolved: null,
  deleted: null,
  hidden: null,
});
const mark = { by: 'x', at: 1 };
const NOTHING: Work = { stages: [], shots: [], threads: [], openNotes: 0 };

describe('how far a project is', () => {
  test('a project without stages is not begun', () => {
    expect(progressOf(NOTHING)).toEqual({ whole: 0, stages: new Map() });
  });

  test('a stage goes from empty over written and in review to approved', () => {
    const at = (status: 'draft' | 'review' | 'approved', written = true) =>
      progressOf({ ...NOTHING, stages: [stage('a', status, written)] }).stages.get('a');
    expect(at('draft', false)).toBe(0);
    expect(at('draft')).toBeCloseTo(1 / 3);
    expect(at('review')).toBeCloseTo(2 / 3);
    expect(at('approved')).toBe(1);
  });

  test('its shots count with it, and only with it', () => {
    const { stages, whole } = progressOf({
      ...NOTHING,
      stages: [stage('a', 'approved'), stage('b', 'approved')],
      shots: [shot('1', 'a', 'draft'), shot('2', 'a', 'approved')],
    });
    expect(stages.get('a')).toBeCloseTo((3 + 1 / 3 + 1) / 5);
    expect(stages.get('b')).toBe(1);
    expect(whole).toBeCloseTo((6 + 1 / 3 + 1) / 8);
  });

  test('an open thread on a stage, its words or one of its shots is work left; nothing is finished with it', () => {
    const work = { stages: [stage('a', 'approved')], shots: [shot('1', 'a', 'approved')] };
    const position = {} as never;
    for (const anchor of [
      { type: 'stage', stage: 'a' },
      { type: 'text', stage: 'a', from: position, to: position, quote: 'x' },
      { type: 'shot', shot: '1' },
    ] as const) {
      const { stages, whole } = progressOf({ ...NOTHING, ...work, threads: [open(anchor)] });
      expect(stages.get('a')).toBeCloseTo(4 / 5);
      expect(whole).toBeCloseTo(4 / 5);
    }
  });

  test('one about the project or an event holds back the whole, no stage', () => {
    const { stages, whole } = progressOf({
      ...NOTHING,
      stages: [stage('a', 'approved')],
      threads: [open({ type: 'project' }), open({ type: 'event', event: 'e' })],
    });
    expect(stages.get('a')).toBe(1);
    expect(whole).toBeCloseTo(3 / 5);
  });

  test('an open note on a video holds back the whole, no stage', () => {
    const { stages, whole } = progressOf({ ...NOTHING, stages: [stage('a', 'approved')], openNotes: 2 });
    expect(stages.get('a')).toBe(1);
    expect(whole).toBeCloseTo(3 / 5);
  });

  test('what is resolved, deleted or out of sight holds nothing back', () => {
    const thread = open({ type: 'stage', stage: 'a' });
    const threads = [
      { ...thread, resolved: mark },
      { ...thread, deleted: mark },
      { ...thread, hidden: mark },
    ];
    expect(progressOf({ ...NOTHING, stages: [stage('a', 'approved')], threads }).whole).toBe(1);
  });

  test('a shot of a stage that is not here counts for the whole', () => {
    const { whole } = progressOf({
      ...NOTHING,
      stages: [stage('a', 'approved')],
      shots: [shot('1', 'gone', 'approved')],
    });
    expect(whole).toBe(1);
  });
});
