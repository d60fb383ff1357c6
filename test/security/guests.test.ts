import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { deleteVideo, restoreVideo } from '@clapper/documents/review';
import { newId, projectDocument, userDocument, type JoinAnswer } from '@clapper/protocol';
import { until } from '../harness/wait.ts';
import { RawDevice, type RawDocument } from '../protocol/raw-device.ts';
import { edit, openGuestWorld, say, tokenOf, type GuestWorld } from './guest-world.ts';
import { PlainSocket } from './rights/endpoints.ts';

/** Who came through a link to one video, over both endpoints of a running server. */
let world: GuestWorld;
beforeAll(async () => {
  world = await openGuestWorld();
  const { editor, project, video } = world;
  const notes = await world.open(editor, projectDocument(project, 'notes', video));
  await edit(notes, (doc) => say(doc, editor, 'internal'));
}, 60_000);
afterEach(() => RawDevice.closeAll());
afterAll(() => world?.server.stop());

describe('somebody who came through a link', () => {
  test('[GL5] opens the review of its video, and no other document on either endpoint', async () => {
    const { sockets, owner, project, video, other, link, enter } = world;
    const came = await enter(await link());
    const closed = [
      ...(['info', 'plan', 'board', 'calendar', 'media', 'talk', 'feed'] as const).map((kind) =>
        projectDocument(project, kind),
      ),
      projectDocument(project, 'review', other),
      projectDocument(project, 'review', newId()),
      projectDocument(project, 'notes', video),
      projectDocument(project, 'scratch', 'any'),
      userDocument(came.guest.id, 'home'),
      userDocument(owner.id, 'home'),
    ];
    const device = await RawDevice.open(sockets, came.access_token);
    const documents = [came.document, ...closed].map((document) => ({
      ...{ document, epoch: null, seq: 0, tip: null, clientIds: [], schema: 1, stateVector: null },
    }));
    device.send({ type: 'join', documents });
    const answers = new Map<string, JoinAnswer>();
    await until(
      () => {
        for (const message of device.rest('joined'))
          for (const answer of message.documents) answers.set(answer.document, answer);
        return answers.size === documents.length;
      },
      { what: 'every answer' },
    );
    expect(answers.get(came.document)).toMatchObject({
      ...{ result: 'joined', access: { read: true, write: true, role: 'reviewer' } },
    });
    for (const document of closed)
      expect(answers.get(document)).toMatchObject({ result: 'refused', code: 'NOT_FOUND' });
    for (const document of closed) {
      const socket = new PlainSocket(sockets, came.access_token, document);
      expect(await socket.state()).toBe(4404);
    }
    const own = new PlainSocket(sockets, came.access_token, came.document);
    expect(await own.state()).toBeInstanceOf(Uint8Array);
    own.close();
  });

  test('[GL5] who may only look writes nothing', async () => {
    const { link, enter, open } = world;
    const came = await enter(await link({ role: 'viewer' }));
    const review = await open(tokenOf(came), came.document);
    const says = edit(review, (doc) => say(doc, came.guest, 'too much'));
    await expect(says).rejects.toThrow('FORBIDDEN');
  });

  test('[GL6] says what is theirs under their own name and nobody else’s', async () => {
    const { editor, link, enter, open } = world;
    const came = await enter(await link());
    const forged = await open(tokenOf(came), came.document);
    const says = edit(forged, (doc) => say(doc, editor, 'not mine'));
    await expect(says).rejects.toThrow('REFUSED');
    const review = await open(tokenOf(came), came.document);
    await edit(review, (doc) => say(doc, came.guest, '좋아요'));
  });

  test('[GL8] is shown as a guest, whatever they or anybody else say', async () => {
    const { owner, editor, link, enter, open } = world;
    const came = await enter(await link());
    const guest = await open(tokenOf(came), came.document);
    const member = await open(editor, came.document);
    const watcher = await open(owner, came.document);
    const tell = ({ device, doc }: RawDocument, state: object): void =>
      device.send({
        ...{ type: 'presence', document: came.document },
        entries: [{ clientId: doc.clientID, state: JSON.stringify(state), user: null }],
      });
    tell(guest, { frame: 1, guest: false });
    tell(member, { frame: 2, guest: true });
    const seen = () =>
      new Map(
        watcher.device
          .rest('presence')
          .flatMap(({ entries }) => entries.map((one) => [one.user?.id, JSON.parse(one.state ?? 'null')])),
      );
    await until(() => seen().has(came.guest.id) && seen().has(editor.id), { what: 'both to be seen' });
    expect(seen().get(came.guest.id)).toEqual({ frame: 1, guest: true });
    expect(seen().get(editor.id)).toEqual({ frame: 2 });
  });

  test('[GL4] is out within a second when the link is taken back', async () => {
    const { sockets, owner, project, video, link, enter } = world;
    const made = await link();
    const came = await enter(made);
    const device = await RawDevice.open(sockets, came.access_token);
    const plain = new PlainSocket(sockets, came.access_token, came.document);
    expect(await plain.state()).toBeInstanceOf(Uint8Array);
    await owner.call('DELETE', `/projects/${project}/videos/${video}/links/${made.id}`);
    await until(() => device.closed !== null && !plain.isOpen, { what: 'both to be closed', timeout: 1_000 });
    expect(device.closed?.code).toBe(4401);
  });

  test('[GL4] is out within a second when the video is deleted, and stays out until it is restored', async () => {
    const { sockets, server, editor, project, video, link, enter, open } = world;
    const media = await open(editor, projectDocument(project, 'media'));
    const came = await enter(await link());
    const device = await RawDevice.open(sockets, came.access_token);
    const plain = new PlainSocket(sockets, came.access_token, came.document);
    expect(await plain.state()).toBeInstanceOf(Uint8Array);
    const feedbacks = async () => {
      const headers = { authorization: `Bearer ${came.access_token}` };
      return (await fetch(`${server.url}/api/v1/feedbacks?project_id=${project}`, { headers })).status;
    };
    expect(await feedbacks()).toBe(200);
    await edit(media, (doc) => deleteVideo(doc, video, { by: editor.id, at: 2 }, null));
    try {
      await until(() => device.closed !== null && !plain.isOpen, {
        ...{ what: 'both to be closed', timeout: 1_000 },
      });
      expect(device.closed?.code).toBe(4401);
      expect(await feedbacks()).toBe(401);
      expect(await new PlainSocket(sockets, came.access_token, came.document).state()).toBe(4401);
      // Members go on: it may be restored.
      await open(editor, came.document);
    } finally {
      await edit(media, (doc) => restoreVideo(doc, video, null));
    }
    await until(async () => (await feedbacks()) === 200, { what: 'the guest to be let in again' });
    await open(tokenOf(came), came.document);
  });
});
