import type { Shot, Stage, Thread } from '@clapper/documents';
import type { Video, VideoNote } from '@clapper/documents/review';
import { expect, test } from 'vitest';
import { waitingFor, type Production } from './waiting.ts';

const ME = 'me';
const stage = (id: string, status: Stage['status']): Stage => ({
  id,
  order: 'a0',
  number: 1,
  title: id,
  label: '',
  status,
});
const shot = (id: string, assignee: string | null, status: Shot['status']) =>
  ({ id, number: id, assignee, status }) as Shot;
const note = (authorId: string, mentioned: string[] = []) => ({
  authorId,
  mentions: mentioned.map((user) => ({ user, name: user })),
  deleted: null,
  hidden: null,
});
const thread = (opened: object, replies: object[] = []) =>
  ({
    id: 't',
    anchor: { type: 'project' },
    resolved: null,
    assignee: null,
    ...opened,
    replies,
  }) as unknown as Thread;
const production = (part: Partial<Production>): Production => ({
  me: ME,
  role: 'editor',
  mayTalk: true,
  mayEdit: true,
  stages: [],
  shots: [],
  events: [],
  talk: { threads: [], approvals: [] },
  conflicts: [],
  reviews: [],
  requests: [],
  ...part,
});
const types = (part: Partial<Production>) => waitingFor(production(part)).map(({ type }) => type);
const mark = { by: 'x', at: 1 };

test('a stage in review waits until I said what I think of it, whatever that is', () => {
  const stages = [stage('a', 'draft'), stage('b', 'review'), stage('c', 'approved')];
  expect(waitingFor(production({ stages }))).toEqual([{ type: 'approve', stage: stages[1] }]);
  const said = (user: string) => ({ stage: 'b', user, verdict: 'changes' as const, at: 1 });
  expect(types({ stages, talk: { threads: [], approvals: [said('other')] } })).toEqual(['approve']);
  expect(types({ stages, talk: { threads: [], approvals: [said(ME)] } })).toEqual([]);
});

test('what was asked about a shot or an event that is deleted waits for nobody until it is back', () => {
  const asked = (anchor: object) => ({
    talk: { threads: [thread({ anchor, ...note('ann', [ME]) })], approvals: [] },
  });
  const onShot = asked({ type: 'shot', shot: 's' });
  expect(types(onShot)).toEqual([]);
  expect(types({ ...onShot, shots: [shot('s', null, 'draft')] })).toEqual(['asked']);
  const onEvent = asked({ type: 'event', event: 'e' });
  expect(types(onEvent)).toEqual([]);
  expect(types({ ...onEvent, events: [{ id: 'later', series: 'e' }] })).toEqual(['asked']);
});

test('who wrote to me waits until I answer, and again when they ask again', () => {
  const asked = (replies: object[]) =>
    waitingFor(production({ talk: { threads: [thread(note('ann', [ME]), replies)], approvals: [] } }));
  expect(asked([])).toMatchObject([{ type: 'asked', by: 'ann' }]);
  expect(asked([note('bob')])).toMatchObject([{ type: 'asked', by: 'ann' }]);
  expect(asked([note(ME)])).toEqual([]);
  expect(asked([note(ME), note('bob', [ME])])).toMatchObject([{ type: 'asked', by: 'bob' }]);
});

test('what I wrote to myself, what is done, deleted or out of sight waits for nobody', () => {
  const of = (one: Thread) => types({ talk: { threads: [one], approvals: [] } });
  expect(of(thread(note(ME, [ME])))).toEqual([]);
  expect(of(thread({ ...note('ann', [ME]), resolved: mark }))).toEqual([]);
  expect(of(thread({ ...note('ann', [ME]), deleted: mark }))).toEqual([]);
  expect(of(thread({ ...note('ann', [ME]), hidden: mark }))).toEqual([]);
  expect(of(thread(note('ann'), [{ ...note('bob', [ME]), hidden: mark }]))).toEqual([]);
});

test('a thread that is mine to see to waits for my answer', () => {
  const mine = { ...note('ann'), assignee: ME };
  const of = (one: Thread) => types({ talk: { threads: [one], approvals: [] } });
  expect(of(thread(mine))).toEqual(['asked']);
  expect(of(thread(mine, [note(ME)]))).toEqual([]);
});

const video = { id: 'v', title: '골목 커피' } as Video;
const videoNote = (authorId: string, part: object, replies: object[] = []) =>
  ({
    id: 'n',
    ...{ ...note(authorId), authorName: `${authorId} then`, status: 'open', assignee: null, replies },
    ...part,
  }) as unknown as VideoNote;
const onVideo = (...notes: VideoNote[]) => waitingFor(production({ reviews: [{ video, notes, cuts: [] }] }));
const toMe = { mentions: [{ user: ME, name: ME }] };

test('who wrote to me in a note on a video waits until I answer or it is done, a guest too', () => {
  const asked = videoNote('guest', toMe);
  expect(onVideo(asked)).toEqual([
    { type: 'askedOnVideo', video, note: asked, by: { id: 'guest', name: 'guest then' } },
  ]);
  expect(onVideo(videoNote('ann', toMe, [note(ME)]))).toEqual([]);
  expect(onVideo(videoNote('ann', { ...toMe, status: 'resolved' }))).toEqual([]);
  expect(onVideo(videoNote('ann', { ...toMe, hidden: mark }))).toEqual([]);
  expect(onVideo(videoNote('ann', {}))).toEqual([]);
});

test('notes on a video that I was given wait in one line until they are done, whoever wrote them last', () => {
  const given = [
    videoNote('ann', { ...toMe, assignee: ME }, [note(ME)]),
    videoNote(ME, { assignee: ME, status: 'in_progress' }),
  ];
  const others = [
    videoNote('ann', { assignee: ME, status: 'closed' }),
    videoNote('ann', { assignee: ME, deleted: mark }),
    videoNote('ann', { assignee: 'bob' }),
  ];
  expect(onVideo(...given, ...others)).toEqual([{ type: 'notesGiven', video, notes: given }]);
});

test('shots of mine that shall change, and shots that nobody has, each in one line', () => {
  const shots = [
    shot('1', ME, 'changes'),
    shot('2', ME, 'draft'),
    shot('3', null, 'draft'),
    shot('4', null, 'approved'),
    shot('5', 'ann', 'changes'),
    shot('6', null, 'review'),
  ];
  expect(waitingFor(production({ shots }))).toEqual([
    { type: 'changes', shots: [shots[0]] },
    { type: 'unassigned', shots: [shots[2], shots[5]] },
  ]);
  // A new board is empty frames, and where nobody gives shots out nothing is missing.
  expect(types({ shots: [shot('1', null, 'draft'), shot('2', null, 'review')] })).toEqual([]);
});

test('who asks for another role waits for those who may give it', () => {
  const user = { id: 'vic', name: 'Vic' };
  const requests = [{ user, role: 'editor', requested_at: '2026-11-22T00:00:00.000Z' }] as const;
  const of = (role: Production['role']) => types({ role, requests });
  expect([of('owner'), of('admin')]).toEqual([['request'], ['request']]);
  expect([of('editor'), of('viewer'), of(null)]).toEqual([[], [], []]);
});

test('nothing waits for somebody who may not do it', () => {
  const everything: Partial<Production> = {
    stages: [stage('b', 'review')],
    shots: [shot('3', null, 'draft'), shot('4', 'ann', 'draft')],
    talk: { threads: [thread(note('ann', [ME]))], approvals: [] },
    conflicts: [{ event: { id: 'e', title: '' }, date: null, choices: [] } as never],
    reviews: [{ video, notes: [videoNote('ann', { assignee: ME })], cuts: [] }],
  };
  expect(types(everything)).toEqual(['approve', 'asked', 'notesGiven', 'conflict', 'unassigned']);
  expect(types({ ...everything, mayEdit: false })).toEqual(['approve', 'asked', 'notesGiven']);
  expect(types({ ...everything, mayEdit: false, mayTalk: false })).toEqual([]);
});
