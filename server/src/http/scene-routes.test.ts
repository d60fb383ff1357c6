import { readBoard, SHOT_LIMITS } from '@clapper/documents';
import { api as schemas, newId, projectDocument, type ApiScene } from '@clapper/protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openApi, type TestApi } from './test-api.ts';
import { openTeam, type Team } from './test-team.ts';

let api: TestApi;
let team: Team;
let scenes: string;

beforeAll(async () => {
  api = await openApi({ ffmpeg: null });
  team = await openTeam(api);
  scenes = `/projects/${team.project}/scenes`;
});
afterAll(() => api.close());

async function list(): Promise<ApiScene[]> {
  const { status, body } = await team.call('viewer', 'GET', scenes);
  expect(status).toBe(200);
  return schemas.scenesSchema.parse(body).scenes;
}

async function scene(more: object = {}): Promise<ApiScene> {
  const { status, body } = await team.call('editor', 'POST', scenes, { title: '골목', ...more });
  expect(status).toBe(201);
  return schemas.sceneSchema.parse(body);
}

it('lists the board that a project begins with, in the order of its stages', async () => {
  expect((await team.call('editor', 'GET', scenes)).body.scenes).toHaveLength(12);
  const all = await list();
  expect(all.map(({ scene_number }) => scene_number)).toEqual(
    Array.from({ length: 12 }, (_, i) => `${i + 1}`),
  );
  expect(new Set(all.map(({ stage_id }) => stage_id)).size).toBe(4);
});

it('[GD9] makes a scene where it is wanted, as its maker’s own edit', async () => {
  const [first] = await list();
  const made = await scene({
    ...{
      stage_id: first!.stage_id,
      before: first!.id,
      description: '새벽의 골목',
      size: 'WS',
      duration: 2.5,
    },
  });
  expect(made).toMatchObject({
    ...{ scene_number: '1', title: '골목', description: '새벽의 골목', size: 'WS', duration: 2.5 },
    ...{ dialogue: '', angle: null, status: 'draft', created_by: team.people.editor.id },
  });
  expect((await team.call('viewer', 'GET', `${scenes}/${made.id}`)).body).toEqual(made);
  const { rows } = (await api.storage.documents.load(projectDocument(team.project, 'board')))!;
  expect(rows.at(-1)!.user).toBe(team.people.editor.id);
});

it('changes what is said of a scene and leaves the rest; moves it', async () => {
  const made = await scene({ dialogue: '어서 오세요' });
  const [first] = await list();
  const change = {
    title: '카페 앞',
    assignee_id: team.people.owner.id,
    stage_id: first!.stage_id,
    before: first!.id,
  };
  const changed = await team.call('owner', 'PUT', `${scenes}/${made.id}`, change);
  expect([changed.status, changed.body]).toEqual([
    200,
    {
      ...made,
      ...{ title: '카페 앞', assignee_id: team.people.owner.id },
      stage_id: first!.stage_id,
      scene_number: '1',
    },
  ]);
});

it('deletes a scene by marking it: its content stays in the document', async () => {
  const { id } = await scene();
  expect((await team.call('editor', 'DELETE', `${scenes}/${id}`)).status).toBe(204);
  expect((await team.call('editor', 'GET', `${scenes}/${id}`)).status).toBe(404);
  const board = await api.server.sync.read(projectDocument(team.project, 'board'), (doc) =>
    readBoard(doc, []),
  );
  expect(board.deleted.find((shot) => shot.id === id)).toMatchObject({ title: '골목' });
});

it('tells who only reads that they may not, and a stranger nothing', async () => {
  const { id } = await scene();
  const attempts = [
    ['POST', scenes],
    ['PUT', `${scenes}/${id}`],
    ['DELETE', `${scenes}/${id}`],
  ] as const;
  for (const [method, path] of attempts) {
    const statuses = await Promise.all(
      (['reviewer', 'viewer', 'stranger'] as const).map((who) =>
        team.call(who, method, path, { title: 'x' }),
      ),
    );
    expect([method, ...statuses.map(({ status }) => status)]).toEqual([method, 403, 403, 404]);
  }
  expect((await team.call('stranger', 'GET', `${scenes}/${id}`)).status).toBe(404);
});

it.each([
  ['a title too long', { title: 'x'.repeat(SHOT_LIMITS.title + 1) }, 'title'],
  ['a description too long', { description: 'x'.repeat(SHOT_LIMITS.action + 1) }, 'description'],
  ['a size there is not', { size: 'XXL' }, 'size'],
  ['a status there is not', { status: 'done' }, 'status'],
  ['a duration of more than a day', { duration: SHOT_LIMITS.duration + 1 }, 'duration'],
  ['a stage there is not', { stage_id: 'nowhere' }, 'stage_id'],
])('refuses %s, and nothing of it stays', async (_, body, field) => {
  const { id } = await scene();
  const before = await list();
  const made = await team.call('editor', 'POST', scenes, body);
  expect([made.status, made.body.error.details?.[0].field]).toEqual([422, field]);
  const changed = await team.call('editor', 'PUT', `${scenes}/${id}`, { notes: 'new', ...body });
  expect([changed.status, changed.body.error.details?.[0].field]).toEqual([422, field]);
  expect(await list()).toEqual(before);
});

it('answers for scenes that are nowhere', async () => {
  expect((await team.call('editor', 'PUT', `${scenes}/${newId()}`, {})).status).toBe(404);
});
