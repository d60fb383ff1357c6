import { randomBytes } from 'node:crypto';
import { newId } from '@clapper/protocol';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BlobRow, FileRow, Storage } from '../storage.ts';
import { givenProject, givenUser, NOW } from './given.ts';

export function filesConform(storageOf: () => Storage): void {
  describe('files', () => {
    let storage: Storage;
    beforeAll(() => (storage = storageOf()));

    async function given() {
      const { id: user } = await givenUser(storage);
      const project = await givenProject(storage, user);
      return { user, project: project.id };
    }

    const blobOf = (rest: Partial<BlobRow> = {}): BlobRow => ({
      hash: randomBytes(32).toString('hex'),
      bytes: 10,
      type: 'image/png',
      about: '{}',
      state: 'processing',
      dueAt: NOW,
      tries: 0,
      createdAt: NOW,
      ...rest,
    });

    const fileOf = (
      { project, user }: { project: string; user: string },
      { hash }: BlobRow,
      rest: Partial<FileRow> = {},
    ): FileRow => ({
      document: `${project}/board`,
      hash,
      project,
      name: '콘티.png',
      user,
      createdAt: NOW,
      named: false,
      ...rest,
    });

    it('[ST130] keeps a blob and who has it, and leaves what is there as it is', async () => {
      const place = await given();
      const blob = blobOf();
      const file = fileOf(place, blob);
      expect(await storage.files.add(blob, file, null)).toBe('added');
      const again = { ...blob, about: '{"other":1}' };
      expect(await storage.files.add(again, { ...file, name: 'other.png', user: newId() }, null)).toBe(
        'added',
      );
      expect(await storage.files.get(file.document, blob.hash)).toEqual({ file, blob });
      expect(await storage.files.blob(blob.hash)).toEqual(blob);
      expect(await storage.files.having(blob.hash)).toEqual([file]);
    });

    it('[ST130] of a project that is gone nothing is kept', async () => {
      const place = await given();
      const blob = blobOf();
      await storage.projects.remove(place.project, NOW);
      await expect(storage.files.add(blob, fileOf(place, blob), null)).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
      expect(await storage.files.blob(blob.hash)).toBeNull();
    });

    it('[ST130] says when a project would hold too much, of several at the same moment too', async () => {
      const place = await given();
      const made = [1, 2, 3].map(() => blobOf({ bytes: 40 }));
      const answers = await Promise.all(
        made.map((blob) => storage.files.add(blob, fileOf(place, blob), 100)),
      );
      expect(answers.toSorted()).toEqual(['added', 'added', 'full']);
      const [there, refused] = [made[answers.indexOf('added')]!, made[answers.indexOf('full')]!];
      expect(await storage.files.blob(refused.hash)).toBeNull();
      // What the project has already costs nothing in another of its documents.
      const talk = { document: `${place.project}/talk` };
      expect(await storage.files.add(there, fileOf(place, there, talk), 100)).toBe('added');
      expect(await storage.files.used(place.project)).toBe(80);
    });

    it('[ST131] a document has what was added for it and not what others have, in the same project too', async () => {
      const [here, elsewhere] = [await given(), await given()];
      const blob = blobOf();
      await storage.files.add(blob, fileOf(here, blob), null);
      expect(await storage.files.get(`${here.project}/talk`, blob.hash)).toBeNull();
      expect(await storage.files.get(`${elsewhere.project}/board`, blob.hash)).toBeNull();
    });

    it('[ST132] counts a blob of a project once, and none of another project', async () => {
      const [here, elsewhere] = [await given(), await given()];
      const blob = blobOf({ bytes: 2 ** 33 });
      await storage.files.add(blob, fileOf(here, blob), null);
      await storage.files.add(blob, fileOf(here, blob, { document: `${here.project}/talk` }), null);
      expect(await storage.files.used(here.project)).toBe(2 ** 33);
      expect(await storage.files.used(elsewhere.project)).toBe(0);
    });

    it('[ST134] blobs are due in turn, until nothing more is to be made of them', async () => {
      const place = await given();
      const early = blobOf({ dueAt: 5 });
      const late = blobOf({ dueAt: 10 });
      const later = blobOf({ dueAt: 11 });
      for (const blob of [late, later, early]) await storage.files.add(blob, fileOf(place, blob), null);
      expect(await storage.files.due(10, 10)).toEqual([early, late]);
      expect(await storage.files.due(10, 1)).toEqual([early]);
      const ready = { about: '{"width":1}', state: 'ready', dueAt: null, tries: 1 } as const;
      for (const { hash } of [early, late, later]) await storage.files.made(hash, ready);
      expect(await storage.files.due(NOW * 2, 1_000)).not.toContainEqual(
        expect.objectContaining({ hash: early.hash }),
      );
      expect(await storage.files.blob(early.hash)).toEqual({ ...early, ...ready });
    });

    it('[ST133] what a record named is never among what nobody named', async () => {
      const place = await given();
      const [named, first, second] = [blobOf(), blobOf(), blobOf()];
      await storage.files.add(named, fileOf(place, named, { createdAt: 1 }), null);
      await storage.files.add(second, fileOf(place, second, { createdAt: 3 }), null);
      await storage.files.add(first, fileOf(place, first, { createdAt: 2 }), null);
      await storage.files.named(`${place.project}/board`, [named.hash]);
      const unnamed = await storage.files.unnamed(4, null, 10);
      expect(unnamed.map(({ hash }) => hash)).toEqual([first.hash, second.hash]);
      expect(await storage.files.unnamed(4, unnamed[0]!, 10)).toEqual([unnamed[1]]);
      expect(await storage.files.unnamed(3, null, 10)).toEqual([unnamed[0]]);
      expect((await storage.files.get(`${place.project}/board`, named.hash))?.file.named).toBe(true);
    });

    it('[ST135] a document gives up what no record named, and nothing else', async () => {
      const place = await given();
      const [named, other] = [blobOf(), blobOf()];
      for (const blob of [named, other]) await storage.files.add(blob, fileOf(place, blob), null);
      await storage.files.named(`${place.project}/board`, [named.hash]);
      for (const { hash } of [named, other]) await storage.files.drop(`${place.project}/board`, hash);
      expect(await storage.files.having(other.hash)).toEqual([]);
      expect(await storage.files.having(named.hash)).toHaveLength(1);
    });

    it('[ST136] a blob is forgotten long after the last document gave it up, and not when one has it again', async () => {
      const [place, last] = [await given(), await given()];
      const [gone, back] = [blobOf(), blobOf()];
      for (const blob of [gone, back]) await storage.files.add(blob, fileOf(place, blob), null);
      await storage.files.markOrphans(NOW);
      expect(await storage.files.forget(gone.hash)).toBe(false);
      await storage.projects.remove(place.project, NOW);
      await storage.files.markOrphans(NOW + 1);
      await storage.files.markOrphans(NOW + 50);
      const orphans = async (before: number) =>
        (await storage.files.orphans(before, 1_000)).filter(({ hash }) =>
          [gone.hash, back.hash].includes(hash),
        );
      expect(await orphans(NOW + 1)).toEqual([]);
      expect(await orphans(NOW + 2)).toHaveLength(2);
      await storage.files.add(back, fileOf(last, back), null);
      expect(await orphans(NOW + 2)).toEqual([gone]);
      expect(await storage.files.forget(back.hash)).toBe(false);
      await storage.files.drop(`${last.project}/board`, back.hash);
      await storage.files.markOrphans(NOW + 100);
      expect(await orphans(NOW + 100)).toEqual([gone]);
      await storage.files.add(back, fileOf(last, back), null);
      expect(await storage.files.forget(gone.hash)).toBe(true);
      expect(await storage.files.blob(gone.hash)).toBeNull();
      expect(await storage.files.blob(back.hash)).toEqual(back);
    });
  });
}
