import { projectDocument } from '@clapper/protocol';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Storage } from '../storage.ts';
import { drainOutbox, givenProject, givenUser, NOW } from './given.ts';

export function outboxConforms(storageOf: () => Storage): void {
  describe('outbox', () => {
    let storage: Storage;
    beforeAll(() => (storage = storageOf()));

    it('[ST60] gives the oldest rows first, so many', async () => {
      const user = await givenUser(storage);
      const projects = [];
      await drainOutbox(storage);
      for (let i = 0; i < 3; i++) projects.push(await givenProject(storage, user.id));
      const all = await storage.outbox.take(100);
      expect(all.map(({ id }) => id)).toEqual(all.map(({ id }) => id).toSorted((a, b) => a - b));
      const infos = projects.map(({ id }) => projectDocument(id, 'info'));
      expect(
        all.map(({ document }) => document).filter((document) => infos.includes(document as never)),
      ).toEqual(infos);
      expect(await storage.outbox.take(2)).toEqual(all.slice(0, 2));
      await storage.outbox.done([all[0]!.id, all[2]!.id]);
      expect(await storage.outbox.take(2)).toEqual([all[1], all[3]]);
      await storage.outbox.done([]);
      await storage.outbox.done(all.map(({ id }) => id));
      expect(await storage.outbox.take(10)).toEqual([]);
    });

    it('[ST61] keeps a change that came after its rows were taken', async () => {
      const user = await givenUser(storage);
      const project = await givenProject(storage, user.id);
      await drainOutbox(storage);
      await storage.projects.update(project.id, user.id, { name: 'taken' }, NOW);
      const taken = await storage.outbox.take(100);
      await storage.projects.update(project.id, user.id, { name: 'not taken' }, NOW + 1);
      await storage.outbox.done(taken.map(({ id }) => id));
      expect((await storage.outbox.take(100)).map(({ document }) => document)).toEqual(
        taken.map(({ document }) => document),
      );
    });

    it('[ST61] loses no change to a reader who took rows before it', async () => {
      const user = await givenUser(storage);
      const project = await givenProject(storage, user.id);
      const info = projectDocument(project.id, 'info');
      await drainOutbox(storage);
      const changes = 60;
      let changing = true;
      const writers = Promise.all(
        [0, 1, 2].map(async (writer) => {
          for (let i = 0; i < changes / 3; i++) {
            await storage.projects.update(project.id, user.id, { name: `${writer}:${i}` }, NOW + i);
          }
        }),
      ).finally(() => (changing = false));

      // A projector: takes, derives from what SQL says now, then reports done.
      let shown: string | undefined;
      for (let last = false; ; last = !changing) {
        const rows = await storage.outbox.take(7);
        if (rows.length === 0 && last) break;
        if (rows.some(({ document }) => document === info))
          shown = (await storage.projects.get(project.id))?.name;
        await storage.outbox.done(rows.map(({ id }) => id));
      }
      await writers;
      expect(shown).toBe((await storage.projects.get(project.id))?.name);
    });
  });
}
