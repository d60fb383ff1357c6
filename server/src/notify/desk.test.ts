import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { markNotifications, setPreferences, writeHome, type HomeNotification } from '@clapper/documents';
import { newId, userDocument } from '@clapper/protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as Y from 'yjs';
import { SILENT } from '../log.ts';
import { EPOCH, givenUser, NOW, open, row } from '../storage/conformance/given.ts';
import type { Storage } from '../storage/storage.ts';
import { FoldThreads } from '../sync/fold-threads.ts';
import { desks } from './desk.ts';

let folder: string;
let storage: Storage;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clapper-desk-'));
  storage = await open(`file:${join(folder, 'test.db')}`);
});
afterAll(async () => {
  await storage.close();
  rmSync(folder, { recursive: true });
});

const deskOf = (user: string) =>
  desks({ documents: storage.documents, folder: new FoldThreads(SILENT) })(user);

function notification(rest: Partial<HomeNotification> = {}): HomeNotification {
  return {
    id: newId(),
    type: 'mention',
    project: newId(),
    by: null,
    count: 1,
    place: { type: 'project', id: null },
    thread: null,
    picture: false,
    label: '',
    detail: '',
    at: NOW,
    cancelled: null,
    ...rest,
  };
}

it('[ML4] knows what a person has read, put away or never needs to hear, and how they want to be told', async () => {
  const { id: user } = await givenUser(storage);
  const [unread, read, archived] = [notification(), notification(), notification()];
  const cancelled = notification({ cancelled: NOW });
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  writeHome(doc, { projects: [], notifications: [unread, read, archived, cancelled] }, 'server');
  markNotifications(doc, user, [read], 'read', 'device');
  markNotifications(doc, user, [archived], 'archived', 'device');
  setPreferences(doc, { mail: 'daily', push: false }, 'device');
  const document = userDocument(user, 'home');
  const [seed = null, ...rest] = updates;
  await storage.documents.create({
    id: document,
    project: null,
    kind: 'home',
    epoch: EPOCH,
    schema: 1,
    seed,
    createdAt: NOW,
  });
  await storage.documents.append([{ document, epoch: EPOCH, rows: rest.map((update) => row(update)) }]);

  const desk = await deskOf(user);
  expect([desk.mail, desk.push]).toEqual(['daily', false]);
  expect([unread, read, archived, cancelled].map((one) => desk.isSettled(one))).toEqual([
    false,
    true,
    true,
    true,
  ]);
  // What happened since is news again.
  expect(desk.isSettled({ ...read, at: NOW + 1 })).toBe(false);
});

it('takes somebody who never came for one who has read nothing', async () => {
  const desk = await deskOf(newId());
  expect([desk.mail, desk.push, desk.isSettled({ id: newId(), at: NOW })]).toEqual(['hourly', true, false]);
});
