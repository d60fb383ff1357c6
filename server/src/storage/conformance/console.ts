import { newId } from '@clapper/protocol';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Storage } from '../storage.ts';
import { givenMember, givenProject, givenSession, givenUser, NOW } from './given.ts';

export function consoleConforms(storageOf: () => Storage): void {
  describe('console', () => {
    let storage: Storage;
    beforeAll(() => (storage = storageOf()));

    /** All of a list, page by page. */
    async function all<T extends { id: string }>(
      page: (after: string, limit: number) => Promise<T[]>,
    ): Promise<T[]> {
      const found: T[] = [];
      for (;;) {
        const more = await page(found.at(-1)?.id ?? '', 7);
        expect(more.length).toBeLessThanOrEqual(7);
        found.push(...more);
        if (more.length < 7) return found;
      }
    }

    async function givenGuest(): Promise<string> {
      const owner = await givenUser(storage);
      const project = await givenProject(storage, owner.id);
      const [link, guest] = [newId(), newId()];
      await storage.guests.addLink({
        ...{ id: link, project: project.id, video: newId(), name: '', role: 'viewer', approves: false },
        ...{ secretHash: link, expiresAt: null, createdBy: owner.id, createdAt: NOW },
      });
      await storage.guests.enter({ id: guest, name: 'Guest', link, createdAt: NOW });
      return guest;
    }

    it('[ST160] closes an account with every session of it, and opens it again', async () => {
      const [user, other] = [await givenUser(storage), await givenUser(storage)];
      const [one, two, others] = [
        await givenSession(storage, user),
        await givenSession(storage, user),
        await givenSession(storage, other),
      ];
      await storage.accounts.revokeSession(two, NOW);
      expect(await storage.accounts.setActive(user.id, false, NOW + 1)).toEqual([one]);
      expect(await storage.accounts.get(user.id)).toEqual({
        ...user,
        isActive: false,
        lastLoginAt: NOW,
        updatedAt: NOW + 1,
      });
      expect(await storage.accounts.session(one, NOW)).toBeNull();
      expect(await storage.accounts.session(others, NOW)).not.toBeNull();
      expect(await storage.accounts.setActive(user.id, true, NOW + 2)).toEqual([]);
      expect(await storage.accounts.session(one, NOW)).toBeNull();
      expect((await storage.accounts.get(user.id))?.isActive).toBe(true);
      expect(await storage.accounts.setActive(newId(), false, NOW)).toBeNull();
      expect(await storage.accounts.setActive(await givenGuest(), false, NOW)).toBeNull();
    });

    it('[ST161] tells of everybody with an account, page by page, and of nobody else', async () => {
      const owner = await givenUser(storage);
      const guest = await givenGuest();
      await givenProject(storage, owner.id);
      await givenProject(storage, owner.id);
      const accounts = await all(storage.console.accounts);
      expect(accounts.map(({ id }) => id)).toEqual(accounts.map(({ id }) => id).toSorted());
      expect(accounts.find(({ id }) => id === owner.id)).toEqual({ ...owner, projects: 2 });
      expect(accounts.some(({ id }) => id === guest)).toBe(false);
      expect(accounts).toHaveLength(await storage.accounts.count());
    });

    it('[ST162] tells of projects, page by page, how many are in them and what their files come to', async () => {
      const owner = await givenUser(storage, { nickname: 'Mina' });
      const project = await givenProject(storage, owner.id, { name: '밤 촬영' });
      await givenMember(storage, project, 'viewer');
      const hash = newId();
      const blob = {
        ...{ hash, bytes: 40, type: 'image/png' as const, about: '{}', state: 'ready' as const },
        ...{ dueAt: null, tries: 0, createdAt: NOW },
      };
      const file = { hash, project: project.id, name: 'a', user: owner.id, createdAt: NOW, named: false };
      for (const kind of ['board', 'talk'])
        await storage.files.add(blob, { ...file, document: `${project.id}/${kind}` }, null);
      const found = (await all(storage.console.projects)).find(({ id }) => id === project.id);
      const { id, name, status, createdAt, updatedAt } = project;
      expect(found).toEqual({
        ...{ id, name, status, createdAt, updatedAt },
        ...{ creator: { id: owner.id, name: 'Mina' }, members: 2, bytes: 40 },
      });
    });

    it('[ST163] counts people of each kind, projects, documents and what files come to', async () => {
      const before = await storage.console.totals();
      const owner = await givenUser(storage);
      await givenGuest();
      await givenProject(storage, owner.id);
      await storage.accounts.setActive(owner.id, false, NOW);
      const { bytes, documents } = before;
      expect(await storage.console.totals()).toEqual({
        ...{ accounts: before.accounts + 2, closed: before.closed + 1, guests: before.guests + 1 },
        ...{ projects: before.projects + 2, documents, bytes },
      });
    });
  });
}
