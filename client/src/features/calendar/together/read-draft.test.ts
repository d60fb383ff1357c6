import { expect, test } from 'vitest';
import { readDraft, readGhosts } from './read-draft.ts';

const when = {
  allDay: false,
  start: '2026-11-10T06:00',
  end: '2026-11-10T18:00',
  zone: 'Asia/Seoul',
} as const;
const draft = { doing: 'move', key: 'e', event: 'e', when, title: '촬영', type: 'shoot' } as const;

test('what somebody has in hand is read as it was said', () => {
  expect(readDraft(draft)).toEqual(draft);
  expect(readDraft({ ...draft, doing: 'create', key: null, event: null })).toMatchObject({ key: null });
});

test.each([
  ['nothing', null],
  ['a word', 'move'],
  ['a thing nobody does', { ...draft, doing: 'burn' }],
  ['no place', { ...draft, when: undefined }],
  ['a day there is not', { ...draft, when: { allDay: true, start: '2026-02-31', end: '2026-03-01' } }],
  ['a key that is none', { ...draft, key: 7 }],
  ['a key without end', { ...draft, event: 'e'.repeat(100_000) }],
])('of %s no ghost is made', (_what, said) => {
  expect(readDraft(said)).toBeNull();
});

test('a title is cut, and a type nobody knows is the plainest', () => {
  expect(readDraft({ ...draft, title: 'x'.repeat(5_000), type: 'riot' })).toMatchObject({
    title: 'x'.repeat(200),
    type: 'prep',
  });
  expect(readDraft({ ...draft, title: 7 })).toMatchObject({ title: '' });
});

test('ghosts are of others, one a tab, and of nobody who has no name', () => {
  const jun = { id: 'jun', name: 'Jun' };
  const states = [
    [1, { user: { id: 'me', name: 'Me' }, draft }],
    [2, { user: jun, draft }],
    [3, { user: jun, draft: null }],
    [4, { user: jun, draft: { ...draft, doing: 'edit' } }],
    [5, { user: { id: 'x' }, draft }],
    [6, { draft }],
  ] as const;
  expect(readGhosts(states, 'me')).toEqual([
    { id: '2', draft, person: jun },
    { id: '4', draft: { ...draft, doing: 'edit' }, person: jun },
  ]);
});
