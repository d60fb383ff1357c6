import { DRAWING_LIMITS, TAKE_NOTE_LENGTH } from '@clapper/documents';
import { api as schemas, FILE_LIMITS, newId, type ApiAnnotation, type ApiImage } from '@clapper/protocol';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApi, type TestApi } from './test-api.ts';
import { openTeam, type Team, type TeamName } from './test-team.ts';

let api: TestApi;
let team: Team;
let scene: string;

beforeAll(async () => {
  api = await openApi({ ffmpeg: null });
  team = await openTeam(api);
  scene = (await team.call('editor', 'POST', `/projects/${team.project}/scenes`, { title: '골목' })).body.id;
});
afterAll(() => api.close());

let shade = 0;
/** A picture like no other. */
async function picture(): Promise<File> {
  const background = { r: ++shade % 256, g: (shade * 7) % 256, b: 90 };
  const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background } })
    .png()
    .toBuffer();
  return new File([new Uint8Array(bytes)], '콘티.png', { type: 'image/png' });
}

async function send(who: TeamName, file: File, fields: Record<string, string> = { type: 'art' }) {
  const form = new FormData();
  form.set('image', file);
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  // As bytes: where nobody reads a form to its end, Node's own reading of it rejects, and nobody can catch that.
  const written = new Response(form);
  const headers = {
    authorization: `Bearer ${team.people[who].token}`,
    'content-type': written.headers.get('content-type') ?? '',
  };
  const response = await api.server.app.request(
    `/api/v1/scenes/${scene}/images`,
    { method: 'POST', headers, body: await written.arrayBuffer() },
    { incoming: { socket: { remoteAddress: '192.0.2.9' } } } as never,
  );
  return { status: response.status, body: (await response.json()) as ApiImage & { error: { code: string } } };
}

async function image(fields?: Record<string, string>): Promise<ApiImage> {
  const { status, body } = await send('editor', await picture(), fields);
  expect(status).toBe(201);
  return schemas.imageSchema.parse(body);
}

const images = async (): Promise<ApiImage[]> =>
  schemas.imagesSchema.parse((await team.call('viewer', 'GET', `/scenes/${scene}/images`)).body).images;

describe('images of a scene', () => {
  it('stand on top of one another, each with its number; the newest is shown', async () => {
    const first = await image({ type: 'lineart' });
    const second = await image({ type: 'lineart', change_description: '구도를 바꿈' });
    expect(second).toMatchObject({
      ...{ scene_id: scene, type: 'lineart', version_number: 2, is_current: true, width: 40, height: 30 },
      ...{ format: 'png', file_name: '콘티.png', change_description: '구도를 바꿈' },
      uploaded_by: { id: team.people.editor.id, name: 'editor' },
    });
    expect((await images()).map(({ id, is_current }) => [id, is_current])).toEqual([
      [second.id, true],
      [first.id, false],
    ]);
    const file = await api.call('GET', second.file_url, { token: team.people.viewer.token });
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'image/png']);
  });

  it('[GD9] are shown again as they were, and nothing that came after is lost', async () => {
    const first = await image();
    const second = await image();
    const path = `/scenes/${scene}/images/${first.id}`;
    const restored = await team.call('editor', 'POST', `${path}/restore`);
    expect([restored.status, restored.body]).toEqual([200, { ...first, is_current: true }]);
    const { history } = (await team.call('viewer', 'GET', `${path}/history`)).body;
    expect(history.map(({ id }: ApiImage) => id)).toEqual([second.id, first.id]);
    expect((await team.call('editor', 'DELETE', path)).status).toBe(204);
    expect((await team.call('viewer', 'GET', path)).status).toBe(404);
    expect((await team.call('editor', 'POST', `${path}/restore`)).body).toEqual({
      ...first,
      is_current: true,
    });
  });

  it('come also from what was uploaded before, by who may read it', async () => {
    const form = new FormData();
    form.set('file', await picture());
    const board = `${team.project}/board`;
    const { hash } = (await (
      await api.server.app.request(
        `/api/v1/upload?document=${board}`,
        { method: 'POST', headers: { authorization: `Bearer ${team.people.editor.token}` }, body: form },
        { incoming: { socket: { remoteAddress: '192.0.2.9' } } } as never,
      )
    ).json()) as { hash: string };
    const add = (who: TeamName, wanted: string) =>
      team.call(who, 'POST', `/scenes/${scene}/images`, { hash: wanted, type: 'art' });
    // Its hash alone gives nothing: nothing names it yet, and it is not theirs.
    expect((await add('owner', hash)).status).toBe(422);
    expect((await add('editor', 'f'.repeat(64))).status).toBe(422);
    expect((await add('editor', hash)).status).toBe(201);
  });

  it('are brought by editors alone, and strangers learn nothing', async () => {
    const { id } = await image();
    const answers = await Promise.all(
      (['reviewer', 'viewer', 'stranger'] as const).map(
        async (who) => (await send(who, await picture())).status,
      ),
    );
    expect(answers).toEqual([403, 403, 404]);
    const path = `/scenes/${scene}/images/${id}`;
    for (const [method, at] of [
      ['DELETE', path],
      ['POST', `${path}/restore`],
    ] as const) {
      const asked = await Promise.all(
        (['reviewer', 'viewer', 'stranger'] as const).map((who) => team.call(who, method, at)),
      );
      expect(asked.map(({ status }) => status)).toEqual([403, 403, 404]);
    }
    for (const at of [`/scenes/${scene}/images`, path, `${path}/history`])
      expect((await team.call('stranger', 'GET', at)).status).toBe(404);
  });

  it('are pictures, and what is said of them is as short as in the app', async () => {
    const before = await images();
    const svg = new File(['<svg xmlns="http://www.w3.org/2000/svg"/>'], 'a.svg', { type: 'image/svg+xml' });
    expect((await send('editor', svg)).body.error.code).toBe('UNSUPPORTED_FILE');
    const renamed = new File(['MZ\u0090 no picture'], 'a.png', { type: 'image/png' });
    expect((await send('editor', renamed)).body.error.code).toBe('UNSUPPORTED_FILE');
    expect((await send('editor', await picture(), { type: 'photo' })).status).toBe(422);
    const words = { type: 'art', change_description: 'x'.repeat(TAKE_NOTE_LENGTH + 1) };
    expect((await send('editor', await picture(), words)).status).toBe(422);
    const large = new File([new Uint8Array(FILE_LIMITS.atOnce + 128 * 1024)], 'a.png', { type: 'image/png' });
    expect((await send('editor', large)).status).toBe(413);
    expect(await images()).toEqual(before);
  });
});

describe('annotations of an image', () => {
  const arrow = { type: 'arrow', coordinates: [0.1, 0.2, 0.5, 0.6], style: { color: '#ff0000', width: 3 } };

  async function annotation(at: string, more: object = {}): Promise<ApiAnnotation> {
    const body = { ...arrow, ...more };
    const made = await team.call('reviewer', 'POST', `/images/${at}/annotations`, body);
    expect(made.status).toBe(201);
    return schemas.annotationSchema.parse(made.body);
  }

  it('[GD9] are drawn, changed and taken away by their author alone', async () => {
    const { id } = await image();
    const drawn = await annotation(id);
    expect(drawn).toMatchObject({ ...arrow, image_id: id, user: { id: team.people.reviewer.id } });
    expect((await annotation(id, { type: 'circle' })).type).toBe('ellipse');
    const path = `/annotations/${drawn.id}`;
    const blue = { style: { color: '#0000ff', width: 5 } };
    expect((await team.call('reviewer', 'PUT', path, blue)).body).toEqual({ ...drawn, ...blue });
    for (const method of ['PUT', 'DELETE']) {
      const asked = await Promise.all(
        (['owner', 'editor', 'viewer', 'stranger'] as const).map((who) => team.call(who, method, path, blue)),
      );
      expect(asked.map(({ status }) => status)).toEqual([403, 403, 403, 404]);
    }
    expect((await team.call('reviewer', 'DELETE', path)).status).toBe(204);
    const left = await team.call('viewer', 'GET', `/images/${id}/annotations`);
    expect(left.body.annotations.map(({ type }: ApiAnnotation) => type)).toEqual(['ellipse']);
    expect((await team.call('viewer', 'POST', `/images/${id}/annotations`, arrow)).status).toBe(403);
    expect((await team.call('stranger', 'GET', `/images/${id}/annotations`)).status).toBe(404);
    expect((await team.call('reviewer', 'POST', `/images/${newId()}/annotations`, arrow)).status).toBe(404);
  });

  it('[GD8] are at most fifty of an image', async () => {
    const { id } = await image();
    for (let i = 0; i < DRAWING_LIMITS.shapes; i++) await annotation(id);
    const more = await team.call('editor', 'POST', `/images/${id}/annotations`, arrow);
    expect([more.status, more.body.error.code]).toEqual([422, 'INVALID_FIELDS']);
  });

  it.each([
    ['a place beside the picture', { coordinates: [0, 0, 1, 1.01] }, 'coordinates'],
    ['half a point', { coordinates: [0, 0, 1, 1, 1] }, 'coordinates'],
    ['an arrow with many points', { coordinates: Array.from({ length: 10 }, () => 0.5) }, 'coordinates'],
    ['a line too wide', { style: { color: '#ff0000', width: DRAWING_LIMITS.width.most + 1 } }, 'style'],
    ['a colour by its name', { style: { color: 'red', width: 2 } }, 'style'],
    ['words too long', { type: 'text', text: 'x'.repeat(DRAWING_LIMITS.text + 1) }, 'text'],
  ])('refuses %s', async (_, more, field) => {
    const { id } = await image();
    const answer = await team.call('reviewer', 'POST', `/images/${id}/annotations`, { ...arrow, ...more });
    expect([answer.status, answer.body.error.details?.[0].field]).toEqual([422, field]);
  });
});
