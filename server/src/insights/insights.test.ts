import { expect, it } from 'vitest';
import type { ActivityTally } from '../storage/storage.ts';
import { insightsOf } from './insights.ts';

const DATES = ['2026-11-20', '2026-11-21'];
const NOTHING: ActivityTally = { spans: [], targets: [], resolved: [] };
const shot = { targetType: 'shot', target: 's' } as const;
const thread = { targetType: 'thread', target: 't' } as const;

it('every day is there, also one on which nothing was done', () => {
  expect(insightsOf(NOTHING, DATES)).toEqual({
    days: DATES.map((date) => ({ date, edits: 0, comments: 0, resolved: 0, people: 0 })),
    people: [],
    resolved: [],
    reviewers: [0],
  });
});

it('counts who reviews by whole weeks from the end, each person once a week, and no one who only edits', () => {
  const dates = Array.from({ length: 16 }, (_, index) => `2026-11-${index + 1}`);
  const said = (span: number, user: string, type: 'approved' | 'commented' | 'edited') => ({
    ...{ span, user, type, count: 1 },
  });
  const spans = [
    // Two days that are no week.
    said(1, 'early', 'commented'),
    said(2, 'a', 'commented'),
    said(8, 'a', 'approved'),
    said(8, 'b', 'commented'),
    said(9, 'a', 'commented'),
    said(15, 'a', 'commented'),
    said(15, 'c', 'edited'),
  ];
  expect(insightsOf({ ...NOTHING, spans }, dates).reviewers).toEqual([2, 1]);
  expect(insightsOf({ ...NOTHING, spans: [said(1, 'a', 'approved')] }, DATES).reviewers).toEqual([1]);
});

it('counts edits, comments and what was resolved, and each person once a day, whatever they did', () => {
  const { days } = insightsOf(
    {
      ...NOTHING,
      spans: [
        { span: 0, user: 'a', type: 'edited', count: 14 },
        { span: 0, user: 'a', type: 'statusChanged', count: 1 },
        { span: 0, user: 'b', type: 'commented', count: 2 },
        { span: 0, user: 'b', type: 'replied', count: 3 },
        { span: 1, user: 'b', type: 'resolved', count: 1 },
        { span: 1, user: 'c', type: 'reacted', count: 9 },
      ],
    },
    DATES,
  );
  expect(days).toEqual([
    { date: DATES[0], edits: 15, comments: 5, resolved: 0, people: 2 },
    { date: DATES[1], edits: 0, comments: 0, resolved: 1, people: 2 },
  ]);
});

it('tells by person on how many days and to what, leaving out who came and went', () => {
  const { people } = insightsOf(
    {
      ...NOTHING,
      spans: [
        { span: 0, user: 'a', type: 'edited', count: 1 },
        { span: 0, user: 'a', type: 'moved', count: 1 },
        { span: 1, user: 'a', type: 'reacted', count: 1 },
      ],
      targets: [
        { user: 'a', userName: '하늘', type: 'edited', ...shot, count: 4 },
        { user: 'a', userName: '하늘', type: 'moved', ...shot, count: 1 },
        { user: 'a', userName: '하늘', type: 'replied', ...thread, count: 2 },
        { user: 'a', userName: '하늘', type: 'resolved', ...thread, count: 1 },
        { user: 'gone', userName: '', type: 'memberLeft', targetType: 'member', target: 'gone', count: 1 },
      ],
    },
    DATES,
  );
  expect(people).toEqual([
    {
      user: { id: 'a', name: '하늘' },
      active_days: 2,
      targets: [
        { type: 'shot', id: 's', edits: 5, comments: 0, resolved: 0 },
        { type: 'thread', id: 't', edits: 0, comments: 2, resolved: 1 },
      ],
    },
    { user: { id: 'gone', name: '' }, active_days: 0, targets: [] },
  ]);
});
