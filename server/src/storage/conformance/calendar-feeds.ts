import { newId } from '@clapper/protocol';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CalendarFeed, ProjectRow, Storage } from '../storage.ts';
import { givenMember, givenProject, givenUser, NOW } from './given.ts';

export function calendarFeedsConform(storageOf: () => Storage): void {
  describe('calendar feeds', () => {
    let storage: Storage;
    beforeAll(() => (storage = storageOf()));

    async function given(): Promise<{ project: ProjectRow; owner: string; feed: CalendarFeed }> {
      const { id: owner } = await givenUser(storage);
      const project = await givenProject(storage, owner);
      const feed = { project: project.id, user: owner, secretHash: `hash ${newId()}`, createdAt: NOW };
      expect(await storage.calendarFeeds.set(feed)).toBeNull();
      return { project, owner, feed };
    }

    it('[ST80] keeps one secret of a person in a project, and says which one a new one ends', async () => {
      const { project, owner, feed } = await given();
      expect(await storage.calendarFeeds.get(project.id, owner)).toEqual(feed);
      const next = { ...feed, secretHash: `hash ${newId()}`, createdAt: NOW + 1 };
      expect(await storage.calendarFeeds.set(next)).toBe(feed.secretHash);
      expect(await storage.calendarFeeds.get(project.id, owner)).toEqual(next);
      expect(await storage.calendarFeeds.find(feed.secretHash)).toBeNull();
      expect(await storage.calendarFeeds.find(next.secretHash)).toEqual(next);
    });

    it('[ST80] of several at the same moment one is left, and each of the others was said to end', async () => {
      const { feed } = await given();
      const made = [1, 2, 3].map((n) => ({ ...feed, secretHash: `hash ${n} ${newId()}` }));
      const ended = await Promise.all(made.map((one) => storage.calendarFeeds.set(one)));
      const left = (await storage.calendarFeeds.get(feed.project, feed.user))!;
      expect(new Set([...ended, left.secretHash])).toEqual(
        new Set([feed, ...made].map(({ secretHash }) => secretHash)),
      );
    });

    it('[ST80] nobody who is no member gets one', async () => {
      const { feed } = await given();
      const { id: user } = await givenUser(storage);
      await expect(
        storage.calendarFeeds.set({ ...feed, user, secretHash: `hash ${newId()}` }),
      ).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await storage.calendarFeeds.get(feed.project, user)).toBeNull();
    });

    it('[ST81] a secret opens nothing once it was taken away, and nothing that it never opened', async () => {
      const { project, owner, feed } = await given();
      const other = await given();
      expect(await storage.calendarFeeds.remove(project.id, owner)).toBe(feed.secretHash);
      expect(await storage.calendarFeeds.remove(project.id, owner)).toBeNull();
      expect(await storage.calendarFeeds.find(feed.secretHash)).toBeNull();
      expect(await storage.calendarFeeds.find(other.feed.secretHash)).toEqual(other.feed);
      expect(await storage.calendarFeeds.find(newId())).toBeNull();
      await storage.calendarFeeds.forget(newId());
      await storage.calendarFeeds.forget(other.feed.secretHash);
      expect(await storage.calendarFeeds.find(other.feed.secretHash)).toBeNull();
    });

    it('[ST82] ends with the membership, and does not come back with it', async () => {
      const { project, owner } = await given();
      const { id: user } = await givenMember(storage, project, 'viewer');
      const feed = { project: project.id, user, secretHash: `hash ${newId()}`, createdAt: NOW };
      await storage.calendarFeeds.set(feed);
      await storage.projects.changeRole(project.id, owner, user, 'editor', NOW);
      expect(await storage.calendarFeeds.find(feed.secretHash)).toEqual(feed);
      await storage.projects.changeRole(project.id, owner, user, null, NOW);
      expect(await storage.calendarFeeds.find(feed.secretHash)).toBeNull();
      const code = newId().slice(-12);
      const invite = { code, role: 'viewer' as const, expiresAt: null, createdBy: owner, createdAt: NOW };
      await storage.projects.setInvite(project.id, invite);
      expect(await storage.projects.join(code, user, NOW)).toMatchObject({ joined: true });
      expect(await storage.calendarFeeds.get(project.id, user)).toBeNull();
      expect(await storage.calendarFeeds.find(feed.secretHash)).toBeNull();
    });

    it('[ST82] ends with the project', async () => {
      const { project, feed } = await given();
      await storage.projects.remove(project.id, NOW);
      expect(await storage.calendarFeeds.find(feed.secretHash)).toBeNull();
    });
  });
}
