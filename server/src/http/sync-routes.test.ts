import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@clapper/protocol';
import * as Y from 'yjs';
import { openApi, type TestApi } from './test-api.ts';
import { openTeam, type Team, type TeamName } from './test-team.ts';

let api: TestApi;
let team: Team;
beforeAll(async () => {
  api = await openApi();
  team = await openTeam(api);
});
afterAll(() => api.close());

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const scratch = (name: string) => `${team.project}/scratch/${name}`;
const poll = (who: TeamName, body: object) => team.call(who, 'POST', '/sync', body);

/** One step of a program that has no socket. */
async function step(who: TeamName, document: string, doc: Y.Doc, update?: Uint8Array): Promise<number> {
  const { status, body } = await poll(who, {
    document_id: document,
    state_vector: base64(Y.encodeStateVector(doc)),
    ...(update === undefined ? {} : { update: base64(update) }),
  });
  if (status === 200) Y.applyUpdate(doc, Buffer.from(body.update, 'base64'));
  return status;
}

it('keeps two programs equal that have no socket, and tells each no more than they lack', async () => {
  const [one, other] = [new Y.Doc(), new Y.Doc()];
  const document = scratch('polled');
  expect(await step('editor', document, one)).toBe(200);
  one.getText('notes').insert(0, '밤 촬영');
  expect(await step('editor', document, one, Y.encodeStateAsUpdate(one))).toBe(200);
  expect(await step('owner', document, other)).toBe(200);
  expect(other.getText('notes').toString()).toBe('밤 촬영');
  const before = Y.encodeStateVector(other);
  other.getText('notes').insert(4, ' 2일');
  expect(await step('owner', document, other, Y.encodeStateAsUpdate(other, before))).toBe(200);
  expect(await step('editor', document, one)).toBe(200);
  expect(one.getText('notes').toString()).toBe('밤 촬영 2일');
  const answer = await poll('editor', {
    document_id: document,
    state_vector: base64(Y.encodeStateVector(one)),
  });
  expect(answer.body).toEqual({
    update: base64(new Uint8Array([0, 0])),
    state_vector: base64(Y.encodeStateVector(other)),
  });
});

it('is judged as what comes through a socket: by role, by rules, and never parked', async () => {
  const doc = new Y.Doc();
  const document = scratch('judged');
  expect(await step('editor', document, doc)).toBe(200);
  doc.getText('notes').insert(0, 'a');
  const update = Y.encodeStateAsUpdate(doc);
  expect(await step('reviewer', document, new Y.Doc(), update)).toBe(403);
  expect(await step('viewer', document, new Y.Doc(), update)).toBe(403);
  expect(await step('viewer', document, new Y.Doc())).toBe(200);
  expect(await step('stranger', document, new Y.Doc())).toBe(404);
  expect(await step('editor', `${newId()}/plan`, new Y.Doc())).toBe(404);
  expect(await step('viewer', `${team.project}/notes/${newId()}`, new Y.Doc())).toBe(404);
  expect(await step('owner', `${team.project}/feed`, new Y.Doc(), update)).toBe(403);
  // Made after something that the server has never seen.
  const known = Y.encodeStateVector(doc);
  doc.getText('notes').insert(1, 'b');
  const gap = await poll('editor', {
    document_id: document,
    update: base64(Y.encodeStateAsUpdate(doc, known)),
  });
  expect([gap.status, gap.body.error.code]).toEqual([409, 'GAP']);
  // Of another person's Yjs client.
  expect(await step('editor', document, new Y.Doc(), update)).toBe(200);
  const forged = new Y.Doc();
  forged.clientID = doc.clientID;
  forged.getText('other').insert(0, 'xyz');
  const taken = await poll('owner', { document_id: document, update: base64(Y.encodeStateAsUpdate(forged)) });
  expect(taken.status).toBeGreaterThanOrEqual(400);
});

it.each([
  ['a state vector that is none', { state_vector: base64(new Uint8Array([255, 255, 255])) }, 422],
  ['text that is no base64', { update: '???' }, 422],
  ['an update that is none', { update: base64(new Uint8Array([9, 9, 9, 9])) }, 400],
  ['an update over the limit', { update: base64(new Uint8Array(1024 * 1024 + 3)) }, 422],
  ['a body over the limit', { update: 'A'.repeat(3 * 1024 * 1024) }, 413],
])('refuses %s', async (_what, body, status) => {
  expect((await poll('editor', { document_id: scratch('bad'), ...body })).status).toBe(status);
});
