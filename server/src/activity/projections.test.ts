import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { readHome, readInfo } from '@clapper/documents';
import { newId, parseDocumentId, projectDocument, userDocument } from '@clapper/protocol';
import { openApi, type Person, type TestApi } from '../http/test-api.ts';
import { createProjections } from './projections.ts';

let api: TestApi;
let owner: Person;
let project: string;
beforeAll(async () => {
  api = await openApi();
  owner = await api.person('owner');
  const body = { name: '골목 커피', deadline: '2026-12-24', template: 'pipeline', language: 'ko' };
  project = (await api.call('POST', '/projects', { token: owner.token, body })).body.id;
});
afterAll(() => api.close());

/** What a document shows once it is brought up to date, and how many updates that took. */
async function projected<T>(kind: 'info' | 'home', document: string, read: (doc: Y.Doc) => T) {
  const address = parseDocumentId(document);
  if (address === null) throw new Error(`${document} is no document id`);
  const doc = new Y.Doc();
  const updates = vi.fn();
  doc.on('update', updates);
  const write = await createProjections(api.storage).project(kind, address);
  write?.(doc, 'test');
  write?.(doc, 'test');
  return { shown: write === null ? null : read(doc), updates: updates.mock.calls.length };
}

it('shows a project and its members, and no e-mail', async () => {
  await api.storage.projects.setProgress(project, 42);
  const { shown, updates } = await projected('info', projectDocument(project, 'info'), readInfo);
  expect(shown).toMatchObject({
    name: '골목 커피',
    description: '',
    deadline: '2026-12-24',
    tag: null,
    status: 'active',
    template: 'pipeline',
    language: 'ko',
    progress: 42,
    members: [{ id: owner.id, name: 'owner', picture: null, role: 'owner', joinedAt: expect.any(Number) }],
  });
  expect(JSON.stringify(shown)).not.toContain('@');
  expect(updates).toBe(1);
});

it('shows somebody their projects and no other', async () => {
  const { shown } = await projected('home', userDocument(owner.id, 'home'), readHome);
  expect(shown?.projects).toEqual([
    {
      id: project,
      name: '골목 커피',
      role: 'owner',
      status: 'active',
      deadline: '2026-12-24',
      progress: 42,
      updatedAt: expect.any(Number),
    },
  ]);
  const stranger = await api.person('stranger');
  const other = await projected('home', userDocument(stranger.id, 'home'), readHome);
  expect(other.shown?.projects).toEqual([]);
});

it('has nothing to show of a project that is not there', async () => {
  expect((await projected('info', projectDocument(newId(), 'info'), readInfo)).shown).toBe(null);
  const projections = createProjections(api.storage);
  expect(await projections.seedFacts(newId())).toBe(null);
  expect(await projections.seedFacts(project)).toEqual({ project, template: 'pipeline', language: 'ko' });
});
