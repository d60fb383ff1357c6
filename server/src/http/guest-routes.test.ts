import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCut, addNote, addVideo, deleteVideo, readReview, restoreVideo } from '@clapper/documents/review';
import { newId, projectDocument } from '@clapper/protocol';
import { openApi, PASSWORD, type Answer, type Person, type TestApi } from './test-api.ts';

const FILE = { hash: 'c'.repeat(64), name: '골목 v1.mp4', type: 'video/mp4' as const, bytes: 24_000_000 };
const DAY_MS = 24 * 60 * 60_000;

let api: TestApi;
let owner: Person;
let editor: Person;
let project: string;
let video: string;
let cut: string;

const principalOf = ({ id: user, name }: Person) => ({
  ...{ user, name, session: newId(), expiresAt: 0, isSystemAdmin: false, guest: null },
});

beforeAll(async () => {
  api = await openApi({ ffmpeg: null });
  [owner, editor] = [await api.person('owner'), await api.person('editor')];
  const made = await api.call('POST', '/projects', { token: owner.token, body: { name: '골목 커피' } });
  project = made.body.id;
  const invite = await api.call('POST', `/projects/${project}/invite`, {
    ...{ token: owner.token, body: { role: 'editor' } },
  });
  const body = { invite_code: invite.body.invite_code };
  await api.call('POST', '/projects/join', { token: editor.token, body });
  video = await aVideo('골목 커피 30초');
  cut = await aCut(video);
});
afterAll(() => api.close());

function aVideo(title: string): Promise<string> {
  const media = projectDocument(project, 'media');
  return api.server.sync.writeAs(media, principalOf(editor), (doc) =>
    addVideo(doc, { title, by: editor.id, at: 1 }, null),
  );
}

function aCut(of: string): Promise<string> {
  const review = projectDocument(project, 'review', of);
  return api.server.sync.writeAs(review, principalOf(editor), (doc) =>
    addCut(doc, { file: FILE, measured: null, by: editor.id, at: 1 }, null),
  );
}

interface Link {
  id: string;
  secret: string;
}

async function link(body: object = {}, of = video): Promise<Link> {
  const made = await api.call('POST', `/projects/${project}/videos/${of}/links`, {
    ...{ token: owner.token, body },
  });
  expect(made.status).toBe(201);
  return { id: made.body.id, secret: made.body.url.split('#')[1] };
}

function enter({ id, secret }: Link, name = '한지우', address = '192.0.2.7'): Promise<Answer> {
  return api.call('POST', `/guest/${id}/enter`, { body: { secret, name }, address });
}

describe('links to one video', () => {
  it('[GL1] owner and admin make them, see who came, and take them back; nobody else hears of them', async () => {
    const path = `/projects/${project}/videos/${await aVideo('Another')}/links`;
    for (const [token, status] of [
      [owner.token, 201],
      [editor.token, 403],
      [undefined, 401],
    ] as const)
      expect((await api.call('POST', path, { ...(token && { token }), body: {} })).status).toBe(status);
    const stranger = await api.person('stranger');
    expect((await api.call('GET', path, { token: stranger.token })).status).toBe(404);
    const listed = (await api.call('GET', path, { token: owner.token })).body.links;
    expect(listed).toEqual([
      expect.objectContaining({ role: 'reviewer', approves: false, guests: 0, last_used_at: null }),
    ]);
    expect(listed[0]).not.toHaveProperty('url');
    expect((await api.call('DELETE', `${path}/${listed[0].id}`, { token: owner.token })).status).toBe(204);
    expect((await api.call('GET', path, { token: owner.token })).body.links).toEqual([]);
    const none = `/projects/${project}/videos/${newId()}/links`;
    expect((await api.call('POST', none, { token: owner.token, body: {} })).status).toBe(404);
  });

  it('[GL2] the secret stands behind the # of the address, is told once and kept as a hash', async () => {
    const made = await api.call('POST', `/projects/${project}/videos/${video}/links`, {
      ...{ token: owner.token, body: { name: '클라이언트' } },
    });
    const address = new URL(made.body.url);
    expect(address.pathname).toBe(`/feedback/public/${made.body.id}`);
    expect(address.search).toBe('');
    const secret = address.hash.slice(1);
    expect(Buffer.from(secret, 'base64url')).toHaveLength(24);
    const hash = createHash('sha256').update(secret).digest('hex');
    expect(await api.storage.guests.open(made.body.id, hash, Date.now())).not.toBeNull();
    expect(await api.storage.guests.open(made.body.id, secret, Date.now())).toBeNull();
  });

  it('[GL2] what it opens is told before anybody comes in: the names of the project and the video', async () => {
    const { id, secret } = await link({ role: 'viewer' });
    const told = await api.call('POST', `/guest/${id}/open`, { body: { secret } });
    expect(told.body).toEqual({
      ...{ project: { name: '골목 커피' }, video: { title: '골목 커피 30초' } },
      ...{ role: 'viewer', approves: false },
    });
  });

  it('[GL3] unknown, revoked, run out, of a deleted project: one answer; who guesses too often waits', async () => {
    const good = await link();
    const revoked = await link();
    await api.call('DELETE', `/projects/${project}/videos/${video}/links/${revoked.id}`, {
      token: owner.token,
    });
    const old = await link({ expires_at: new Date(Date.now() + 1_000).toISOString() });
    api.pass(2_000);
    const tries = [revoked, old, { ...good, secret: 'x' }, { ...good, id: newId() }, { ...good, id: 'no' }];
    const answers = await Promise.all(
      tries.flatMap((one) => [
        api.call('POST', `/guest/${one.id}/open`, { body: { secret: one.secret } }),
        enter(one),
      ]),
    );
    const [first] = answers;
    expect(first?.status).toBe(404);
    for (const { status, body } of answers)
      expect({ status, body }).toEqual({ status: 404, body: first?.body });

    const address = '192.0.2.66';
    const guess = () => enter({ ...good, secret: 'wrong' }, 'x', address);
    for (let tries_ = 0; tries_ < 200; tries_++) await guess();
    expect((await guess()).status).toBe(429);
    expect((await enter(good, 'x', address)).status).toBe(429);
    expect((await enter(good)).status).toBe(201);
  });

  it('[GL4] a token says what it is for, ends with its link, and is renewed by its own cookie alone', async () => {
    const ends = Date.now() + DAY_MS;
    const made = await link({ expires_at: new Date(ends).toISOString() });
    const came = await enter(made);
    expect(came.body).toMatchObject({
      ...{ guest: { name: '한지우' }, document: projectDocument(project, 'review', video) },
      ...{ role: 'reviewer', approves: false },
    });
    const claims = JSON.parse(Buffer.from(came.body.access_token.split('.')[1], 'base64url').toString());
    expect(claims).toMatchObject({ video, role: 'reviewer', name: '한지우' });
    const cookie = came.cookie;
    const renewed = await api.call('POST', `/guest/${made.id}/refresh`, { headers: { cookie } });
    expect(renewed.body.guest).toEqual(came.body.guest);
    const token = cookie.split('=')[1];
    const asMember = { cookie: `clapper_refresh=${renewed.cookie.split('=')[1]}` };
    expect((await api.call('POST', '/auth/refresh', { headers: asMember })).status).toBe(401);
    const member = await api.person('member');
    const asGuest = { cookie: `clapper_guest=${member.cookie.split('=')[1]}` };
    expect((await api.call('POST', `/guest/${made.id}/refresh`, { headers: asGuest })).status).toBe(401);
    expect(token).not.toBe('');
  });

  it('[GL4] what was revoked opens nothing from the next request on', async () => {
    const made = await link();
    const came = await enter(made);
    const token = came.body.access_token;
    const feedbacks = () => api.call('GET', `/feedbacks?project_id=${project}`, { token });
    expect((await feedbacks()).status).toBe(200);
    const path = `/projects/${project}/videos/${video}/links/${made.id}`;
    await api.call('DELETE', path, { token: owner.token });
    expect((await feedbacks()).status).toBe(401);
    const headers = { cookie: came.cookie };
    expect((await api.call('POST', `/guest/${made.id}/refresh`, { headers })).status).toBe(401);
  });

  it('[GL4] nothing is answered while the video is deleted, and who was in comes back when it is restored', async () => {
    const media = projectDocument(project, 'media');
    const gone = await aVideo('Gone for a while');
    const made = await link({}, gone);
    const came = await enter(made);
    const token = came.body.access_token;
    const feedbacks = async () =>
      (await api.call('GET', `/feedbacks?project_id=${project}`, { token })).status;
    expect(await feedbacks()).toBe(200);
    await api.server.sync.writeAs(media, principalOf(editor), (doc) =>
      deleteVideo(doc, gone, { by: editor.id, at: 2 }, null),
    );
    expect(await feedbacks()).toBe(401);
    const refresh = ({ cookie }: Answer) =>
      api.call('POST', `/guest/${made.id}/refresh`, { headers: { cookie } });
    const refused = await refresh(came);
    expect(refused.status).toBe(404);
    expect((await enter(made)).status).toBe(404);
    await api.server.sync.writeAs(media, principalOf(editor), (doc) => restoreVideo(doc, gone, null));
    expect(await feedbacks()).toBe(200);
    expect((await refresh(refused)).body.guest).toEqual(came.body.guest);
  });

  it('[GL5] over HTTP a guest reads and writes feedback of their video, and nothing else is told', async () => {
    const other = await aVideo('Secret');
    await aCut(other);
    const review = projectDocument(project, 'review', other);
    const hidden = await api.server.sync.writeAs(review, principalOf(editor), (doc) =>
      addNote(
        doc,
        {
          ...{ cut: 'any', place: { frame: 0, endFrame: null, time: 0 }, words: 'not for them' },
          ...{ by: editor.id, at: 1, name: editor.name },
        },
        null,
      ),
    );
    const token = (await enter(await link())).body.access_token;
    const said = await api.call('POST', '/feedbacks', {
      ...{ token, body: { video_id: video, timestamp: 30, content: '우산이 먼저 나와요' } },
    });
    expect(said.status).toBe(201);
    expect(said.body).toMatchObject({ user: { name: '한지우' }, cut_id: cut });
    const all = await api.call('GET', `/feedbacks?project_id=${project}`, { token });
    expect(all.body.map((one: { video_id: string }) => one.video_id)).toEqual([video]);
    const elsewhere = { token, body: { video_id: other, timestamp: 0, content: 'x' } };
    expect((await api.call('POST', '/feedbacks', elsewhere)).status).toBe(404);
    expect((await api.call('GET', `/feedbacks/${hidden}`, { token })).status).toBe(404);
    const closed = [
      '/projects',
      `/projects/${project}`,
      `/projects/${newId()}`,
      `/projects/${project}/participants`,
      `/projects/${project}/documents`,
      `/projects/${project}/activity`,
      `/projects/${project}/insights`,
      `/projects/${project}/videos/${video}/links`,
      '/notifications',
      '/users/profile',
      '/auth/sessions',
      '/studios',
    ];
    const answers = await Promise.all(closed.map((path) => api.call('GET', path, { token })));
    for (const { status, body } of answers) {
      expect(status).toBe(403);
      expect(body).toEqual(answers[0]?.body);
    }
    expect((await api.call('POST', '/projects', { token, body: { name: 'mine' } })).status).toBe(403);
  });

  it('[GL6] a guest mentions nobody, and approves only if the link says so', async () => {
    const [plain, approving] = [await link(), await link({ approves: true })];
    const token = (await enter(plain)).body.access_token;
    const note = await api.call('POST', '/feedbacks', {
      ...{ token, body: { video_id: video, timestamp: 1, content: 'mine' } },
    });
    const mention = { feedback_id: note.body.id, content: '@editor look', mentions: [editor.id] };
    expect((await api.call('POST', '/comments', { token, body: mention })).status).toBe(403);
    const { mentions: _none, ...words } = mention;
    expect((await api.call('POST', '/comments', { token, body: words })).status).toBe(201);

    const document = projectDocument(project, 'review', video);
    const approve = async (one: Link) => {
      const { id, name } = (await enter(one)).body.guest;
      const guest = await api.storage.guests.grantOf(id, Date.now());
      const principal = { ...principalOf({ id, name } as Person), guest };
      await api.server.sync.writeAs(document, principal, (doc) => {
        doc.getMap('approvals').set(`${cut}/${principal.user}`, { verdict: 'approved', at: 1 });
      });
    };
    await expect(approve(plain)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await approve(approving);
    expect((await api.server.sync.read(document, readReview)).verdicts).toHaveLength(1);
  });

  it('[GL7] who makes an account stays who they are: what they wrote is theirs, and the link lets them in no more', async () => {
    const token = (await enter(await link())).body.access_token;
    const body = { video_id: video, timestamp: 2, content: '제가 썼어요' };
    const note = await api.call('POST', '/feedbacks', { token, body });
    const account = { username: 'jiwoo', email: 'jiwoo@example.org', password: PASSWORD, nickname: '한지우' };
    const invite = await api.call('POST', `/projects/${project}/invite`, {
      ...{ token: owner.token, body: { role: 'reviewer' } },
    });
    const registered = await api.call('POST', '/auth/register', {
      ...{ token, body: { ...account, invite_code: invite.body.invite_code } },
    });
    expect(registered.status).toBe(201);
    expect(registered.body.user.id).toBe(note.body.user.id);
    expect(registered.body.joined.role).toBe('reviewer');
    expect((await api.call('GET', `/feedbacks?project_id=${project}`, { token })).status).toBe(401);
    const signedIn = { token: registered.body.access_token };
    const edited = await api.call('PATCH', `/feedbacks/${note.body.id}`, {
      ...{ ...signedIn, body: { content: '제가 고쳤어요' } },
    });
    expect(edited.status).toBe(200);
    const insights = await api.call('GET', `/projects/${project}/insights`, { token: owner.token });
    expect(insights.body.guests.joined).toBe(1);
  });
});
