import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newId } from '@clapper/protocol';
import { givenProject, givenUser, NOW, open } from '../storage/conformance/given.ts';
import { DEAD_SESSION_MS } from '../storage/limits.ts';
import { holdOn } from './hold-on.ts';

test('[EP14] what an old file brought back is removed and ended again, and nothing else', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'clapper-hold-on-'));
  const storage = await open(`file:${join(folder, 'test.db')}`);
  const user = await givenUser(storage);
  const [gone, alive] = [await givenProject(storage, user.id), await givenProject(storage, user.id)];
  const session = async () => {
    const id = newId();
    const times = { createdAt: NOW, lastUsedAt: NOW, expiresAt: NOW + 1_000 };
    await storage.accounts.createSession({ id, user: user.id, userAgent: '', ...times }, id);
    return id;
  };
  const [ended, live] = [await session(), await session()];
  const feed = { project: alive.id, user: user.id, secretHash: 'taken back', createdAt: NOW };
  await storage.calendarFeeds.set(feed);
  const mail = { id: newId(), messageId: '<m@studio.example>', subject: 's', text: 't', html: 'h' };
  const asked = {
    ...{ id: newId(), email: 'a@studio.example', role: 'viewer' as const, tokenHash: 'hash' },
    ...{ invitedBy: user.id, createdAt: NOW, expiresAt: NOW + 9, mail },
  };
  await storage.invitations.add(alive.id, [asked], NOW);
  const closed = await givenUser(storage);
  const past = [
    { at: NOW - 1, feed: feed.secretHash },
    { at: NOW - 1, feed: 'of no one' },
    { at: NOW - 1, invitation: asked.id },
    { at: NOW - 1, invitation: newId() },
    { at: NOW - 2, account: closed.id, active: true },
    { at: NOW - 1, account: closed.id, active: false },
    { at: NOW - 2, account: user.id, active: false },
    { at: NOW - 1, account: user.id, active: true },
    { at: NOW - 1, gone: gone.id },
    { at: NOW - 1, gone: newId() },
    { at: NOW - 1, ended },
    { at: NOW - 1, ended: newId() },
    // So long ago that it cannot be the same one.
    { at: NOW - DEAD_SESSION_MS, ended: live },
    { at: NOW - 1, restored: 'lost' as const },
  ];
  expect(await holdOn(storage, past, NOW)).toEqual({ gone: 1, ended: 1 });
  expect(await holdOn(storage, past, NOW)).toEqual({ gone: 0, ended: 0 });
  const there = [await storage.projects.get(gone.id), await storage.projects.get(alive.id)];
  expect(there.map((project) => project?.id)).toEqual([undefined, alive.id]);
  const sessions = [await storage.accounts.session(ended, NOW), await storage.accounts.session(live, NOW)];
  expect(sessions.map((found) => found?.session.id)).toEqual([undefined, live]);
  expect(await storage.calendarFeeds.get(alive.id, user.id)).toBeNull();
  expect(await storage.invitations.open(alive.id, NOW)).toEqual([]);
  expect((await storage.accounts.get(closed.id))?.isActive).toBe(false);
  expect((await storage.accounts.get(user.id))?.isActive).toBe(true);
  await storage.close();
  rmSync(folder, { recursive: true });
});
