import type { DomainEvent } from '@clapper/documents';
import { newId, projectDocument, userDocument } from '@clapper/protocol';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Invite, ProjectRow, Storage, User } from '../storage.ts';
import {
  announcedBy,
  bytes,
  givenDocument,
  givenMember,
  givenProject,
  givenUser,
  newProject,
  newStudio,
  NOW,
} from './given.ts';

export function projectsConform(storageOf: () => Storage): void {
  describe('projects', () => {
    let storage: Storage;
    let owner: User;
    beforeAll(async () => {
      storage = storageOf();
      owner = await givenUser(storage);
    });

    const info = (project: ProjectRow) => projectDocument(project.id, 'info') as string;
    const home = (user: User) => userDocument(user.id, 'home') as string;
    const invite = (rest: Partial<Invite> = {}): Invite => ({
      code: newId().slice(-12),
      role: 'reviewer',
      expiresAt: null,
      createdBy: owner.id,
      createdAt: NOW,
      ...rest,
    });

    it('[ST51] lists a person’s studios and lets their owner change them', async () => {
      const user = await givenUser(storage);
      const [first] = await storage.projects.studios(user.id);
      const second = {
        ...newStudio(),
        owner: user.id,
        description: 'Ads',
        createdAt: NOW + 1,
        updatedAt: NOW + 1,
      };
      await storage.projects.createStudio(second);
      expect(await storage.projects.studios(user.id)).toEqual([first, second]);
      expect(await storage.projects.updateStudio(second.id, owner.id, { name: 'Mine' }, NOW + 2)).toBeNull();
      const renamed = { ...second, name: '새벽', updatedAt: NOW + 2 };
      expect(await storage.projects.updateStudio(second.id, user.id, { name: '새벽' }, NOW + 2)).toEqual(
        renamed,
      );
      expect(await storage.projects.studios(user.id)).toEqual([first, renamed]);
    });

    it('[ST52] creates a project once, with its creator as owner', async () => {
      const project = await newProject(storage, owner.id, { deadline: '2027-01-31', tag: 'storyboard' });
      const announced = await announcedBy(storage, async () => {
        expect(await storage.projects.create(project)).toBe('created');
      });
      expect(announced).toEqual([info(project), home(owner)].toSorted());
      expect(await storage.projects.create({ ...project, name: 'Again' })).toBe('exists');
      const stranger = await givenUser(storage);
      expect(await storage.projects.create({ ...project, creator: stranger.id })).toBe('taken');
      expect(await storage.projects.get(project.id)).toEqual(project);
      expect(await storage.projects.role(project.id, owner.id)).toBe('owner');
      expect(await storage.projects.role(project.id, stranger.id)).toBeNull();
      expect(await storage.projects.get(newId())).toBeNull();
    });

    it('[ST52] makes one project of a request that was repeated at the same moment', async () => {
      const project = await newProject(storage, owner.id);
      const made = await Promise.all([1, 2, 3].map(() => storage.projects.create(project)));
      expect(made.toSorted()).toEqual(['created', 'exists', 'exists']);
    });

    it('[ST50] asks for everything that shows a project when it changes', async () => {
      const project = await givenProject(storage, owner.id);
      const member = await givenMember(storage, project, 'viewer', NOW + 1);
      const change = {
        name: '야간 촬영',
        description: 'x',
        deadline: null,
        tag: 'ad',
        status: 'archived',
      } as const;
      const announced = await announcedBy(storage, async () => {
        const changed = await storage.projects.update(project.id, owner.id, change, NOW + 5);
        expect(changed).toEqual({ ...project, ...change, updatedAt: NOW + 5 });
      });
      expect(announced).toEqual([info(project), home(owner), home(member)].toSorted());
      expect(
        await announcedBy(storage, () => storage.projects.update(newId(), owner.id, change, NOW)),
      ).toEqual([]);
    });

    it('[ST127] tells what was made different, and by whom', async () => {
      const project = await givenProject(storage, owner.id, { deadline: '2026-12-18' });
      const member = await givenMember(storage, project, 'editor', NOW);
      const { name } = project;
      const change = { name, deadline: null, status: 'completed', description: 'x', tag: 'ad' } as const;
      await storage.projects.update(project.id, member.id, change, NOW + 1);
      await storage.projects.update(project.id, member.id, change, NOW + 2);
      await storage.projects.update(project.id, owner.id, { name: '새벽' }, NOW + 3);
      const rows = await storage.activity.list(project.id, { targetType: 'project' }, 9);
      const told = rows.map(({ user, target, at, event }) => {
        const { type, target: of, detail } = JSON.parse(event) as DomainEvent;
        return [user, target === project.id, at - NOW, of.name, type, detail];
      });
      expect(told).toHaveLength(4);
      expect(told[0]).toEqual([owner.id, true, 3, '새벽', 'renamed', { from: name }]);
      expect(told).toEqual(
        expect.arrayContaining([
          [member.id, true, 1, name, 'statusChanged', { from: 'active', to: 'completed' }],
          [member.id, true, 1, name, 'deadlineMoved', { from: '2026-12-18', to: null }],
          [member.id, true, 1, name, 'edited', { fields: ['description', 'tag'] }],
        ]),
      );
    });

    it('[ST50] lists a person’s projects and a project’s people', async () => {
      const project = await givenProject(storage, owner.id);
      const member = await givenMember(storage, project, 'editor', NOW + 1);
      const second = await givenProject(storage, member.id, { createdAt: NOW + 1 });
      expect(await storage.projects.listFor(member.id)).toEqual([
        { project, role: 'editor' },
        { project: second, role: 'owner' },
      ]);
      const person = ({ id, nickname, email }: User) => ({
        user: id,
        name: nickname,
        email,
        profileImageUrl: null,
        lastSeenAt: null,
      });
      expect(await storage.projects.members(project.id)).toEqual([
        { ...person(owner), role: 'owner', joinedAt: NOW },
        { ...person(member), role: 'editor', joinedAt: NOW + 1 },
      ]);
    });

    it('[ST128] keeps when members were last there, and never an earlier time', async () => {
      const project = await givenProject(storage, owner.id);
      const member = await givenMember(storage, project, 'viewer');
      const stranger = await givenUser(storage);
      const sighting = (user: User, at: number) => ({ project: project.id, user: user.id, at });
      const seen = async () =>
        (await storage.projects.members(project.id)).map(({ user, lastSeenAt }) => [user, lastSeenAt]);
      const announced = await announcedBy(storage, () =>
        storage.projects.seen([sighting(owner, NOW + 5), sighting(member, NOW), sighting(stranger, NOW)]),
      );
      expect(announced).toEqual([]);
      await storage.projects.seen([sighting(owner, NOW + 4), sighting(member, NOW + 9)]);
      expect(new Map((await seen()) as [string, number][])).toEqual(
        new Map([
          [owner.id, NOW + 5],
          [member.id, NOW + 9],
        ]),
      );
    });

    it('[ST58] lists the projects that are worked on, page by page', async () => {
      const made: ProjectRow[] = [];
      for (const status of ['active', 'completed', 'active', 'archived'] as const) {
        made.push(await givenProject(storage, owner.id, { status }));
      }
      const [first, , third] = made;
      const before = (await storage.projects.active('', 1_000)).filter(({ id }) => id < first!.id);
      const start = before.at(-1)?.id ?? '';
      expect(await storage.projects.active(start, 2)).toEqual([first, third]);
      expect(await storage.projects.active(start, 1)).toEqual([first]);
      expect(await storage.projects.active(third!.id, 2)).toEqual([]);
    });

    it('[ST59] whoever is shown how far a project is hears of another figure, of the same one nobody', async () => {
      const project = await givenProject(storage, owner.id);
      const member = await givenMember(storage, project, 'viewer');
      const shown = [info(project), home(owner), home(member)].toSorted();
      const set = (percent: number) =>
        announcedBy(storage, () => storage.projects.setProgress(project.id, percent));
      expect(await set(0)).toEqual(shown);
      expect(await set(0)).toEqual([]);
      expect(await set(51)).toEqual(shown);
      // It is no change of the project's own: lists stay in their order.
      expect(await storage.projects.get(project.id)).toEqual({ ...project, progress: 51 });
      await storage.projects.setProgress(newId(), 5);
    });

    it('[ST53] removes a project whole and for good', async () => {
      const project = await givenProject(storage, owner.id);
      const member = await givenMember(storage, project, 'editor');
      const link = invite();
      await storage.projects.setInvite(project.id, link);
      const document = await givenDocument(storage, { project: project.id, seed: bytes(1) });
      const members = [owner.id, member.id].toSorted();
      const announced = await announcedBy(storage, async () => {
        expect(await storage.projects.remove(project.id, NOW + 1)).toEqual(members);
      });
      expect(announced).toEqual([home(owner), home(member)].toSorted());
      expect(await storage.projects.get(project.id)).toBeNull();
      expect(await storage.projects.role(project.id, member.id)).toBeNull();
      expect(await storage.projects.listFor(member.id)).toEqual([]);
      expect(await storage.projects.findInvite(link.code, NOW)).toBeNull();
      expect(await storage.documents.load(document)).toBeNull();
      const zombie = { id: document, project: project.id, kind: 'board', epoch: 'e', schema: 1, seed: null };
      expect(await storage.documents.create({ ...zombie, createdAt: NOW })).toBe('deleted');
      expect(await storage.projects.create(project)).toBe('taken');
      expect(await storage.projects.remove(project.id, NOW + 2)).toEqual([]);
    });

    it('[ST54] carries out a role change that is allowed, and no other', async () => {
      const project = await givenProject(storage, owner.id);
      const editor = await givenMember(storage, project, 'editor');
      const viewer = await givenMember(storage, project, 'viewer');
      const change = (actor: User, member: User, to: Parameters<typeof storage.projects.changeRole>[3]) =>
        storage.projects.changeRole(project.id, actor.id, member.id, to, NOW + 1);

      expect(await change(editor, viewer, 'editor')).toEqual({ ok: false, code: 'FORBIDDEN' });
      expect(await change(owner, owner, 'editor')).toEqual({ ok: false, code: 'LAST_OWNER' });
      expect(await change(owner, await givenUser(storage), 'viewer')).toEqual({
        ok: false,
        code: 'NOT_FOUND',
      });

      await storage.projects.requestAccess(project.id, viewer.id, 'editor', NOW);
      const announced = await announcedBy(storage, async () => {
        expect(await change(owner, viewer, 'admin')).toEqual({ ok: true, from: 'viewer' });
      });
      expect(announced).toEqual([info(project), home(viewer)].toSorted());
      expect(await storage.projects.accessRequests(project.id)).toEqual([]);
      expect(await storage.projects.role(project.id, viewer.id)).toBe('admin');
      const joined = (await storage.projects.members(project.id)).find(({ user }) => user === viewer.id);
      expect(joined?.joinedAt).toBe(NOW);

      expect(await announcedBy(storage, () => change(viewer, editor, null))).toEqual(
        [info(project), home(editor)].toSorted(),
      );
      expect(await storage.projects.role(project.id, editor.id)).toBeNull();
    });

    it('[ST54] keeps an owner when all of them leave at the same moment', async () => {
      for (let i = 0; i < 8; i++) {
        const project = await givenProject(storage, owner.id);
        const second = await givenMember(storage, project, 'editor');
        await storage.projects.changeRole(project.id, owner.id, second.id, 'owner', NOW);
        const leave = (user: User) => storage.projects.changeRole(project.id, user.id, user.id, null, NOW);
        const left = await Promise.all([leave(owner), leave(second)]);
        expect(left).toContainEqual({ ok: true, from: 'owner' });
        expect(left).toContainEqual({ ok: false, code: 'LAST_OWNER' });
        expect(await storage.projects.members(project.id)).toHaveLength(1);
      }
    });

    it('[ST55] keeps one invite a project: a new one replaces it, null turns it off', async () => {
      const project = await givenProject(storage, owner.id);
      const [first, second] = [invite(), invite({ role: 'editor', expiresAt: NOW + 10 })];
      const found = ({ role, expiresAt }: Invite) => ({ project, role, expiresAt, invitation: null });
      await storage.projects.setInvite(project.id, first);
      expect(await storage.projects.invite(project.id)).toEqual(first);
      expect(await storage.projects.findInvite(first.code, NOW)).toEqual(found(first));
      await storage.projects.setInvite(project.id, second);
      expect(await storage.projects.findInvite(first.code, NOW)).toBeNull();
      expect(await storage.projects.findInvite(second.code, NOW + 9)).toEqual(found(second));
      expect(await storage.projects.findInvite(second.code, NOW + 10)).toBeNull();
      await storage.projects.setInvite(project.id, null);
      expect(await storage.projects.invite(project.id)).toBeNull();
      expect(await storage.projects.findInvite(second.code, NOW)).toBeNull();
      await Promise.all([1, 2, 3].map(() => storage.projects.setInvite(project.id, invite())));
      expect(await storage.projects.invite(project.id)).not.toBeNull();
    });

    it('[ST55] refuses a code that another project has', async () => {
      const [one, two] = [await givenProject(storage, owner.id), await givenProject(storage, owner.id)];
      const link = invite();
      await storage.projects.setInvite(one.id, link);
      await expect(storage.projects.setInvite(two.id, link)).rejects.toMatchObject({ code: 'TAKEN' });
      expect(await storage.projects.invite(one.id)).toEqual(link);
    });

    it('[ST56] joins by code, and takes nothing from who is in already', async () => {
      const project = await givenProject(storage, owner.id);
      const editorLink = invite({ role: 'editor' });
      await storage.projects.setInvite(project.id, editorLink);
      const user = await givenUser(storage);
      const join = (code: string, who: User, at = NOW) => storage.projects.join(code, who.id, at);

      const announced = await announcedBy(storage, async () => {
        expect(await join(editorLink.code, user)).toEqual({
          project,
          role: 'editor',
          joined: true,
          used: null,
        });
      });
      expect(announced).toEqual([info(project), home(user)].toSorted());
      expect(await join(editorLink.code, owner)).toEqual({
        project,
        role: 'owner',
        joined: false,
        used: null,
      });
      expect(await announcedBy(storage, () => join(editorLink.code, user))).toEqual([]);

      const viewer = await givenMember(storage, project, 'viewer', NOW + 1);
      expect(await join(editorLink.code, viewer)).toEqual({
        project,
        role: 'editor',
        joined: false,
        used: null,
      });
      expect(await join('no-such-code', user)).toBeNull();

      const short = invite({ expiresAt: NOW + 5 });
      await storage.projects.setInvite(project.id, short);
      expect(await join(short.code, await givenUser(storage), NOW + 5)).toBeNull();
    });

    it('[ST56] joins once when the request was repeated at the same moment', async () => {
      const project = await givenProject(storage, owner.id);
      const link = invite();
      await storage.projects.setInvite(project.id, link);
      const user = await givenUser(storage);
      const joined = await Promise.all([1, 2, 3].map(() => storage.projects.join(link.code, user.id, NOW)));
      expect(joined.filter((result) => result?.joined)).toHaveLength(1);
      expect(await storage.projects.members(project.id)).toHaveLength(2);
    });

    it('[ST57] keeps the last wish of each person until it is dismissed', async () => {
      const project = await givenProject(storage, owner.id);
      const viewer = await givenMember(storage, project, 'viewer');
      const other = await givenMember(storage, project, 'viewer');
      await storage.projects.requestAccess(project.id, viewer.id, 'reviewer', NOW);
      await storage.projects.requestAccess(project.id, other.id, 'editor', NOW + 1);
      await storage.projects.requestAccess(project.id, viewer.id, 'editor', NOW + 2);
      expect(await storage.projects.accessRequests(project.id)).toEqual([
        { user: other.id, name: other.nickname, role: 'editor', requestedAt: NOW + 1 },
        { user: viewer.id, name: viewer.nickname, role: 'editor', requestedAt: NOW + 2 },
      ]);
      await storage.projects.dismissAccessRequest(project.id, other.id);
      expect(await storage.projects.accessRequests(project.id)).toHaveLength(1);
    });

    it('[ST6] answers NOT_FOUND for what would belong to something that is not there', async () => {
      const studio = { ...newStudio(), owner: newId(), description: '', createdAt: NOW, updatedAt: NOW };
      await expect(storage.projects.createStudio(studio)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(storage.projects.setInvite(newId(), invite())).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
    });

    it('[ST6] answers TAKEN for an id that is in use', async () => {
      const [studio] = await storage.projects.studios(owner.id);
      await expect(storage.projects.createStudio(studio!)).rejects.toMatchObject({ code: 'TAKEN' });
    });

    it('[ST4] keeps text in any script and form as it was given', async () => {
      const text = 'e\u0301 é 한글 ᄒ\u1161ᆫ 👩‍👩‍👧‍👦 \u202eRTL\u202c ‘quotes’ \\ % _ ; -- \n\t';
      const project = await givenProject(storage, owner.id, { name: text, description: text });
      expect(await storage.projects.get(project.id)).toEqual(project);
    });

    it('[ST4] refuses text that not every database can hold', async () => {
      const project = await givenProject(storage, owner.id);
      for (const description of ['a\0b', 'half a pair \ud83c']) {
        await expect(
          storage.projects.update(project.id, owner.id, { description }, NOW),
        ).rejects.toMatchObject({
          code: 'INVALID',
        });
      }
      await expect(storage.accounts.findLogin('\0')).rejects.toMatchObject({ code: 'INVALID' });
      expect(await storage.projects.get(project.id)).toEqual(project);
    });
  });
}
