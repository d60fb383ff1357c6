import { newId, projectDocument } from '@clapper/protocol';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Session, Storage, User } from '../storage.ts';
import {
  announcedBy,
  create,
  givenProject,
  givenUser,
  newStudio,
  newUser,
  NOW,
  open,
  type Database,
} from './given.ts';

const HOUR = 3_600_000;
const GRACE = 60_000;
const TTL = 28 * 24 * HOUR;

export function accountsConform(storageOf: () => Storage, database: Database): void {
  describe('accounts', () => {
    let storage: Storage;
    beforeAll(() => (storage = storageOf()));

    /** A storage nobody has an account in. */
    async function withEmpty(test: (empty: Storage) => Promise<void>): Promise<void> {
      const empty = await open(await database.fresh());
      try {
        await test(empty);
      } finally {
        await empty.close();
      }
    }

    it('[ST30] counts accounts', () =>
      withEmpty(async (empty) => {
        expect(await empty.accounts.count()).toBe(0);
        await givenUser(empty);
        expect(await empty.accounts.count()).toBe(1);
      }));

    it('[ST31] creates an account with its studio', async () => {
      const user = newUser({ username: `김하늘-${newId()}`, nickname: '하늘 🎬' });
      const studio = newStudio();
      const made = await create(storage, user, { studio });
      const { passwordHash: _hash, ...shown } = user;
      const expected: User = {
        ...shown,
        profileImageUrl: null,
        isAdmin: false,
        isActive: true,
        updatedAt: NOW,
        lastLoginAt: null,
      };
      // The first account of this database may have been made by another test, or be this one.
      expected.isAdmin = made.ok && made.user.isAdmin;
      expect(made).toEqual({ ok: true, user: expected, joined: null });
      expect(await storage.accounts.get(user.id)).toEqual(expected);
      expect(await storage.projects.studios(user.id)).toEqual([
        { ...studio, owner: user.id, description: '', createdAt: NOW, updatedAt: NOW },
      ]);
      expect(await storage.accounts.get(newId())).toBeNull();
    });

    it('[ST31] joins the invite’s project with the account, or makes neither', async () => {
      const owner = await givenUser(storage);
      const project = await givenProject(storage, owner.id);
      const code = newId().slice(-12);
      const invite = { code, role: 'editor', expiresAt: null, createdBy: owner.id, createdAt: NOW } as const;
      await storage.projects.setInvite(project.id, invite);

      const rejected = newUser({ email: owner.email });
      const refused = await create(storage, rejected, { inviteCode: code });
      expect(refused).toEqual({ ok: false, code: 'TAKEN', fields: ['email'] });
      expect(await storage.projects.members(project.id)).toHaveLength(1);

      const user = newUser();
      const made = await create(storage, user, { inviteCode: code, registration: 'invited' });
      expect(made).toMatchObject({ ok: true, joined: { project, role: 'editor' } });
      expect(await storage.projects.role(project.id, user.id)).toBe('editor');

      const lost = newUser();
      expect(await create(storage, lost, { inviteCode: 'no-such-code' })).toEqual({
        ok: false,
        code: 'INVITE_NOT_FOUND',
      });
      expect(await storage.accounts.get(lost.id)).toBeNull();
    });

    it('[ST32] makes one system admin of two that register first at the same moment', () =>
      withEmpty(async (empty) => {
        const made = await Promise.all(
          [1, 2, 3, 4].map(() => create(empty, newUser(), { registration: 'open' })),
        );
        expect(made.filter((result) => result.ok && result.user.isAdmin)).toHaveLength(1);
        expect(await empty.accounts.count()).toBe(4);
      }));

    it('[ST32] makes only the named address the system admin, however it is written', () =>
      withEmpty(async (empty) => {
        const rules = { adminEmail: 'Boss@Studio.example' };
        expect(await create(empty, newUser(), rules)).toMatchObject({ ok: true, user: { isAdmin: false } });
        const boss = newUser({ email: 'boss@studio.EXAMPLE' });
        expect(await create(empty, boss, rules)).toMatchObject({ ok: true, user: { isAdmin: true } });
      }));

    it('[ST33] lets in whom the registration rule names', () =>
      withEmpty(async (empty) => {
        const closed = { ok: false, code: 'REGISTRATION_CLOSED' };
        const both = await Promise.all(
          [1, 2].map(() => create(empty, newUser(), { registration: 'closed' })),
        );
        const owner = both.find((result) => result.ok);
        expect(both.filter((result) => !result.ok)).toEqual([closed]);
        if (owner?.ok !== true) throw new Error('nobody was first');

        const project = await givenProject(empty, owner.user.id);
        const invite = { code: 'abc', role: 'viewer', createdBy: owner.user.id, createdAt: NOW } as const;
        await empty.projects.setInvite(project.id, { ...invite, expiresAt: NOW + 1 });
        expect(await create(empty, newUser(), { registration: 'closed', inviteCode: 'abc' })).toEqual(closed);
        expect(await create(empty, newUser(), { registration: 'invited' })).toEqual(closed);
        const late = newUser({ createdAt: NOW + 1 });
        expect(await create(empty, late, { registration: 'invited', inviteCode: 'abc' })).toEqual({
          ok: false,
          code: 'INVITE_NOT_FOUND',
        });
        expect(await create(empty, newUser(), { registration: 'invited', inviteCode: 'abc' })).toMatchObject({
          ok: true,
          joined: { role: 'viewer' },
        });
        expect(await create(empty, newUser(), { registration: 'open' })).toMatchObject({
          ok: true,
          joined: null,
        });
      }));

    it('[ST34] tells apart names and e-mails neither by case nor by how a system composes letters', async () => {
      const tail = newId();
      // One syllable, and its letters one by one: the same name typed on two systems.
      const composed = `한글-Straße-${tail}`;
      const email = `Kim-${tail}@studio.example`;
      await givenUser(storage, { username: composed, email });
      const username = composed.normalize('NFD').toUpperCase();
      expect(await create(storage, newUser({ username }))).toEqual({
        ok: false,
        code: 'TAKEN',
        fields: ['username'],
      });
      expect(await create(storage, newUser({ username, email: email.toUpperCase() }))).toEqual({
        ok: false,
        code: 'TAKEN',
        fields: ['username', 'email'],
      });
    });

    it('[ST34] gives a name to one of those who ask for it at the same moment', async () => {
      const username = `same-${newId()}`;
      const made = await Promise.all([1, 2, 3].map(() => create(storage, newUser({ username }))));
      expect(made.filter((result) => result.ok)).toHaveLength(1);
      expect(made.filter((result) => !result.ok)).toEqual([
        { ok: false, code: 'TAKEN', fields: ['username'] },
        { ok: false, code: 'TAKEN', fields: ['username'] },
      ]);
    });

    it('[ST35] finds a login by either name, ignoring case', async () => {
      const user = await givenUser(storage, { passwordHash: 'argon' });
      const found = { user, passwordHash: 'argon' };
      expect(await storage.accounts.findLogin(user.email.toUpperCase())).toEqual(found);
      expect(await storage.accounts.findLogin(user.username.toUpperCase())).toEqual(found);
      expect(await storage.accounts.findLogin(user.nickname)).toBeNull();
    });

    it('[ST36] changes a profile and asks for every document that shows the name', async () => {
      const user = await givenUser(storage);
      const projects = [await givenProject(storage, user.id), await givenProject(storage, user.id)];
      const announced = await announcedBy(storage, async () => {
        const changed = await storage.accounts.updateProfile(user.id, { nickname: '새 이름' }, NOW + 1);
        expect(changed).toEqual({ ...user, nickname: '새 이름', updatedAt: NOW + 1 });
      });
      expect(announced).toEqual(projects.map(({ id }) => projectDocument(id, 'info')).toSorted());
      const profileImageUrl = 'data:image/webp;base64,AAAA';
      const pictured = await storage.accounts.updateProfile(user.id, { profileImageUrl }, NOW + 2);
      expect(pictured).toMatchObject({ nickname: '새 이름', profileImageUrl });
      const bare = await storage.accounts.updateProfile(user.id, { profileImageUrl: null }, NOW + 3);
      expect(bare?.profileImageUrl).toBeNull();
      expect(await storage.accounts.updateProfile(newId(), {}, NOW)).toBeNull();
    });

    describe('sessions', () => {
      const newSession = (user: string, rest: Partial<Session> = {}): Session => ({
        id: newId(),
        user,
        createdAt: NOW,
        lastUsedAt: NOW,
        expiresAt: NOW + TTL,
        userAgent: 'Chromium',
        ...rest,
      });

      async function signedIn(): Promise<{ user: User; session: Session; token: string }> {
        const user = await givenUser(storage);
        const session = newSession(user.id);
        const token = `token-${newId()}`;
        await storage.accounts.createSession(session, token);
        return { user: { ...user, lastLoginAt: NOW }, session, token };
      }

      const rotate = (token: string, next: string, at: number) =>
        storage.accounts.rotate(token, next, at, GRACE, TTL);

      it('[ST38] knows a live session and its user', async () => {
        const { user, session } = await signedIn();
        expect(await storage.accounts.session(session.id, NOW + TTL - 1)).toEqual({
          session,
          user,
          guest: null,
        });
        expect(await storage.accounts.session(session.id, NOW + TTL)).toBeNull();
        expect(await storage.accounts.session(newId(), NOW)).toBeNull();
        const second = newSession(user.id, { createdAt: NOW + 1 });
        await storage.accounts.createSession(second, newId());
        expect(await storage.accounts.sessions(user.id, NOW)).toEqual([session, second]);
        expect(await storage.accounts.sessions(user.id, NOW + TTL)).toEqual([]);
      });

      it('[ST38] [ST43] ends a session once', async () => {
        const { session, user, token } = await signedIn();
        expect(await storage.accounts.revokeSession(session.id, NOW + 1)).toBe(true);
        expect(await storage.accounts.revokeSession(session.id, NOW + 2)).toBe(false);
        expect(await storage.accounts.revokeSession(newId(), NOW)).toBe(false);
        expect(await storage.accounts.session(session.id, NOW + 2)).toBeNull();
        expect(await storage.accounts.sessions(user.id, NOW + 2)).toEqual([]);
        expect(await rotate(token, newId(), NOW + 2)).toEqual({ status: 'unknown' });
      });

      it('[ST37] ends every session but one with a new password', async () => {
        const { user, session: kept } = await signedIn();
        const [one, two] = [newSession(user.id), newSession(user.id)];
        await storage.accounts.createSession(one, newId());
        await storage.accounts.createSession(two, newId());
        await storage.accounts.revokeSession(two.id, NOW);
        expect(await storage.accounts.setPassword(user.id, 'new', kept.id, NOW + 1)).toEqual([one.id]);
        expect(await storage.accounts.sessions(user.id, NOW + 1)).toEqual([kept]);
        expect((await storage.accounts.findLogin(user.email))?.passwordHash).toBe('new');
        expect(await storage.accounts.setPassword(user.id, 'newer', null, NOW + 2)).toEqual([kept.id]);
      });

      it('[ST40] exchanges a refresh token and puts the end off', async () => {
        const { user, session, token } = await signedIn();
        const at = NOW + HOUR;
        const next = newId();
        expect(await rotate(token, next, at)).toEqual({
          status: 'ok',
          guest: null,
          session: { ...session, lastUsedAt: at, expiresAt: at + TTL },
          user,
        });
        expect(await rotate(next, newId(), at + HOUR)).toMatchObject({ status: 'ok' });
        expect(await rotate(newId(), newId(), at)).toEqual({ status: 'unknown' });
      });

      it('[ST40] exchanges nothing for a session that is over', async () => {
        const { token } = await signedIn();
        expect(await rotate(token, newId(), NOW + TTL)).toEqual({ status: 'unknown' });
      });

      it('[ST41] signs nobody out when two tabs refresh at once', async () => {
        const { session, token } = await signedIn();
        const [first, second] = [newId(), newId()];
        const answers = await Promise.all([
          rotate(token, first, NOW + HOUR),
          rotate(token, second, NOW + HOUR),
        ]);
        expect(answers.map(({ status }) => status)).toEqual(['ok', 'ok']);
        // Whichever of the two the browser kept goes on.
        expect(await rotate(second, newId(), NOW + 2 * HOUR)).toMatchObject({ status: 'ok' });
        expect(await storage.accounts.session(session.id, NOW + 2 * HOUR)).not.toBeNull();
      });

      it('[ST41] signs nobody out when the answer was lost on the way', async () => {
        const { token } = await signedIn();
        const at = NOW + HOUR;
        expect(await rotate(token, newId(), at)).toMatchObject({ status: 'ok' });
        expect(await rotate(token, newId(), at + 1)).toMatchObject({ status: 'ok' });
        const arrived = newId();
        expect(await rotate(token, arrived, at + GRACE)).toMatchObject({ status: 'ok' });
        expect(await rotate(arrived, newId(), at + 2 * HOUR)).toMatchObject({ status: 'ok' });
      });

      it('[ST42] takes an old token after the grace for a stolen one and ends the session', async () => {
        const { session, token } = await signedIn();
        const next = newId();
        await rotate(token, next, NOW + HOUR);
        const late = NOW + HOUR + GRACE + 1;
        expect(await rotate(token, newId(), late)).toEqual({ status: 'reused', session: session.id });
        expect(await storage.accounts.session(session.id, late)).toBeNull();
        expect(await rotate(next, newId(), late)).toEqual({ status: 'unknown' });
      });

      it('[ST42] takes a token for stolen as soon as the one given for it was used', async () => {
        const { session, token } = await signedIn();
        const next = newId();
        await rotate(token, next, NOW + 1);
        await rotate(next, newId(), NOW + 2);
        expect(await rotate(token, newId(), NOW + 3)).toEqual({ status: 'reused', session: session.id });
      });

      it('[ST42] lets two lines of tokens live no longer than the grace', async () => {
        const { session, token } = await signedIn();
        const [ours, theirs] = [newId(), newId()];
        await rotate(token, ours, NOW + 1);
        await rotate(token, theirs, NOW + 2);
        expect(await rotate(ours, newId(), NOW + HOUR)).toMatchObject({ status: 'ok' });
        expect(await rotate(theirs, newId(), NOW + 2 * HOUR)).toEqual({
          status: 'reused',
          session: session.id,
        });
      });
    });
  });
}
