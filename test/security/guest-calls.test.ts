import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId, projectDocument, type ApiGuestSignedIn } from '@clapper/protocol';
import { edit, openGuestWorld, say, tokenOf, type GuestWorld } from './guest-world.ts';
import { RawDevice } from '../protocol/raw-device.ts';

/**
 * Who came through a link to one video, at every call there is. What is open to them was written down from the design by
 * hand: what hangs on a document, and is judged there.
 */
const JUDGED_BY_DOCUMENT = [
  'POST /sync',
  'POST /sync/tickets',
  'GET /feedbacks',
  'POST /feedbacks',
  'GET /feedbacks/{id}',
  'PATCH /feedbacks/{id}',
  'DELETE /feedbacks/{id}',
  'POST /comments',
  'PUT /comments/{id}',
  'DELETE /comments/{id}',
  'POST /comments/{id}/reactions',
  'DELETE /comments/{id}/reactions',
  'POST /uploads',
  'GET /uploads/{id}',
  'HEAD /uploads/{id}',
  'PATCH /uploads/{id}',
  'DELETE /uploads/{id}',
  'POST /upload',
  'POST /blobs/links',
  'GET /blobs/{hash}',
  'GET /blobs/{hash}/about',
];
/** Words that stand in the project and in nothing that the link opens. */
const SECRETS = ['Secret', 'elsewhere 비밀', '@example.org'];

let world: GuestWorld;
let came: ApiGuestSignedIn;
let calls: { method: string; path: string }[];
let note: string;

beforeAll(async () => {
  world = await openGuestWorld();
  const { server, editor, project, other, open } = world;
  const review = await open(editor, projectDocument(project, 'review', other));
  note = await edit(review, (doc) => say(doc, editor, SECRETS[1]!));
  came = await world.enter(await world.link());
  const document = (await (await fetch(`${server.url}/api/v1/openapi.json`)).json()) as {
    paths: Record<string, Record<string, { security?: [] }>>;
  };
  calls = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { security }]) => security?.length !== 0)
      .map(([method]) => ({ method: method.toUpperCase(), path })),
  );
}, 60_000);
afterAll(async () => {
  RawDevice.closeAll();
  await world?.server.stop();
});

/** Asks for the thing that is there: the project, its other video, a note on it, the editor. */
async function ask(method: string, path: string): Promise<{ status: number; text: string }> {
  const { server, project, other, editor } = world;
  const filled = path
    .replace('{video}', other)
    .replace(/\{(user|member)\}/, editor.id)
    .replace('{kind}', 'plan')
    .replace('{hash}', 'c'.repeat(64))
    .replace('{id}', path.startsWith('/projects') ? project : note)
    .replaceAll(/\{\w+\}/g, () => newId());
  const response = await fetch(`${server.url}/api/v1${filled}?project_id=${project}&video_id=${other}`, {
    method,
    headers: {
      authorization: `Bearer ${await tokenOf(came).token()}`,
      ...(method === 'GET' || method === 'HEAD' ? {} : { 'content-type': 'application/json' }),
      'tus-resumable': '1.0.0',
    },
    ...(method === 'GET' || method === 'HEAD'
      ? {}
      : {
          body: JSON.stringify({
            ...{ content: 'x', video_id: other, feedback_id: note, timestamp: 1, emoji: '👍' },
            ...{ document: projectDocument(project, 'plan'), hashes: ['c'.repeat(64)] },
            ...{ document_id: projectDocument(project, 'plan'), project_id: project },
          }),
        }),
  });
  return { status: response.status, text: await response.text() };
}

describe('somebody who came through a link', () => {
  test('[GL5] is told the same at every call that no document of theirs answers, whatever is there', async () => {
    const closed = calls.filter(({ method, path }) => !JUDGED_BY_DOCUMENT.includes(`${method} ${path}`));
    expect(closed.length).toBeGreaterThan(60);
    for (const { method, path } of closed) {
      const { status, text } = await ask(method, path);
      expect([method, path, status, JSON.parse(text).error.code]).toEqual([method, path, 403, 'FORBIDDEN']);
    }
  });

  test('[GL5] learns nothing of the other video, of members or of notes by what is open to them', async () => {
    for (const line of JUDGED_BY_DOCUMENT) {
      const [method, path] = line.split(' ') as [string, string];
      const { status, text } = await ask(method, path);
      expect([line, SECRETS.filter((secret) => text.includes(secret))]).toEqual([line, []]);
      if (line !== 'POST /sync/tickets' && line !== 'POST /blobs/links' && line !== 'GET /feedbacks')
        expect([line, status]).toEqual([line, expect.toSatisfy((code: number) => code >= 400 && code < 500)]);
    }
  });

  test('[GL4] finds every call closed once the link is taken back', async () => {
    const { owner, project, video, link, enter } = world;
    const made = await link();
    came = await enter(made);
    expect((await owner.call('DELETE', `/projects/${project}/videos/${video}/links/${made.id}`)).status).toBe(
      204,
    );
    for (const { method, path } of calls) {
      const { status } = await ask(method, path);
      expect([method, path, status]).toEqual([method, path, 401]);
    }
  });
});
