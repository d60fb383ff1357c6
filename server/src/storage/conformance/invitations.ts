import { newId } from '@clapper/protocol';
import { beforeAll, describe, expect, it } from 'vitest';
import { secretHash } from '../secret-hash.ts';
import type { NewInvitation, ProjectRow, Storage, User } from '../storage.ts';
import { create, givenMember, givenProject, givenUser, newUser, NOW } from './given.ts';

export function invitationsConform(storageOf: () => Storage): void {
  describe('invitations', () => {
    let storage: Storage;
    let owner: User;
    beforeAll(async () => {
      storage = storageOf();
      owner = await givenUser(storage, { nickname: 'Mina' });
    });

    function invitation(token: string, rest: Partial<NewInvitation> = {}): NewInvitation {
      const id = newId();
      return {
        ...{ id, email: `${id}@Studio.example`, role: 'editor', tokenHash: secretHash(token) },
        ...{ invitedBy: owner.id, createdAt: NOW, expiresAt: NOW + 100 },
        mail: { id: newId(), messageId: `<${id}@studio.example>`, subject: '초대', text: 't', html: 'h' },
        ...rest,
      };
    }
    async function given(rest: Partial<NewInvitation> = {}) {
      const project = await givenProject(storage, owner.id);
      const token = newId();
      const one = invitation(token, rest);
      expect(await storage.invitations.add(project.id, [one], NOW)).toEqual(['queued']);
      return { project, token, one };
    }
    const mailed = async (email: string) =>
      (await storage.deliveries.mails(NOW, 1_000)).filter(({ address }) => address === email);
    const joins = (token: string, user: string, at = NOW) => storage.projects.join(token, user, at);
    const without = ({ mail: _mail, tokenHash: _token, ...rest }: NewInvitation) => ({
      ...rest,
      invitedBy: { id: owner.id, name: 'Mina' },
    });
    const opened = (
      project: ProjectRow,
      { id, role, expiresAt }: NewInvitation,
      acceptedBy: string | null,
    ) => ({
      ...{ project, role, expiresAt, invitation: { id, acceptedBy } },
    });

    it('[ST150] keeps each with the mail that carries it, or neither', async () => {
      const { project, one } = await given();
      expect(await storage.invitations.open(project.id, NOW)).toEqual([without(one)]);
      const { mail, email } = one;
      expect(await mailed(email)).toEqual([
        { ...mail, user: null, address: email, createdAt: NOW, attempts: 0 },
      ]);
      const again = invitation(newId(), { mail: { ...mail } });
      await expect(storage.invitations.add(project.id, [again], NOW)).rejects.toMatchObject({
        code: 'TAKEN',
      });
      expect(await storage.invitations.open(project.id, NOW)).toEqual([without(one)]);
      await expect(storage.invitations.add(newId(), [invitation(newId())], NOW)).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
    });

    it('[ST150] invites no member, and nobody twice within the time; later one ends the one before', async () => {
      const { project, one, token } = await given();
      const member = await givenMember(storage, project, 'viewer');
      const next = newId();
      const later = (createdAt: number) =>
        invitation(next, { email: one.email.toUpperCase(), createdAt, expiresAt: createdAt + 100 });
      const asked = [invitation(newId(), { email: member.email.toUpperCase() }), later(NOW + 1)];
      expect(await storage.invitations.add(project.id, asked, NOW - 1)).toEqual(['member', 'invited']);
      expect(await mailed(member.email.toUpperCase())).toEqual([]);
      expect(await storage.invitations.add(project.id, [later(NOW + 2)], NOW)).toEqual(['queued']);
      expect(await storage.projects.findInvite(token, NOW + 2)).toBeNull();
      expect(await mailed(one.email)).toEqual([]);
      expect(await storage.projects.findInvite(next, NOW + 2)).not.toBeNull();
      expect(await storage.invitations.open(project.id, NOW + 2)).toHaveLength(1);
    });

    it('[ST150] of several to one address at the same moment one is mailed', async () => {
      const { project } = await given();
      const email = `${newId()}@studio.example`;
      const outcomes = await Promise.all(
        [1, 2, 3].map(() => storage.invitations.add(project.id, [invitation(newId(), { email })], NOW - 1)),
      );
      expect(outcomes.flat().toSorted()).toEqual(['invited', 'invited', 'queued']);
      expect(await mailed(email)).toHaveLength(1);
    });

    it('[ST151] lets one person in, once', async () => {
      const { project, one, token } = await given();
      const found = opened(project, one, null);
      expect(await storage.projects.findInvite(token, NOW)).toEqual(found);
      expect(await storage.projects.findInvite({ invitation: one.id }, NOW)).toEqual(found);
      expect(await storage.projects.findInvite(one.tokenHash, NOW)).toBeNull();
      expect(await storage.projects.findInvite(token, NOW + 100)).toBeNull();
      expect(await joins(token, owner.id)).toMatchObject({ role: 'owner', joined: false });

      const [guest, other] = [await givenUser(storage), await givenUser(storage)];
      expect(await joins(token, guest.id)).toMatchObject({ role: 'editor', joined: true });
      expect(await joins(token, guest.id)).toMatchObject({ role: 'editor', joined: false });
      expect(await joins(token, other.id)).toBeNull();
      expect(await storage.projects.role(project.id, other.id)).toBeNull();
      expect(await storage.projects.findInvite(token, NOW)).toEqual(opened(project, one, guest.id));
      expect(await storage.invitations.open(project.id, NOW)).toEqual([]);

      await storage.projects.changeRole(project.id, owner.id, guest.id, null, NOW);
      expect(await joins(token, guest.id)).toBeNull();
      expect(await storage.projects.role(project.id, guest.id)).toBeNull();
    });

    it('[ST151] of two at the same moment one gets in', async () => {
      const { project, token } = await given();
      const people = [await givenUser(storage), await givenUser(storage)];
      const results = await Promise.all(people.map(({ id }) => joins(token, id)));
      expect(results.filter((result) => result === null)).toHaveLength(1);
      expect(await storage.projects.members(project.id)).toHaveLength(2);
    });

    it('[ST151] makes one account, where accounts are for who is invited', async () => {
      const { project, one, token } = await given();
      const rules = { inviteCode: { invitation: one.id }, registration: 'invited' } as const;
      expect(await create(storage, newUser(), rules)).toMatchObject({
        ok: true,
        joined: { project, role: 'editor' },
      });
      for (const inviteCode of [rules.inviteCode, token])
        expect(await create(storage, newUser(), { ...rules, inviteCode })).toEqual({
          ok: false,
          code: 'INVITE_NOT_FOUND',
        });
    });

    it('[ST153] one that an old file brought back is gone again, and one that was used stays used', async () => {
      const { project, one, token } = await given();
      await storage.invitations.forget(newId());
      await storage.invitations.forget(one.id);
      expect(await storage.projects.findInvite(token, NOW)).toBeNull();
      const other = await given();
      const guest = await givenUser(storage);
      expect(await joins(other.token, guest.id)).toMatchObject({ used: other.one.id });
      await storage.invitations.forget(other.one.id);
      expect(await storage.projects.findInvite(other.token, NOW)).not.toBeNull();
      expect(await storage.invitations.open(project.id, NOW)).toEqual([]);
    });

    it('[ST152] opens nothing once it was withdrawn, and its mail stays here', async () => {
      const { project, one, token } = await given();
      const other = await given();
      expect(await storage.invitations.withdraw(other.project.id, one.id)).toBe(false);
      expect(await storage.invitations.withdraw(project.id, one.id)).toBe(true);
      expect(await storage.invitations.withdraw(project.id, one.id)).toBe(false);
      expect(await storage.projects.findInvite(token, NOW)).toBeNull();
      expect(await mailed(one.email)).toEqual([]);
      expect(await joins(token, (await givenUser(storage)).id)).toBeNull();
      const guest = await givenUser(storage);
      await joins(other.token, guest.id);
      expect(await storage.invitations.withdraw(other.project.id, other.one.id)).toBe(false);
    });
  });
}
