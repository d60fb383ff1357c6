import { newId } from '@clapper/protocol';
import { beforeAll, describe, expect, it } from 'vitest';
import type { NewGuestLink, ProjectRow, Storage } from '../storage.ts';
import { create, givenProject, givenSession, givenUser, newUser, NOW } from './given.ts';

export function guestsConform(storageOf: () => Storage): void {
  describe('guests', () => {
    let storage: Storage;
    beforeAll(() => (storage = storageOf()));

    interface Given {
      project: ProjectRow;
      link: NewGuestLink;
    }

    async function given(rest: Partial<NewGuestLink> = {}): Promise<Given> {
      const { id: createdBy } = await givenUser(storage, { nickname: 'Mina' });
      const project = await givenProject(storage, createdBy);
      const id = newId();
      const link: NewGuestLink = {
        ...{ id, project: project.id, video: newId(), name: '클라이언트', role: 'reviewer', approves: false },
        ...{ secretHash: `hash of ${id}`, expiresAt: null, createdBy, createdAt: NOW },
        ...rest,
      };
      await storage.guests.addLink(link);
      return { project, link };
    }

    async function comesThrough(link: Pick<NewGuestLink, 'id'>): Promise<{ user: string; session: string }> {
      const user = newId();
      await storage.guests.enter({ id: user, name: '한지우', link: link.id, createdAt: NOW });
      return { user, session: await givenSession(storage, { id: user }) };
    }

    const grant = ({ id, project, video, role, approves, expiresAt }: NewGuestLink) => ({
      ...{ link: id, project, video, role, approves, expiresAt },
    });

    it('[ST140] a link opens to its secret, until it runs out or is revoked, and to nothing else', async () => {
      const { link } = await given({ expiresAt: NOW + 10 });
      const { id, secretHash } = link;
      expect(await storage.guests.open(id, secretHash, NOW)).toEqual(grant(link));
      expect(await storage.guests.open(id, 'another', NOW)).toBeNull();
      expect(await storage.guests.open((await given()).link.id, secretHash, NOW)).toBeNull();
      expect(await storage.guests.open(newId(), secretHash, NOW)).toBeNull();
      expect(await storage.guests.open(id, secretHash, NOW + 10)).toBeNull();
      await storage.guests.revoke(id, NOW);
      expect(await storage.guests.open(id, secretHash, NOW)).toBeNull();
    });

    it('[ST140] links are told by video, with who came through them, and without their secret', async () => {
      const { link, project } = await given({ role: 'viewer' });
      await storage.guests.addLink({ ...link, id: newId(), video: newId(), secretHash: newId() });
      const { secretHash: _secret, ...told } = link;
      const more = { createdByName: 'Mina', lastUsedAt: null, guests: 0 };
      expect(await storage.guests.links(project.id, link.video, NOW)).toEqual([{ ...told, ...more }]);
      await comesThrough(link);
      const used = { ...more, lastUsedAt: NOW, guests: 1 };
      expect(await storage.guests.links(project.id, link.video, NOW)).toEqual([{ ...told, ...used }]);
      await storage.guests.revoke(link.id, NOW);
      expect(await storage.guests.links(project.id, link.video, NOW)).toEqual([]);
    });

    it('[ST141] revoking says whose sessions end, once', async () => {
      const { link } = await given();
      const sessions = [await comesThrough(link), await comesThrough(link)].map(({ session }) => session);
      await comesThrough((await given()).link);
      expect(await storage.guests.revoke(link.id, NOW)).toEqual(sessions.toSorted());
      expect(await storage.guests.revoke(link.id, NOW)).toBeNull();
      expect(await storage.guests.revoke(newId(), NOW)).toBeNull();
    });

    it('[ST142] who came through a link is let in as long as it lives, with what it allows', async () => {
      const { link } = await given({ expiresAt: NOW + 100, approves: true });
      const { user, session } = await comesThrough(link);
      const found = await storage.accounts.session(session, NOW);
      expect(found?.guest).toEqual(grant(link));
      expect(found?.user).toMatchObject({ id: user, nickname: '한지우', isAdmin: false });
      expect(found?.user).not.toHaveProperty('guestLink');
      expect(await storage.guests.grantOf(user, NOW)).toEqual(grant(link));
      const rotated = await storage.accounts.rotate(`hash of ${session}`, newId(), NOW + 5, 0, 1_000);
      expect(rotated).toMatchObject({ status: 'ok', guest: grant(link) });

      expect(await storage.accounts.session(session, NOW + 100)).toBeNull();
      expect(await storage.guests.grantOf(user, NOW + 100)).toBeNull();
      await storage.guests.revoke(link.id, NOW + 6);
      expect(await storage.accounts.session(session, NOW + 7)).toBeNull();
      expect(await storage.guests.grantOf(user, NOW + 7)).toBeNull();
    });

    it('[ST142] a link that was revoked renews no session', async () => {
      const { link } = await given();
      const { session } = await comesThrough(link);
      await storage.guests.revoke(link.id, NOW);
      expect(await storage.accounts.rotate(`hash of ${session}`, newId(), NOW, 0, 1_000)).toEqual({
        status: 'unknown',
      });
    });

    it('[ST142] goes with the project', async () => {
      const { link, project } = await given();
      const { session } = await comesThrough(link);
      await storage.projects.remove(project.id, NOW);
      expect(await storage.accounts.session(session, NOW)).toBeNull();
      expect(await storage.guests.open(link.id, link.secretHash, NOW)).toBeNull();
    });

    it('[ST143] a guest is no account until they make one: then it is theirs, under the same id', async () => {
      const { link, project } = await given();
      const accounts = await storage.accounts.count();
      const { user, session } = await comesThrough(link);
      expect(await storage.accounts.count()).toBe(accounts);
      expect(await storage.accounts.findLogin(`@${user}`)).toBeNull();
      expect(await storage.guests.count(project.id)).toEqual({ guests: 1, accounts: 0 });

      const account = newUser({ id: user, nickname: '한지우' });
      expect(await create(storage, account)).toMatchObject({ ok: true, user: { id: user, isAdmin: false } });
      expect(await storage.accounts.count()).toBe(accounts + 1);
      expect((await storage.accounts.findLogin(account.email))?.user.id).toBe(user);
      expect(await storage.guests.count(project.id)).toEqual({ guests: 1, accounts: 1 });
      expect(await storage.guests.grantOf(user, NOW)).toBeNull();
      expect((await storage.accounts.session(session, NOW))?.guest).toBeNull();
    });
  });
}
