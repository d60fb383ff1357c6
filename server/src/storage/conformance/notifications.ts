import { newId, userDocument } from '@clapper/protocol';
import { beforeAll, describe, expect, it } from 'vitest';
import type { NotificationRow, Storage, User } from '../storage.ts';
import { givenProject, givenUser, NOW } from './given.ts';

export function notificationsConform(storageOf: () => Storage): void {
  describe('notifications', () => {
    let storage: Storage;
    let owner: User;
    let project: string;
    beforeAll(async () => {
      storage = storageOf();
      owner = await givenUser(storage);
      project = (await givenProject(storage, owner.id)).id;
    });

    const notification = (rest: Partial<NotificationRow> = {}): NotificationRow => ({
      user: owner.id,
      id: newId(),
      project,
      subject: '',
      body: '{"type":"mention","label":"기획"}',
      at: NOW,
      cancelledAt: null,
      ...rest,
    });
    const about = (...ids: string[]) => storage.notifications.about(ids);
    /** Homes that are to be derived again since the last time somebody asked. */
    const announced = async (): Promise<Set<string>> => {
      const rows = await storage.outbox.take(1_000);
      await storage.outbox.done(rows.map(({ id }) => id));
      return new Set(rows.map(({ document }) => document));
    };
    const home = ({ id }: User) => userDocument(id, 'home');

    it('[ST110] asks for the homes of those whom it concerns, and of nobody else', async () => {
      const other = await givenUser(storage);
      const subject = newId();
      await announced();
      await storage.notifications.put([notification({ subject }), notification({ user: other.id, subject })]);
      expect(await announced()).toEqual(new Set([home(owner), home(other)]));
      await storage.notifications.cancel(project, subject, [other.id], NOW);
      expect(await announced()).toEqual(new Set([home(other)]));
      await storage.notifications.cancel(project, newId(), null, NOW);
      expect(await announced()).toEqual(new Set());
    });

    it('[ST111] tells a person of a thing once, in the newest words', async () => {
      const other = await givenUser(storage);
      const first = notification();
      const theirs = { ...first, user: other.id };
      const again = { ...first, body: '{"count":2}', at: NOW + 1 };
      await storage.notifications.put([first, theirs]);
      await storage.notifications.put([first, again]);
      const byUser = (rows: NotificationRow[]) => new Map(rows.map((row) => [row.user, row]));
      expect(byUser(await about(first.id))).toEqual(
        new Map([
          [owner.id, again],
          [other.id, theirs],
        ]),
      );
    });

    it('[ST111] leaves taken back what was taken back, until something newer happens', async () => {
      const row = notification({ subject: newId() });
      await storage.notifications.put([row]);
      await storage.notifications.cancel(project, row.subject, null, NOW + 5);
      await storage.notifications.put([row]);
      expect(await about(row.id)).toEqual([{ ...row, cancelledAt: NOW + 5 }]);
      const newer = { ...row, at: NOW + 6 };
      await storage.notifications.put([newer]);
      expect(await about(row.id)).toEqual([newer]);
    });

    it('[ST112] gives a person’s newest, page by page, of projects they are in', async () => {
      const [person, boss] = [await givenUser(storage), await givenUser(storage)];
      const [own, left] = [await givenProject(storage, person.id), await givenProject(storage, boss.id)];
      const rows = [3, 1, 2].map((age) =>
        notification({ user: person.id, project: own.id, at: NOW - age }),
      ) as [NotificationRow, NotificationRow, NotificationRow];
      await storage.notifications.put([
        ...rows,
        notification({ user: person.id, project: left.id }),
        notification({ user: boss.id, project: left.id }),
      ]);
      const [oldest, newest, middle] = rows;
      expect(await storage.notifications.newest(person.id, null, 2)).toEqual([newest, middle]);
      expect(await storage.notifications.newest(person.id, middle, 2)).toEqual([oldest]);
      const together = notification({ user: person.id, project: own.id, at: middle.at });
      await storage.notifications.put([together]);
      expect(await storage.notifications.newest(person.id, middle, 2)).toEqual([together, oldest]);
      expect(await storage.notifications.newest(boss.id, null, 9)).toHaveLength(1);
    });

    it('[ST113] takes back what was told about a subject, in its project, to whom it is said, once', async () => {
      const other = await givenUser(storage);
      const elsewhere = await givenProject(storage, owner.id);
      const subject = newId();
      const [mine, theirs, another, far] = [
        notification({ subject }),
        notification({ subject, user: other.id }),
        notification({ subject: newId() }),
        notification({ subject, project: elsewhere.id }),
      ];
      await storage.notifications.put([mine, theirs, another, far]);
      expect(await storage.notifications.cancel(project, subject, [owner.id], NOW + 1)).toEqual([owner.id]);
      expect(await storage.notifications.cancel(project, subject, null, NOW + 2)).toEqual([other.id]);
      const taken = await about(mine.id, theirs.id, another.id, far.id);
      expect(new Map(taken.map(({ id, cancelledAt }) => [id, cancelledAt]))).toEqual(
        new Map([
          [mine.id, NOW + 1],
          [theirs.id, NOW + 2],
          [another.id, null],
          [far.id, null],
        ]),
      );
    });

    it('[ST115] knows what was told about a subject of a project since a time, and stands', async () => {
      const elsewhere = await givenProject(storage, owner.id);
      const subject = newId();
      const [told, early, taken, far] = [
        notification({ subject, at: NOW }),
        notification({ subject, at: NOW - 1 }),
        notification({ subject, at: NOW, cancelledAt: NOW }),
        notification({ subject, at: NOW, project: elsewhere.id }),
      ];
      await storage.notifications.put([told, early, taken, far, notification({ at: NOW })]);
      expect(await storage.notifications.standing(project, subject, NOW)).toEqual([told]);
    });

    it('[ST114] forgets what is old, and what its project takes along', async () => {
      const person = await givenUser(storage);
      const gone = await givenProject(storage, person.id);
      const [old, fresh, lost] = [
        notification({ at: 1 }),
        notification(),
        notification({ project: gone.id, user: person.id }),
      ];
      await storage.notifications.put([old, fresh, lost]);
      await storage.notifications.prune(2);
      await storage.projects.remove(gone.id, NOW);
      expect(await about(old.id, fresh.id, lost.id)).toEqual([fresh]);
    });

    it('belongs to somebody and to a project', async () => {
      const nobody = [notification({ user: newId() }), notification({ project: newId() })];
      for (const row of nobody) {
        await expect(storage.notifications.put([row])).rejects.toMatchObject({ code: 'NOT_FOUND' });
      }
    });
  });
}
