import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '@clapper/protocol';
import {
  bytes,
  create,
  EPOCH,
  givenDocument,
  givenProject,
  givenSession,
  givenUser,
  newUser,
  NOW,
  open,
  row,
} from '../storage/conformance/given.ts';
import { secretHash } from '../storage/secret-hash.ts';
import type { Storage } from '../storage/storage.ts';
import { openJournal, readJournal } from './journal.ts';
import { journaledStorage } from './journaled-storage.ts';

let folder: string;
let storage: Storage;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clapper-journaled-'));
  const journal = await openJournal(folder, { error: () => undefined });
  storage = journaledStorage(await open(`file:${join(folder, 'test.db')}`), journal, () => NOW);
});
afterEach(async () => {
  await storage.close();
  rmSync(folder, { recursive: true });
});

const journalled = () => readJournal(folder)!.entries;

test('[EP7] a removed project is journalled when its removal resolves', async () => {
  const user = await givenUser(storage);
  const project = await givenProject(storage, user.id);
  await storage.projects.remove(project.id, NOW);
  expect(journalled()).toEqual([{ at: NOW, gone: project.id }]);
});

test('[EP7] so are sessions, whatever ended them, and no others', async () => {
  const user = await givenUser(storage);
  const session = async () => {
    const id = newId();
    const times = { createdAt: NOW, lastUsedAt: NOW, expiresAt: NOW + 1_000 };
    await storage.accounts.createSession({ id, user: user.id, userAgent: '', ...times }, `hash of ${id}`);
    return id;
  };
  const [signedOut, reset, stolen] = [await session(), await session(), await session()];
  await storage.accounts.revokeSession(signedOut, NOW);
  await storage.accounts.revokeSession(newId(), NOW);
  await storage.accounts.rotate(`hash of ${stolen}`, 'next', NOW, 0, 1_000);
  await storage.accounts.rotate('next', 'after', NOW, 0, 1_000);
  await storage.accounts.rotate(`hash of ${stolen}`, 'thief', NOW + 1, 0, 1_000);
  await storage.accounts.setPassword(user.id, 'hash', null, NOW);
  expect(journalled()).toEqual([signedOut, stolen, reset].map((ended) => ({ at: NOW, ended })));
});

test('[EP7] so is an address of a calendar, when another takes its place and when it is taken back', async () => {
  const { id: user } = await givenUser(storage);
  const { id: project } = await givenProject(storage, user);
  const feed = { project, user, secretHash: 'first', createdAt: NOW };
  await storage.calendarFeeds.set(feed);
  await storage.calendarFeeds.set({ ...feed, secretHash: 'second' });
  await storage.calendarFeeds.remove(project, user);
  await storage.calendarFeeds.remove(project, user);
  expect(journalled()).toEqual([
    { at: NOW, feed: 'first' },
    { at: NOW, feed: 'second' },
  ]);
});

test('[EP7] so is an invitation that is used up or taken back, and an account that is closed', async () => {
  const owner = await givenUser(storage);
  const { id: project } = await givenProject(storage, owner.id);
  const invited = (token: string) => {
    const id = newId();
    const mail = { id, messageId: `<${id}@studio.example>`, subject: 's', text: 't', html: 'h' };
    return {
      ...{ id, email: `${id}@studio.example`, role: 'viewer' as const, tokenHash: secretHash(token), mail },
      ...{ invitedBy: owner.id, createdAt: NOW, expiresAt: NOW + 9 },
    };
  };
  const [joined, signedUp, withdrawn] = [invited('one'), invited('two'), invited('three')];
  await storage.invitations.add(project, [joined, signedUp, withdrawn], NOW);
  const user = await givenUser(storage);
  await storage.projects.join('one', user.id, NOW);
  await storage.projects.join('one', user.id, NOW);
  await create(storage, newUser(), { inviteCode: 'two' });
  await storage.invitations.withdraw(project, withdrawn.id);
  const session = await givenSession(storage, user);
  await storage.accounts.setActive(user.id, false, NOW);
  await storage.accounts.setActive(newId(), false, NOW);
  expect(journalled()).toEqual([
    ...[joined, signedUp, withdrawn].map(({ id }) => ({ at: NOW, invitation: id })),
    { at: NOW, account: user.id, active: false },
    { at: NOW, ended: session },
  ]);
});

test('[EP7] whose a client id is follows its first structs, once', async () => {
  const document = await givenDocument(storage);
  const user = newId();
  const write = (clientId: number | null, clockFrom: number | null, more = {}) =>
    storage.documents.append([
      {
        document,
        epoch: EPOCH,
        rows: [row(bytes(1), { user, device: 'd', clientId, clockFrom, n: 1 })],
        ...more,
      },
    ]);
  await write(7, 0);
  await write(7, 1);
  await write(null, null, { leases: [{ clientId: 8, user, device: null, lastN: 0 }] });
  await write(null, null, { leases: [{ clientId: 7, user, device: 'd', lastN: 3 }] });
  await storage.close();
  const lease = (clientId: number, device: string | null) => ({
    at: NOW,
    lease: { document, clientId, user, device },
  });
  expect(journalled()).toEqual([lease(7, 'd'), lease(8, null)]);
});

test('what fails is not journalled', async () => {
  await storage.close();
  await expect(storage.projects.remove(newId(), NOW)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  expect(journalled()).toEqual([]);
});
