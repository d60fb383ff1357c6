import { newId } from '@clapper/protocol';
import { beforeAll, describe, expect, it } from 'vitest';
import type { NewVersion, Storage, Version } from '../storage.ts';
import { bytes, EPOCH, givenDocument, lease, NOW, row } from './given.ts';

const ADA = 'ada';
const BO = 'bo';
const CY = 'cy';

export function versionsConform(storageOf: () => Storage): void {
  describe('versions', () => {
    let storage: Storage;
    beforeAll(() => (storage = storageOf()));

    /** One row per writer, one after the other. */
    const write = async (document: string, writers: (string | null)[], receivedAt = NOW): Promise<void> => {
      const rows = writers.map((user, i) => row(bytes(i), { user, receivedAt }));
      await storage.documents.append([{ document, epoch: EPOCH, rows }]);
    };
    const at = (document: string, seq: number, rest: Partial<NewVersion> = {}): NewVersion => ({
      id: newId(),
      document,
      epoch: EPOCH,
      seq,
      reason: 'settled',
      name: null,
      user: null,
      schema: 1,
      update: bytes(seq),
      createdAt: NOW + seq,
      ...rest,
    });
    const facts = ({ update, ...version }: NewVersion, authors: string[]): Version => ({
      ...version,
      authors,
      bytes: update.byteLength,
    });

    it('[ST23] tells who wrote with which client id', async () => {
      const document = await givenDocument(storage);
      const leases = [lease(7, ADA, 3, 'phone'), lease(2 ** 32 - 1, BO, 0)];
      await storage.documents.append([{ document, epoch: EPOCH, rows: [], leases }]);
      expect(await storage.documents.leases(document)).toEqual(leases);
      expect(await storage.documents.leases(document, [7, 8])).toEqual(leases.slice(0, 1));
      expect(await storage.documents.leases(document, [])).toEqual([]);
      expect(await storage.documents.leases(`${newId()}/board`)).toEqual([]);
    });

    it('[ST70] keeps a state with who wrote since the version before it', async () => {
      const document = await givenDocument(storage);
      await write(document, [null, BO, ADA, BO, null, CY]);
      const early = at(document, 4, { update: new Uint8Array(1024 * 1024).fill(7) });
      expect(await storage.versions.add(early)).toEqual(facts(early, [BO, ADA]));
      const late = at(document, 6);
      expect(await storage.versions.add(late)).toEqual(facts(late, [CY]));
      expect(await storage.versions.load(document, early.id)).toEqual({
        version: facts(early, [BO, ADA]),
        update: early.update,
      });
    });

    it('[ST70] keeps nothing of a document that is gone, has another history, or is not so far', async () => {
      const project = newId();
      const document = await givenDocument(storage, { project });
      await write(document, [ADA]);
      expect(await storage.versions.add(at(document, 1, { epoch: newId() }))).toBeNull();
      await expect(storage.versions.add(at(document, 2))).rejects.toMatchObject({ code: 'INTERNAL' });
      expect(await storage.versions.add(at(`${newId()}/board`, 1))).toBeNull();
      await storage.versions.add(at(document, 1));
      await storage.documents.remove(project, NOW);
      expect(await storage.versions.list(document)).toEqual([]);
      expect(await storage.versions.add(at(document, 1))).toBeNull();
    });

    it('[ST71] does not keep a state twice', async () => {
      const document = await givenDocument(storage);
      await write(document, [ADA]);
      const first = at(document, 1);
      await storage.versions.add(first);
      expect(await storage.versions.add(at(document, 1, { reason: 'restore', user: BO }))).toEqual(
        facts(first, [ADA]),
      );
      const named = at(document, 1, { reason: 'named', name: '촬영본', user: BO });
      const standing = { ...facts(first, [ADA]), name: '촬영본', user: BO };
      expect(await storage.versions.add(named)).toEqual(standing);
      expect(await storage.versions.add(at(document, 1))).toEqual(standing);
      expect(await storage.versions.list(document)).toEqual([standing]);
      // A second name for the same state is a second version.
      await storage.versions.add(at(document, 1, { reason: 'named', name: 'Lock', user: ADA }));
      const names = (await storage.versions.list(document)).map(({ name }) => name);
      expect(new Set(names)).toEqual(new Set(['Lock', '촬영본']));
      expect(names).toHaveLength(2);
    });

    it('[ST71] keeps one of several that are made of a state at the same moment', async () => {
      const document = await givenDocument(storage);
      await write(document, [ADA]);
      await Promise.all([1, 2, 3].map(() => storage.versions.add(at(document, 1))));
      expect(await storage.versions.list(document)).toHaveLength(1);
    });

    it('[ST72] lists the newest first, of one document alone', async () => {
      const document = await givenDocument(storage);
      const other = await givenDocument(storage);
      await write(document, [ADA, BO, ADA]);
      await write(other, [CY]);
      const made = [at(document, 1), at(document, 2), at(document, 3)];
      for (const version of made) await storage.versions.add(version);
      const foreign = at(other, 1);
      await storage.versions.add(foreign);
      expect((await storage.versions.list(document)).map(({ id }) => id)).toEqual(
        made.map(({ id }) => id).toReversed(),
      );
      expect(await storage.versions.load(document, foreign.id)).toBeNull();
    });

    it('[ST73] gives and takes names', async () => {
      const document = await givenDocument(storage);
      await write(document, [ADA]);
      const version = at(document, 1);
      await storage.versions.add(version);
      const kept = facts(version, [ADA]);
      expect(await storage.versions.rename(document, version.id, 'Lock', BO)).toEqual({
        ...kept,
        name: 'Lock',
        user: BO,
      });
      await storage.versions.rename(document, version.id, null, ADA);
      expect(await storage.versions.list(document)).toEqual([{ ...kept, user: BO }]);
      expect(await storage.versions.rename(document, newId(), 'Lock', BO)).toBeNull();
      expect(await storage.versions.rename(`${newId()}/board`, version.id, 'Lock', BO)).toBeNull();
    });

    it('[ST74] hands the authors of what goes to the next one that stays', async () => {
      const document = await givenDocument(storage);
      await write(document, [ADA, BO, CY, ADA]);
      const made = [at(document, 1), at(document, 2), at(document, 3), at(document, 4)];
      for (const version of made) await storage.versions.add(version);
      const ids = made.map(({ id }) => id);
      expect(await storage.versions.remove(document, [ids[1]!, ids[0]!, newId()])).toBe(2);
      expect((await storage.versions.list(document)).map(({ id, authors }) => [id, authors])).toEqual([
        [ids[3], [ADA]],
        [ids[2], [ADA, BO, CY]],
      ]);
      expect(await storage.versions.remove(document, [])).toBe(0);
      expect(await storage.versions.remove(`${newId()}/board`, [ids[2]!])).toBe(0);
    });

    it('[ST75] finds what came to rest, and what has waited long enough', async () => {
      const kind = `k${newId()}`;
      const make = () => givenDocument(storage, { kind });
      const [rested, busy, long, seeded, kept] = [
        await make(),
        await make(),
        await make(),
        await make(),
        await make(),
      ];
      await write(rested, [ADA], NOW);
      await write(busy, [ADA], NOW + 500);
      await write(long, [ADA], NOW - 5_000);
      await write(long, [BO], NOW + 500);
      await write(seeded, [null], NOW);
      await write(kept, [ADA], NOW);
      await storage.versions.add(at(kept, 1));
      const due = (settled: number, limit = 10) =>
        storage.versions.due([kind, 'none'], settled, NOW - 1_000, limit);
      expect(await due(NOW + 100)).toEqual([rested, long].toSorted());
      expect(await due(NOW + 1_000)).toEqual([rested, busy, long].toSorted());
      expect(await due(NOW + 1_000, 1)).toHaveLength(1);
      expect(await storage.versions.due(['none'], NOW + 1_000, NOW, 10)).toEqual([]);
      await write(kept, [null], NOW);
      expect(await due(NOW + 100)).toEqual([rested, long].toSorted());
      await write(kept, [BO], NOW);
      expect(await due(NOW + 100)).toEqual([rested, long, kept].toSorted());
    });

    it('[ST76] goes through all documents that have versions', async () => {
      const made = [await givenDocument(storage), await givenDocument(storage), await givenDocument(storage)];
      for (const document of made) {
        await write(document, [ADA]);
        await storage.versions.add(at(document, 1));
      }
      const seen: string[] = [];
      for (let after = ''; ;) {
        const page = await storage.versions.documents(after, 2);
        seen.push(...page);
        if (page.length < 2) break;
        after = page.at(-1)!;
      }
      expect(seen).toEqual([...new Set(seen)].toSorted());
      expect(seen).toEqual(expect.arrayContaining(made));
      expect(seen).not.toContain(await givenDocument(storage));
    });
  });
}
