import type { Stage } from '@clapper/documents';
import type { ApiInsights } from '@clapper/protocol';
import { expect, test } from 'vitest';
import { figuresOf, type Places } from './figures.ts';

const stage = (id: string): Stage => ({ id, order: id, number: 1, title: id, label: '', status: 'draft' });
const [first, second] = [stage('a'), stage('b')];
const PLACES: Places = {
  stages: [first, second],
  shots: [
    { id: 's', place: { stage: 'b', order: 'a' } },
    { id: 'lost', place: { stage: 'gone', order: 'a' } },
  ],
  threads: [
    { id: 'onStage', anchor: { type: 'stage', stage: 'a' } },
    { id: 'onShot', anchor: { type: 'shot', shot: 's' } },
    { id: 'onEvent', anchor: { type: 'event', event: 'e' } },
  ],
};
const NOTHING: ApiInsights = {
  time_zone: 'UTC',
  from: '2026-11-20',
  to: '2026-11-21',
  days: [],
  people: [],
  resolved: [],
  reviewers: [0],
  guests: { came: 0, joined: 0 },
};
const target = (type: string, id: string, edits: number, comments = 0, resolved = 0) => ({
  type,
  id,
  edits,
  comments,
  resolved,
});
const person = (id: string, active_days: number, ...targets: ReturnType<typeof target>[]) => ({
  user: { id, name: id },
  active_days,
  targets,
});
const resolvedAfter = (thread: string, seconds: number) => ({
  thread,
  opened_at: '2026-11-20T00:00:00.000Z',
  resolved_at: new Date(Date.UTC(2026, 10, 20) + seconds * 1000).toISOString(),
});

test('everything belongs to the stage it stands in now; what stands in none is told apart', () => {
  const { stages } = figuresOf(
    {
      ...NOTHING,
      people: [
        person('ann', 1, target('stage', 'a', 2), target('shot', 's', 3), target('thread', 'onShot', 0, 4)),
        person('bob', 1, target('thread', 'onStage', 0, 1, 1), target('shot', 'lost', 7)),
        person(
          'cleo',
          1,
          target('event', 'e', 1),
          target('thread', 'onEvent', 0, 1),
          target('thread', 'unknown', 0, 1),
        ),
      ],
    },
    PLACES,
  );
  expect(stages).toEqual([
    { stage: first, edits: 2, comments: 1, resolved: 1, medianMs: null },
    { stage: second, edits: 3, comments: 4, resolved: 0, medianMs: null },
    { stage: null, edits: 8, comments: 2, resolved: 0, medianMs: null },
  ]);
});

test('every stage is there, also one in which nothing was done; nothing else is', () => {
  expect(figuresOf(NOTHING, PLACES).stages.map((one) => one.stage)).toEqual([first, second]);
});

test('people who did most come first, with the days they were there', () => {
  const { people, whole } = figuresOf(
    {
      ...NOTHING,
      people: [person('bob', 2), person('looks', 3), person('ann', 1, target('shot', 's', 1, 1))],
    },
    PLACES,
  );
  expect(people.map(({ id, activeDays, edits }) => [id, activeDays, edits])).toEqual([
    ['ann', 1, 1],
    ['looks', 3, 0],
    ['bob', 2, 0],
  ]);
  expect(whole.people).toBe(3);
});

test('half of the threads were resolved sooner than the median', () => {
  const median = (...seconds: number[]) =>
    figuresOf({ ...NOTHING, resolved: seconds.map((one) => resolvedAfter('onStage', one)) }, PLACES);
  expect(median().whole.medianMs).toBeNull();
  expect(median(5, 1, 9_999).whole.medianMs).toBe(5_000);
  expect(median(4, 2).whole.medianMs).toBe(3_000);
  expect(median(4, 2).stages.map(({ medianMs }) => medianMs)).toEqual([3_000, null]);
  // The server's clock was set back meanwhile.
  expect(median(-3).whole.medianMs).toBe(0);
});
