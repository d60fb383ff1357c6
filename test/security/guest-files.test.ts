import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { addShot, addTake } from '@clapper/documents';
import { FILE_LIMITS, newId, projectDocument, type FileLinks, type Uploaded } from '@clapper/protocol';
import type { Account } from '../harness/people.ts';
import { RawDevice } from '../protocol/raw-device.ts';
import { edit, openGuestWorld, say, tokenOf, type GuestWorld } from './guest-world.ts';

/** Which files somebody reads and brings who came through a link to one video. */
let world: GuestWorld;
/** What the review of their video names. */
let shown: string[];
/** What the project has besides, each with the document it belongs to. */
let hidden: { what: string; hash: string; document: string }[];
/** Every place that a file could be asked for in. */
let places: string[];

beforeAll(async () => {
  world = await openGuestWorld();
  const { editor, open, project, video, other } = world;
  const review = projectDocument(project, 'review', video);
  const elsewhere = projectDocument(project, 'review', other);
  const internal = projectDocument(project, 'notes', video);
  const board = projectDocument(project, 'board');
  places = [review, elsewhere, internal, board, projectDocument(project, 'media'), `${project}/plan`, 'x'];

  const sent = async (name: string, document: string) =>
    (await sendPicture(editor, document, name).then((answer) => answer.json())) as Uploaded;
  const inReview = [await sent('alley', review), await sent('hands', review)] as const;
  await edit(await open(editor, review), (doc) =>
    say(doc, editor, 'here', { screenshot: valueOf(inReview[0]), attachments: [valueOf(inReview[1])] }),
  );
  shown = inReview.map(({ hash }) => hash);

  const ofOther = await sent('rain', elsewhere);
  await edit(await open(editor, elsewhere), (doc) =>
    say(doc, editor, 'secret', { screenshot: valueOf(ofOther) }),
  );
  const ofNotes = await sent('profile', internal);
  await edit(await open(editor, internal), (doc) =>
    say(doc, editor, 'internal', { screenshot: valueOf(ofNotes) }),
  );
  const ofBoard = await sent('shutter', board);
  const act = { by: editor.id, at: 1 };
  await edit(await open(editor, board), (doc) => {
    const shot = addShot(doc, { stage: 'any', before: null, ...act }, null);
    addTake(doc, { shot, layer: 'art', picture: valueOf(ofBoard), ...act }, null);
  });
  const unnamed = await sent('dripper', review);
  hidden = [
    { what: 'a picture of another video', hash: ofOther.hash, document: elsewhere },
    { what: 'a screenshot of an internal note', hash: ofNotes.hash, document: internal },
    { what: 'a picture of the board', hash: ofBoard.hash, document: board },
    { what: 'what nobody has said anything with yet', hash: unnamed.hash, document: review },
  ];
  for (const { what, hash, document } of hidden)
    expect([what, (await read(editor, hash, document)).status]).toEqual([what, 200]);
}, 60_000);
afterEach(() => RawDevice.closeAll());
afterAll(() => world?.server.stop());

type Asker = Pick<Account, 'token'>;

async function ask({ token }: Asker, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { ...(init.headers as Record<string, string>), authorization: `Bearer ${await token()}` };
  return fetch(`${world.server.url}/api/v1${path}`, { ...init, headers });
}

function read(who: Asker, hash: string, document: string, method = 'GET', part = ''): Promise<Response> {
  return ask(who, `/blobs/${hash}${part}?document=${encodeURIComponent(document)}`, { method });
}

async function linksTo(who: Asker, document: string, hashes: string[]): Promise<Record<string, string>> {
  const answer = await ask(who, '/blobs/links', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ document, hashes }),
  });
  return ((await answer.json()) as FileLinks).links;
}

function send(who: Asker, document: string, file: File): Promise<Response> {
  const body = new FormData();
  body.set('file', file);
  return ask(who, `/upload?document=${encodeURIComponent(document)}`, { method: 'POST', body });
}

/** Drawings that differ from each other. */
async function sendPicture(who: Asker, document: string, name: string): Promise<Response> {
  const bytes = await readFile(new URL(`../screens/pictures/${name}.webp`, import.meta.url));
  return send(who, document, new File([bytes], `${name}.webp`, { type: 'image/webp' }));
}

function valueOf({
  hash,
  bytes,
  width = 1,
  height = 1,
}: Pick<Uploaded, 'hash' | 'bytes' | 'width' | 'height'>) {
  const type = 'image/webp' as const;
  return { hash, bytes, width, height, type, name: 'a.webp', thumbhash: null };
}

async function refusalOf(response: Response): Promise<unknown> {
  const { error } = (await response.json()) as { error: { code: string } };
  return [response.status, error.code];
}

/** Nothing of what is hidden is there, wherever and however it is asked for. */
async function expectHidden(guest: Asker): Promise<void> {
  for (const document of places) {
    const hashes = hidden.map(({ hash }) => hash);
    expect([document, await linksTo(guest, document, hashes)]).toEqual([document, {}]);
    for (const { what, hash } of hidden) {
      const where = `${what} in ${document}`;
      expect([where, await refusalOf(await read(guest, hash, document))]).toEqual([
        where,
        [404, 'NOT_FOUND'],
      ]);
      const about = await read(guest, hash, document, 'GET', '/about');
      expect([where, await refusalOf(about)]).toEqual([where, [404, 'NOT_FOUND']]);
      expect([where, (await read(guest, hash, document, 'HEAD')).status]).toEqual([where, 404]);
    }
  }
}

describe('somebody who came through a link', () => {
  test('[GL5] reads the files that the review of its video names, by their token and by a link', async () => {
    const came = await world.enter(await world.link({ role: 'viewer' }));
    const guest = tokenOf(came);
    const links = await linksTo(guest, came.document, shown);
    for (const hash of shown) {
      expect((await read(guest, hash, came.document)).status).toBe(200);
      expect((await read(guest, hash, came.document, 'GET', '/about')).status).toBe(200);
      expect((await fetch(new URL(links[hash]!, world.server.url))).status).toBe(200);
      for (const document of places.filter((place) => place !== came.document))
        expect(await refusalOf(await read(guest, hash, document))).toEqual([404, 'NOT_FOUND']);
    }
  });

  test('[GL5] reads no other file of the project, whose hash they know or not, nor by naming it themselves', async () => {
    const came = await world.enter(await world.link());
    const guest = tokenOf(came);
    await expectHidden(guest);
    const [foreign] = hidden;
    const named = hidden.filter(({ document }) => document !== came.document);
    const review = await world.open(guest, came.document);
    await edit(review, (doc) =>
      say(doc, came.guest, 'mine?', {
        screenshot: valueOf({ hash: foreign!.hash, bytes: 1 }),
        attachments: named.map(({ hash }) => valueOf({ hash, bytes: 1 })),
      }),
    );
    await expectHidden(guest);
  });

  test('[GL5] brings pictures of 2 MB at most to the review of its video, if they may write notes', async () => {
    const { owner } = world;
    const made = await world.link();
    const came = await world.enter(made);
    const guest = tokenOf(came);
    const arrived = await sendPicture(guest, came.document, 'hands-line');
    expect(arrived.status).toBe(201);
    const uploaded = (await arrived.json()) as Uploaded;
    expect((await read(guest, uploaded.hash, came.document)).status).toBe(200);
    expect((await read(owner, uploaded.hash, came.document)).status).toBe(404);
    const review = await world.open(guest, came.document);
    await edit(review, (doc) => say(doc, came.guest, 'so', { attachments: [valueOf(uploaded)] }));
    expect((await read(owner, uploaded.hash, came.document)).status).toBe(200);

    for (const document of [...places, projectDocument(world.project, 'review', newId())]) {
      if (document === came.document) continue;
      const answer = await sendPicture(guest, document, 'hands-line');
      expect([document, await refusalOf(answer)]).toEqual([document, [404, 'NOT_FOUND']]);
    }
    const large = new File([new Uint8Array(FILE_LIMITS.attachment + 1)], 'a.png', { type: 'image/png' });
    expect(await refusalOf(await send(guest, came.document, large))).toEqual([413, 'TOO_LARGE']);
    expect(await refusalOf(await announce(guest, came.document, 'image/png', large.size))).toEqual([
      413,
      'TOO_LARGE',
    ]);
    expect(await refusalOf(await announce(guest, came.document, 'video/mp4', 1_000))).toEqual([
      403,
      'FORBIDDEN',
    ]);
    const looking = await world.enter(await world.link({ role: 'viewer' }));
    expect(await refusalOf(await sendPicture(tokenOf(looking), came.document, 'hands-line'))).toEqual([
      403,
      'FORBIDDEN',
    ]);
  });

  test('[GL4] reads and brings no file any more once the link is taken back', async () => {
    const { owner, project, video } = world;
    const made = await world.link();
    const came = await world.enter(made);
    const guest = tokenOf(came);
    const [hash] = shown;
    const url = (await linksTo(guest, came.document, [hash!]))[hash!]!;
    expect((await fetch(new URL(url, world.server.url))).status).toBe(200);
    await owner.call('DELETE', `/projects/${project}/videos/${video}/links/${made.id}`);
    expect((await fetch(new URL(url, world.server.url))).status).toBe(401);
    expect(await refusalOf(await read(guest, hash!, came.document))).toEqual([401, 'UNAUTHENTICATED']);
    const again = await sendPicture(guest, came.document, 'hands-line');
    expect(await refusalOf(again)).toEqual([401, 'UNAUTHENTICATED']);
  });
});

/** The first request of an upload that can be resumed: it says what will come. */
function announce(who: Asker, document: string, type: string, length: number): Promise<Response> {
  const said = { document, name: 'a', type, sha256: 'a'.repeat(64) };
  const metadata = Object.entries(said).map(
    ([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`,
  );
  return ask(who, '/uploads', {
    method: 'POST',
    headers: {
      'tus-resumable': '1.0.0',
      'upload-metadata': metadata.join(','),
      'upload-length': String(length),
    },
  });
}
