import { addCut, addVideo } from '@clapper/documents/review';
import { TALK_LIMITS } from '@clapper/documents';
import { api as schemas, newId, projectDocument, type ApiThread } from '@clapper/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApi, type TestApi } from './test-api.ts';
import { openTeam, type Team } from './test-team.ts';

let api: TestApi;
let team: Team;
let places: Record<'project' | 'scene', string>;

beforeAll(async () => {
  api = await openApi({ ffmpeg: null });
  team = await openTeam(api);
  const made = await team.call('editor', 'POST', `/projects/${team.project}/scenes`, { title: '골목' });
  places = { project: `/projects/${team.project}/comments`, scene: `/scenes/${made.body.id}/comments` };
});
afterAll(() => api.close());

async function list(place: keyof typeof places): Promise<ApiThread[]> {
  return schemas.remarksSchema.parse((await team.call('viewer', 'GET', places[place])).body).comments;
}

describe.each(['project', 'scene'] as const)('comments at a %s', (place) => {
  async function said(content = '@editor 더 밝게요', more: object = {}): Promise<ApiThread> {
    const body = { content, mentions: [team.people.editor.id], ...more };
    const { status, body: made } = await team.call('reviewer', 'POST', places[place], body);
    expect(status).toBe(201);
    return schemas.remarkSchema.parse(made);
  }

  it('[GD9] are said, answered and listed where they were said, and nowhere else', async () => {
    const thread = await said();
    expect(thread).toMatchObject({
      ...{
        project_id: team.project,
        parent_id: null,
        content: '@editor 더 밝게요',
        is_edited: false,
        is_deleted: false,
      },
      user: { id: team.people.reviewer.id, name: 'reviewer' },
      mentions: [{ id: team.people.editor.id, name: 'editor' }],
    });
    const answer = await team.call('editor', 'POST', places[place], { content: '네', parent_id: thread.id });
    expect([answer.status, answer.body.parent_id]).toEqual([201, thread.id]);
    const further = { content: '고마워요', parent_id: answer.body.id };
    expect((await team.call('reviewer', 'POST', places[place], further)).body.parent_id).toBe(answer.body.id);
    const listed = (await list(place)).find(({ id }) => id === thread.id);
    expect(listed?.replies.map(({ content }) => content)).toEqual(['네', '고마워요']);
    const other = await list(place === 'project' ? 'scene' : 'project');
    expect(other.map(({ id }) => id)).not.toContain(thread.id);
  });

  it('are said differently by their author alone, and taken from sight by who moderates', async () => {
    const { id } = await said();
    const path = `/comments/${id}`;
    expect((await team.call('reviewer', 'PUT', path, { content: '더 어둡게요' })).status).toBe(204);
    const now = (await list(place)).find((thread) => thread.id === id);
    expect([now?.content, now?.is_edited]).toEqual(['더 어둡게요', true]);
    expect((await team.call('owner', 'PUT', path, { content: 'not mine' })).status).toBe(403);
    // Neither theirs nor theirs to moderate.
    expect((await team.call('editor', 'DELETE', path)).status).toBe(403);
    expect((await team.call('viewer', 'DELETE', path)).status).toBe(403);
    expect((await team.call('stranger', 'DELETE', path)).status).toBe(404);
    expect((await team.call('owner', 'DELETE', path)).status).toBe(204);
    expect((await list(place)).map((thread) => thread.id)).not.toContain(id);
    expect((await team.call('reviewer', 'PUT', path, { content: 'again' })).status).toBe(404);
  });

  it('keep their place under what others answered', async () => {
    const { id } = await said();
    await team.call('editor', 'POST', places[place], { content: '네', parent_id: id });
    expect((await team.call('reviewer', 'DELETE', `/comments/${id}`)).status).toBe(204);
    const left = (await list(place)).find((thread) => thread.id === id);
    expect([left?.content, left?.is_deleted, left?.replies.length]).toEqual(['', true, 1]);
  });

  it('take reactions, once each', async () => {
    const { id } = await said();
    const react = (method: string) =>
      team.call('editor', method, `/comments/${id}/reactions`, { emoji: '👍' });
    const reactions = async () => (await list(place)).find((thread) => thread.id === id)?.reactions;
    for (let twice = 0; twice < 2; twice++) expect((await react('POST')).status).toBe(204);
    expect(await reactions()).toEqual({ '👍': [team.people.editor.id] });
    for (let twice = 0; twice < 2; twice++) expect((await react('DELETE')).status).toBe(204);
    expect(await reactions()).toEqual({});
  });

  it('are refused to who may not, of whom nobody knows, and too long', async () => {
    const { id } = await said();
    const post = (who: 'reviewer' | 'viewer' | 'stranger', body: object) =>
      team.call(who, 'POST', places[place], { content: 'x', ...body });
    expect((await post('viewer', {})).status).toBe(403);
    expect((await post('stranger', {})).status).toBe(404);
    expect((await team.call('stranger', 'GET', places[place])).status).toBe(404);
    const refused = [
      [{ content: '' }, 'content'],
      [{ content: 'x'.repeat(TALK_LIMITS.thread + 1) }, 'content'],
      [{ content: 'x'.repeat(TALK_LIMITS.reply + 1), parent_id: id }, 'content'],
      [{ parent_id: newId() }, 'parent_id'],
    ] as const;
    for (const [body, field] of refused) {
      const answer = await post('reviewer', body);
      expect([answer.status, answer.body.error.details?.[0].field]).toEqual([422, field]);
    }
  });
});

it('a comment on a video is changed and deleted under the same address', async () => {
  const { sync } = api.server;
  const act = { by: team.people.owner.id, at: 1 };
  let video = '';
  await sync.write(projectDocument(team.project, 'media'), null, (doc) => {
    video = addVideo(doc, { title: '30초', ...act }, 'test');
  });
  const file = { hash: 'a'.repeat(64), name: 'v1.mp4', type: 'video/mp4', bytes: 9 };
  await sync.write(projectDocument(team.project, 'review', video), null, (doc) => {
    addCut(doc, { file, measured: null, ...act }, 'test');
  });
  const note = await team.call('reviewer', 'POST', '/feedbacks', {
    video_id: video,
    timestamp: 1,
    content: '로고',
  });
  const made = await team.call('editor', 'POST', '/comments', { feedback_id: note.body.id, content: '네' });
  const path = `/comments/${made.body.id}`;
  const comments = async () => (await team.call('viewer', 'GET', `/feedbacks/${note.body.id}`)).body.comments;
  expect((await team.call('editor', 'PUT', path, { content: '두 박자 늦출게요' })).status).toBe(204);
  expect((await comments())[0].content).toBe('두 박자 늦출게요');
  expect((await team.call('reviewer', 'PUT', path, { content: 'x' })).status).toBe(403);
  expect((await team.call('stranger', 'PUT', path, { content: 'x' })).status).toBe(404);
  expect((await team.call('owner', 'DELETE', path)).status).toBe(204);
  expect(await comments()).toEqual([]);
  // The note itself is feedback, and has its own address.
  expect((await team.call('reviewer', 'DELETE', `/comments/${note.body.id}`)).status).toBe(404);
});
