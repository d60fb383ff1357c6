import { readReview, addCut, addVideo } from '@clapper/documents/review';
import { api as schemas, FILE_LIMITS, newId, projectDocument, type ApiFeedback } from '@clapper/protocol';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openApi, type Answer, type Person, type TestApi } from './test-api.ts';

let api: TestApi;
let ana: Person;
let rae: Person;
let vic: Person;
let sam: Person;
let project: string;
let video: string;
let document: string;

beforeAll(async () => {
  api = await openApi();
  [ana, rae, vic, sam] = (await Promise.all(
    ['ana', 'rae', 'vic', 'sam'].map((name) => api.person(name)),
  )) as [Person, Person, Person, Person];
  const made = await api.call('POST', '/api/v1/projects', { token: ana.token, body: { name: '골목 커피' } });
  project = made.body.id;
  for (const [person, role] of [
    [rae, 'reviewer'],
    [vic, 'viewer'],
  ] as const) {
    const invite = await api.call('POST', `/api/v1/projects/${project}/invite`, {
      token: ana.token,
      body: { role },
    });
    await api.call('POST', '/api/v1/projects/join', {
      token: person.token,
      body: { invite_code: invite.body.invite_code },
    });
  }
  const { sync } = api.server;
  const act = { by: ana.id, at: 1 };
  await sync.write(projectDocument(project, 'media'), null, (doc) => {
    video = addVideo(doc, { title: '30초', ...act }, 'test');
  });
  document = projectDocument(project, 'review', video);
  const rate = { num: 24, den: 1 };
  const facts = { rate, frames: 2_400, startFrame: 0, dropFrame: false, durationSeconds: 100 };
  await sync.write(document, null, (doc) => {
    const file = { hash: 'a'.repeat(64), name: 'v1.mp4', type: 'video/mp4', bytes: 9 };
    const found = { ...facts, rotation: 0, audio: true, variable: false } as const;
    addCut(doc, { file, measured: { width: 640, height: 360, video: found }, ...act }, 'test');
  });
});
afterAll(() => api.close());

const call = (person: Person, method: string, path: string, body?: unknown): Promise<Answer> =>
  api.call(method, `/api/v1${path}`, { token: person.token, ...(body === undefined ? {} : { body }) });

async function feedback(person = rae, more: object = {}): Promise<ApiFeedback> {
  const body = { video_id: video, timestamp: 30, content: '로고가 빨라요', ...more };
  const { status, body: made } = await call(person, 'POST', '/feedbacks', body);
  expect(status).toBe(201);
  return schemas.feedbackSchema.parse(made);
}

it('[GD9] creates feedback at 0:30 with a rectangle, as its author’s own note', async () => {
  const shape = {
    type: 'rectangle',
    coordinates: [0.1, 0.2, 0.5, 0.6],
    style: { color: '#ff0000', width: 3 },
  };
  const made = await feedback(rae, { drawing_data: { shapes: [shape] }, priority: 'high', tags: ['로고'] });
  expect(made).toMatchObject({
    ...{ project_id: project, video_id: video, user: { id: rae.id, name: 'rae' }, timestamp: 30, frame: 720 },
    ...{ content: '로고가 빨라요', priority: 'high', status: 'open', tags: ['로고'], comments_count: 0 },
    drawing_data: { shapes: [shape] },
  });
  const { notes } = await api.server.sync.read(document, readReview);
  expect(notes.find(({ id }) => id === made.id)).toMatchObject({
    authorId: rae.id,
    shapes: [{ authorId: rae.id }],
  });
  const { rows } = (await api.storage.documents.load(document))!;
  expect(rows.at(-1)!.user).toBe(rae.id);
});

it('[GD9] takes the screenshot with it, as an address or bare, and the day by which it is to be seen to', async () => {
  const bytes = await sharp({ create: { width: 64, height: 36, channels: 3, background: 'red' } })
    .webp()
    .toBuffer();
  const said = bytes.toString('base64');
  for (const screenshot of [`data:image/webp;base64,${said}`, said]) {
    const made = await feedback(rae, { screenshot, due: '2026-11-30' });
    expect(made.due).toBe('2026-11-30');
    const { notes } = await api.server.sync.read(document, readReview);
    expect(notes.find(({ id }) => id === made.id)).toMatchObject({
      ...{ due: '2026-11-30', screenshot: { type: 'image/webp', width: 64, height: 36 } },
    });
    const read = await api.server.app.request(made.screenshot_url!, {
      headers: { authorization: `Bearer ${vic.token}` },
    });
    expect(Buffer.from(await read.arrayBuffer()).equals(bytes)).toBe(true);
    const later = await call(rae, 'PATCH', `/feedbacks/${made.id}`, { due: null });
    expect([later.status, later.body.due]).toEqual([200, null]);
  }
});

it('[FB1] [FB3] a screenshot that is no picture, or larger than one may attach, is refused with its note', async () => {
  const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500)]).toString('base64');
  const before = await api.server.sync.read(document, (doc) => readReview(doc).notes.length);
  for (const [screenshot, refused] of [
    [`data:image/png;base64,${program}`, [415, 'UNSUPPORTED_FILE']],
    [Buffer.alloc(FILE_LIMITS.attachment + 1).toString('base64'), [413, 'TOO_LARGE']],
    ['', [422, 'INVALID_FIELDS']],
  ] as const) {
    const body = { video_id: video, timestamp: 30, content: '로고', screenshot };
    const { status, body: said } = await call(rae, 'POST', '/feedbacks', body);
    expect([status, said.error.code]).toEqual(refused);
  }
  expect(await api.server.sync.read(document, (doc) => readReview(doc).notes.length)).toBe(before);
});

it('[GD9] is listed, read, changed and deleted by who may', async () => {
  const { id } = await feedback();
  const list = await call(vic, 'GET', `/feedbacks?project_id=${project}&video_id=${video}`);
  expect([list.status, list.body.map((one: ApiFeedback) => one.id)]).toEqual([
    200,
    expect.arrayContaining([id]),
  ]);
  expect(Number(list.headers.get('x-unresolved-count'))).toBe(list.body.length);
  expect((await call(vic, 'GET', `/feedbacks/${id}`)).body).toMatchObject({ id, status: 'open' });

  const solved = await call(ana, 'PATCH', `/feedbacks/${id}`, { status: 'resolved', priority: 'low' });
  expect([solved.status, solved.body.status, solved.body.priority]).toEqual([200, 'resolved', 'low']);
  expect((await call(ana, 'PATCH', `/feedbacks/${id}`, { content: 'not mine' })).status).toBe(403);
  expect((await call(vic, 'PATCH', `/feedbacks/${id}`, { status: 'open' })).status).toBe(403);
  // The guard's word: a reviewer sees to their own notes only.
  const others = await feedback(ana);
  expect((await call(rae, 'PATCH', `/feedbacks/${others.id}`, { status: 'closed' })).status).toBe(403);
  expect((await call(rae, 'PATCH', `/feedbacks/${id}`, { content: '조금 빨라요' })).body.content).toBe(
    '조금 빨라요',
  );

  expect((await call(vic, 'DELETE', `/feedbacks/${id}`)).status).toBe(403);
  expect((await call(rae, 'DELETE', `/feedbacks/${id}`)).status).toBe(204);
  expect((await call(rae, 'GET', `/feedbacks/${id}`)).status).toBe(404);
  const moderated = await feedback();
  expect((await call(ana, 'DELETE', `/feedbacks/${moderated.id}`)).status).toBe(204);
  expect((await call(rae, 'GET', `/feedbacks/${moderated.id}`)).status).toBe(404);
});

it('takes comments, replies to them, mentions and reactions', async () => {
  const { id } = await feedback();
  const first = await call(ana, 'POST', '/comments', {
    feedback_id: id,
    content: '@rae 두 박자 늦출게요',
    mentions: [rae.id],
  });
  expect(first).toMatchObject({
    status: 201,
    body: {
      feedback_id: id,
      parent_id: null,
      user: { name: 'ana' },
      mentions: [{ id: rae.id, name: 'rae' }],
    },
  });
  const second = { feedback_id: id, parent_id: first.body.id, content: '고마워요' };
  expect((await call(rae, 'POST', '/comments', second)).body.parent_id).toBe(first.body.id);
  const react = (method: string) =>
    call(rae, method, `/comments/${first.body.id}/reactions`, { emoji: '👍' });
  for (let twice = 0; twice < 2; twice++) expect((await react('POST')).status).toBe(204);
  const now = await call(vic, 'GET', `/feedbacks/${id}`);
  expect([now.body.comments_count, now.body.comments[0].reactions]).toEqual([2, { '👍': [rae.id] }]);
  for (let twice = 0; twice < 2; twice++) expect((await react('DELETE')).status).toBe(204);
  expect((await call(vic, 'GET', `/feedbacks/${id}`)).body.comments[0].reactions).toEqual({});
});

it.each([
  ['no words', { content: '' }, 'content'],
  ['5,001 characters', { content: 'x'.repeat(5_001) }, 'content'],
  ['a time after a day', { timestamp: 86_401 }, 'timestamp'],
  ['eleven tags', { tags: Array.from({ length: 11 }, (_, i) => `${i}`) }, 'tags'],
  ['a tag of 31 characters', { tags: ['x'.repeat(31)] }, 'tags'],
  ['a day that is none', { due: '2026-02-30' }, 'due'],
  ['a picture nobody uploaded', { screenshot: 'f'.repeat(64) }, 'screenshot'],
  [
    'a line 11 wide',
    {
      drawing_data: {
        shapes: [{ type: 'arrow', coordinates: [0, 0, 1, 1], style: { color: '#ff0000', width: 11 } }],
      },
    },
    'drawing_data',
  ],
])('refuses %s, and nothing of it stays', async (_, more, field) => {
  const before = await api.server.sync.read(document, (doc) => readReview(doc).notes.length);
  const body = { video_id: video, timestamp: 30, content: '로고', ...more };
  const answer = await call(rae, 'POST', '/feedbacks', body);
  expect([answer.status, answer.body.error.details?.[0].field]).toEqual([422, field]);
  expect(await api.server.sync.read(document, (doc) => readReview(doc).notes.length)).toBe(before);
});

it('tells a stranger nothing, and who only reads that they may not', async () => {
  const { id } = await feedback();
  const body = { video_id: video, timestamp: 1, content: 'x' };
  expect((await call(vic, 'POST', '/feedbacks', body)).status).toBe(403);
  const answers = await Promise.all([
    call(sam, 'POST', '/feedbacks', body),
    call(sam, 'GET', `/feedbacks?project_id=${project}`),
    call(sam, 'GET', `/feedbacks/${id}`),
    call(sam, 'POST', '/comments', { feedback_id: id, content: 'x' }),
    call(rae, 'GET', `/feedbacks/${newId()}`),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
  expect((await api.call('GET', `/api/v1/feedbacks/${id}`)).status).toBe(401);
});
