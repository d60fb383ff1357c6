import {
  addShot,
  addThread,
  readBoard,
  readInbox,
  readStages,
  type DomainEvent,
  type InboxItem,
} from '@clapper/documents';
import { addCut, addNote, addVideo } from '@clapper/documents/review';
import { newId, projectDocument, userDocument } from '@clapper/protocol';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Happened, Notify } from '../activity/happened.ts';
import { openApi, type TestApi } from '../http/test-api.ts';
import { givenMember, givenProject, givenUser } from '../storage/conformance/given.ts';
import type { User } from '../storage/storage.ts';
import type { Notice } from './delivery.ts';
import { createNotifier } from './notifier.ts';
import { createProjectFacts } from './project-facts.ts';

let api: TestApi;
let owner: User;
let rae: User;
let outsider: User;
let project: string;
let thread: string;
let notify: Notify;
let notices: Notice[];

beforeAll(async () => {
  api = await openApi();
  const { storage } = api;
  owner = await givenUser(storage, { nickname: 'owner' });
  outsider = await givenUser(storage);
  const row = await givenProject(storage, owner.id, { template: 'four-acts' });
  project = row.id;
  rae = await givenMember(storage, row, 'reviewer');
  const { sync } = api.server;
  await sync.write(projectDocument(project, 'talk'), null, (doc) => {
    const note = { anchor: { type: 'project' } as const, words: '첫 장면이 길어요', by: rae.id, at: 1_000 };
    thread = addThread(doc, note, 'test');
  });
  notify = createNotifier({
    storage,
    facts: createProjectFacts({
      projects: storage.projects,
      read: (document, read) => sync.read(document, read),
      people: (document) => sync.people(document),
    }),
    delivery: { tell: async (all) => void notices.push(...all) },
    changed: () => {},
  });
});
beforeEach(() => (notices = []));
afterAll(() => api.close());

const reply = (mentions: string[] = [], note = newId()): DomainEvent => ({
  ...{ type: 'replied', deviceAt: null, more: 0 },
  target: { type: 'thread', id: thread, name: '' },
  detail: { note, to: null, mentions },
});
const happened = (event: DomainEvent, rest: Partial<Happened> = {}): Happened => {
  return { id: newId(), event, actor: owner.id, at: Date.now(), count: 1, ...rest };
};
async function inboxOf(person: User): Promise<InboxItem[]> {
  const home = userDocument(person.id, 'home');
  await api.server.sync.refresh(home);
  return api.server.sync.read(home, readInbox);
}

it('[NT4] tells a person once of what is told twice, and counts up a burst', async () => {
  const first = happened(reply());
  await notify.tell(project, [first]);
  await notify.tell(project, [first]);
  const again = { ...first, at: first.at + 5, count: 3 };
  await notify.tell(project, [again]);
  const [newest, ...rest] = await inboxOf(rae);
  expect(newest).toEqual({
    id: first.id,
    project,
    type: 'reply',
    by: { id: owner.id, name: 'owner' },
    count: 3,
    place: { type: 'project', id: null },
    thread,
    picture: false,
    label: '',
    detail: '',
    at: first.at + 5,
    cancelled: null,
    state: 'unread',
  });
  expect(rest.filter(({ id }) => id === first.id)).toEqual([]);
  expect(notices.map(({ id, user, type, count, link }) => ({ id, user, type, count, link }))).toEqual(
    [1, 1, 3].map((count) => ({
      ...{ id: first.id, user: rae.id, type: 'reply', count },
      link: `/p/${project}/overview?thread=${thread}`,
    })),
  );
});

it('[NT4] goes on saying that somebody was named when the burst goes on without', async () => {
  const first = happened(reply([rae.id]));
  await notify.tell(project, [first]);
  await notify.tell(project, [{ ...first, event: reply(), count: 2, at: first.at + 1 }]);
  expect((await inboxOf(rae)).find(({ id }) => id === first.id)).toMatchObject({ type: 'mention', count: 2 });
});

it('tells of a shot by its number, and of what hangs on a picture of it that it does', async () => {
  const { sync } = api.server;
  const act = { by: rae.id, at: 1_000 };
  let [shot, onShot, onPicture] = ['', '', ''];
  const stages = await sync.read(projectDocument(project, 'plan'), (doc) => readStages(doc).stages);
  await sync.write(projectDocument(project, 'board'), null, (doc) => {
    const place = { stage: stages[0]!.id, before: null };
    shot = addShot(doc, { ...place, fields: { title: '물줄기' }, ...act }, 'test');
  });
  await sync.write(projectDocument(project, 'talk'), null, (doc) => {
    onShot = addThread(doc, { anchor: { type: 'shot', shot }, words: 'Longer', ...act }, 'test');
    const image = { type: 'image', shot, image: 'take', point: { x: 0.5, y: 0.5 } } as const;
    onPicture = addThread(doc, { anchor: image, words: 'Darker', ...act }, 'test');
  });
  const told = [onShot, onPicture].map((id) =>
    happened({
      ...{ type: 'resolved', deviceAt: null, more: 0, detail: {} },
      target: { type: 'thread', id, name: '' },
    }),
  );
  await notify.tell(project, told);
  const inbox = await inboxOf(rae);
  const place = { type: 'shot', id: shot };
  const number = await sync.read(
    projectDocument(project, 'board'),
    (doc) => readBoard(doc, stages).shots.find(({ id }) => id === shot)!.number,
  );
  for (const [index, picture] of [false, true].entries())
    expect(inbox.find(({ id }) => id === told[index]!.id)).toMatchObject({
      ...{ place, picture, label: `#${number} 물줄기` },
    });
  expect(notices.filter(({ picture }) => picture).map(({ id }) => id)).toEqual([told[1]!.id]);
});

it('tells of a video whoever said something of it, and leads to the note in its review', async () => {
  const { sync } = api.server;
  let [video, note, cut] = ['', '', ''];
  const act = { by: owner.id, at: 1_000 };
  await sync.write(projectDocument(project, 'media'), null, (doc) => {
    video = addVideo(doc, { title: '골목 커피', ...act }, 'test');
  });
  await sync.write(projectDocument(project, 'review', video), null, (doc) => {
    const file = { hash: 'a'.repeat(64), name: 'v1.mp4', type: 'video/mp4', bytes: 1 };
    cut = addCut(doc, { file, ...act }, 'test');
    const said = { cut, place: { frame: 0, endFrame: null, time: 0 }, words: '로고가 빨라요' };
    note = addNote(doc, { ...said, by: rae.id, name: 'rae', at: 1_000 }, 'test');
  });
  const base = { deviceAt: null, more: 0 };
  const brought = happened({
    ...{ type: 'cutAdded', ...base, detail: { cut } },
    target: { type: 'video', id: video, name: '' },
  });
  const resolved = happened({
    ...{ type: 'resolved', ...base, detail: {} },
    target: { type: 'thread', id: note, name: '', video },
  });
  await notify.tell(project, [brought, resolved]);
  const inbox = await inboxOf(rae);
  expect(inbox.find(({ id }) => id === brought.id)).toMatchObject({
    ...{ type: 'newCut', place: { type: 'video', id: video }, thread: null, label: '골목 커피' },
  });
  expect(inbox.find(({ id }) => id === resolved.id)).toMatchObject({
    ...{ type: 'resolved', place: { type: 'video', id: video }, thread: note, label: '골목 커피' },
  });
  expect(notices.map(({ link }) => link).toSorted()).toEqual([
    `/p/${project}/review/${video}`,
    `/p/${project}/review/${video}?note=${note}`,
  ]);
});

it('[NT1] tells nobody outside the project, though they are named', async () => {
  await notify.tell(project, [happened(reply([outsider.id, newId()]))]);
  expect(await inboxOf(outsider)).toEqual([]);
  expect(notices.map(({ user }) => user)).toEqual([rae.id]);
});

it('[NT3] takes an unread mention out of the inbox with the name, and never brings it back', async () => {
  const note = newId();
  const named = happened(reply([rae.id], note), { at: 1_000 });
  const unnamed = happened(
    {
      ...{ type: 'mentionsChanged', deviceAt: null, more: 0 },
      target: { type: 'thread', id: thread, name: '' },
      detail: { note, added: [], removed: [rae.id] },
    },
    { at: 2_000 },
  );
  await notify.tell(project, [named]);
  expect((await inboxOf(rae)).map(({ id }) => id)).toContain(named.id);
  await notify.tell(project, [unnamed]);
  notices = [];
  await notify.tell(project, [named]);
  expect((await inboxOf(rae)).map(({ id }) => id)).not.toContain(named.id);
  expect(notices).toEqual([]);
});

it('has nobody to tell in a project that is gone', async () => {
  await expect(notify.tell(newId(), [happened(reply())])).resolves.toBeUndefined();
});
