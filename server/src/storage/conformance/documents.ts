import { newId } from '@clapper/protocol';
import { beforeAll, describe, expect, it } from 'vitest';
import { PRUNE_ROWS_AT_ONCE } from '../limits.ts';
import type { AppendResult, Storage } from '../storage.ts';
import { bytes, chain, EPOCH, givenDocument, lease, NOW, row } from './given.ts';

const OTHER_EPOCH = newId();

/** A stream of updates of every size that matters: none, one byte, a page of SQLite, a megabyte. */
const sizes = [0, 1, 31, 4_096, 65_536, 1024 * 1024];

export function documentsConform(storageOf: () => Storage): void {
  describe('documents', () => {
    let storage: Storage;
    beforeAll(() => (storage = storageOf()));

    const append = async (document: string, updates: Uint8Array[], rest = {}): Promise<AppendResult> => {
      const rows = updates.map((update) => row(update, rest));
      const [result] = await storage.documents.append([{ document, epoch: EPOCH, rows }]);
      return result!;
    };

    it('[ST10] creates a document once, with its seed as row 1', async () => {
      const project = newId();
      const document = {
        id: `${project}/plan`,
        project,
        kind: 'plan',
        epoch: EPOCH,
        schema: 3,
        seed: bytes(1, 2, 3),
        createdAt: NOW,
      };
      expect(await storage.documents.create(document)).toBe('created');
      expect(await storage.documents.create({ ...document, epoch: OTHER_EPOCH, seed: bytes(9) })).toBe(
        'exists',
      );
      const [tip] = chain([bytes(1, 2, 3)]);
      const head = {
        id: document.id,
        kind: 'plan',
        epoch: EPOCH,
        base: null,
        schema: 3,
        firstSeq: 1,
        headSeq: 1,
        headTip: tip!,
      };
      expect(await storage.documents.head(document.id)).toEqual(head);
      expect(await storage.documents.load(document.id)).toEqual({
        head,
        snapshot: null,
        rows: [{ seq: 1, tip, update: bytes(1, 2, 3), user: null, receivedAt: NOW }],
        leases: [],
      });
    });

    it('[ST10] makes one of two that create it at the same moment', async () => {
      const id = `user/${newId()}/home`;
      const make = (epoch: string) =>
        storage.documents.create({
          id,
          project: null,
          kind: 'home',
          epoch,
          schema: 1,
          seed: bytes(7),
          createdAt: NOW,
        });
      expect((await Promise.all([make(EPOCH), make(OTHER_EPOCH)])).toSorted()).toEqual(['created', 'exists']);
      expect((await storage.documents.load(id))?.rows).toHaveLength(1);
    });

    it('[ST11] knows nothing of a document that is not there', async () => {
      const unknown = `${newId()}/plan`;
      expect(await storage.documents.load(unknown)).toBeNull();
      expect(await storage.documents.head(unknown)).toBeNull();
      expect(await storage.documents.rows(unknown, EPOCH, 0, 10)).toEqual([]);
      expect(await storage.documents.tipAt(unknown, EPOCH, 0)).toBeNull();
    });

    it('[ST11] loads one consistent state while somebody writes', async () => {
      const document = await givenDocument(storage);
      let writing = true;
      const writer = (async () => {
        for (let i = 0; i < 60; i++) {
          await append(document, [bytes(i), bytes(i, i)], { user: 'u', clientId: 1, n: i });
          await storage.documents.compact(document, EPOCH, 2 * i + 1, bytes(i), NOW);
        }
      })().finally(() => (writing = false));
      let looks = 0;
      while (writing) {
        const loaded = (await storage.documents.load(document))!;
        const covered = loaded.snapshot?.seq ?? 0;
        expect(loaded.rows.map(({ seq }) => seq)).toEqual(
          Array.from({ length: loaded.head.headSeq - covered }, (_, i) => covered + 1 + i),
        );
        expect(loaded.leases).toEqual(
          loaded.head.headSeq === 0 ? [] : [lease(1, 'u', loaded.head.headSeq / 2 - 1)],
        );
        if (loaded.rows.length > 0) expect(loaded.rows.at(-1)!.tip).toBe(loaded.head.headTip);
        looks += 1;
      }
      await writer;
      expect(looks).toBeGreaterThan(3);
    });

    it('[ST11] holds up no writer while it loads a long document', async () => {
      const [long, short] = [await givenDocument(storage), await givenDocument(storage)];
      await append(
        long,
        Array.from({ length: 30_000 }, () => bytes(1, 2, 3)),
      );
      const order: string[] = [];
      await Promise.all([
        storage.documents.load(long).then((loaded) => order.push(`${loaded?.rows.length} rows`)),
        append(short, [bytes(1)]).then(() => order.push('append')),
      ]);
      expect(order).toEqual(['append', '30000 rows']);
    });

    it('[ST12] lists the documents of a project by id', async () => {
      const project = newId();
      for (const kind of ['plan', 'board', 'info']) await givenDocument(storage, { project, kind });
      await givenDocument(storage);
      const listed = await storage.documents.list(project);
      expect(listed.map(({ id }) => id)).toEqual([`${project}/board`, `${project}/info`, `${project}/plan`]);
      expect(listed[0]).toEqual(await storage.documents.head(`${project}/board`));
    });

    it('[ST3] keeps bytes of every size as they were given and leaves the caller’s arrays alone', async () => {
      const document = await givenDocument(storage);
      // Views into one larger buffer, as they come out of a socket's frame.
      const frame = new Uint8Array(sizes.reduce((sum, size) => sum + size, 8));
      crypto.getRandomValues(frame.subarray(0, 65_536));
      frame[frame.length - 9] = 255;
      let at = 8;
      const updates = sizes.map((size) => frame.subarray(at, (at += size)));
      const before = updates.map((update) => new Uint8Array(update));
      await append(document, updates);
      expect(updates).toEqual(before);
      await storage.documents.compact(document, EPOCH, 1, updates.at(-1)!, NOW);
      expect(updates).toEqual(before);
      const loaded = (await storage.documents.load(document))!;
      expect(loaded.snapshot).toEqual({ seq: 1, update: before.at(-1) });
      expect(loaded.rows.map(({ update }) => update)).toEqual(before.slice(1));
      const rows = await storage.documents.rows(document, EPOCH, 0, 100);
      expect(rows.map(({ update }) => update)).toEqual(before);
      expect(rows[0]!.update.constructor).toBe(Uint8Array);
    });

    it('[ST13] gives every row the next seq, without holes, whoever appends beside it', async () => {
      const project = newId();
      const shared = await Promise.all(
        ['a', 'b', 'c'].map((kind) => givenDocument(storage, { project, kind })),
      );
      // Batches name the documents in different orders: none may wait for another for ever.
      const batches = Array.from({ length: 40 }, (_, i) => {
        const order = i % 2 === 0 ? shared : shared.toReversed();
        return order.map((document) => ({
          document,
          epoch: EPOCH,
          rows: [row(bytes(i, 1)), row(bytes(i, 2))],
        }));
      });
      const answers = (await Promise.all(batches.map((batch) => storage.documents.append(batch)))).flat();
      for (const document of shared) {
        const seqs = answers.flatMap((answer) =>
          answer.ok && answer.document === document ? [answer.seqs] : [],
        );
        for (const [first, second] of seqs) expect(second).toBe(first! + 1);
        expect(seqs.flat().toSorted((a, b) => a - b)).toEqual(Array.from({ length: 80 }, (_, i) => i + 1));
        const { rows, head } = (await storage.documents.load(document))!;
        expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 80 }, (_, i) => i + 1));
        expect(head.headSeq).toBe(80);
      }
    });

    it('[ST14] chains the hash of every row to the one before', async () => {
      const seed = bytes(5);
      const document = await givenDocument(storage, { seed });
      const updates = [bytes(), bytes(1), bytes(1, 2), bytes(1)];
      const tips = chain(updates, chain([seed])[0]);
      expect(await append(document, updates.slice(0, 2))).toEqual({
        ok: true,
        document,
        seqs: [2, 3],
        tips: tips.slice(0, 2),
      });
      expect(await append(document, updates.slice(2))).toEqual({
        ok: true,
        document,
        seqs: [4, 5],
        tips: tips.slice(2),
      });
      expect((await storage.documents.head(document))?.headTip).toBe(tips.at(-1));
      const rows = await storage.documents.rows(document, EPOCH, 1, 10);
      expect(rows.map(({ tip }) => tip)).toEqual(tips);
    });

    it('[ST14] chains on within a batch that names a document twice', async () => {
      const document = await givenDocument(storage);
      const updates = [bytes(1), bytes(2), bytes(3)];
      const tips = chain(updates);
      const result = await storage.documents.append([
        { document, epoch: EPOCH, rows: [row(updates[0]!)] },
        { document, epoch: EPOCH, rows: [row(updates[1]!), row(updates[2]!)] },
      ]);
      expect(result).toEqual([
        { ok: true, document, seqs: [1], tips: tips.slice(0, 1) },
        { ok: true, document, seqs: [2, 3], tips: tips.slice(1) },
      ]);
    });

    it('[ST15] answers each entry by itself: another epoch and an unknown document stop nobody', async () => {
      const [good, stale] = [await givenDocument(storage), await givenDocument(storage)];
      const unknown = `${newId()}/plan`;
      const entry = (document: string, epoch: string) => ({
        document,
        epoch,
        rows: [row(bytes(1), { user: 'u', clientId: 1 })],
        schema: 2,
        leases: [lease(2, 'u', 0)],
      });
      const results = await storage.documents.append([
        entry(unknown, EPOCH),
        entry(stale, OTHER_EPOCH),
        entry(good, EPOCH),
      ]);
      expect(results).toEqual([
        { ok: false, document: unknown, code: 'NOT_FOUND' },
        { ok: false, document: stale, code: 'EPOCH' },
        { ok: true, document: good, seqs: [1], tips: chain([bytes(1)]) },
      ]);
      expect(await storage.documents.load(stale)).toMatchObject({
        head: { headSeq: 0, headTip: '', schema: 1 },
        rows: [],
        leases: [],
      });
      expect(await storage.documents.load(unknown)).toBeNull();
    });

    it('[ST15] raises the schema version with the rows that migrated it', async () => {
      const document = await givenDocument(storage);
      await storage.documents.append([{ document, epoch: EPOCH, rows: [row(bytes(1))], schema: 4 }]);
      await append(document, [bytes(2)]);
      expect(await storage.documents.head(document)).toMatchObject({ schema: 4, headSeq: 2 });
    });

    it('[ST16] writes leases with the rows: the first user stays, the last push never falls', async () => {
      const document = await givenDocument(storage);
      const big = 2 ** 32 - 1;
      await append(document, [bytes(1)], {
        user: 'ann',
        device: 'd1',
        clientId: big,
        n: 7,
        clockFrom: 0,
        clockTo: 1,
      });
      await append(document, [bytes(2)], {
        user: 'bob',
        device: 'd2',
        clientId: big,
        n: 9,
        clockFrom: 1,
        clockTo: 2,
      });
      await append(document, [bytes(3)], {
        user: 'ann',
        device: 'd1',
        clientId: big,
        n: 3,
        clockFrom: 2,
        clockTo: 3,
      });
      await append(document, [bytes(4)], { user: 'cy', clientId: 5 });
      await append(document, [bytes(5)], { user: null, clientId: 6 });
      expect((await storage.documents.load(document))?.leases).toEqual([
        lease(5, 'cy', 0),
        lease(big, 'ann', 9, 'd1'),
      ]);
    });

    it('[ST16] writes leases without a row, and takes the highest push of a batch', async () => {
      const document = await givenDocument(storage);
      const entry = {
        document,
        epoch: EPOCH,
        rows: [
          row(bytes(1), { user: 'ann', clientId: 1, n: 4 }),
          row(bytes(2), { user: 'ann', clientId: 1, n: 5 }),
        ],
        leases: [lease(1, 'ann', 6), lease(2, 'bob', 1, 'd')],
      };
      expect(await storage.documents.append([entry])).toMatchObject([{ ok: true, seqs: [1, 2] }]);
      const only = {
        document,
        epoch: EPOCH,
        rows: [],
        leases: [lease(1, 'eve', 2), lease(2, 'bob', 8, 'd')],
      };
      expect(await storage.documents.append([only])).toEqual([{ ok: true, document, seqs: [], tips: [] }]);
      const loaded = (await storage.documents.load(document))!;
      expect(loaded.leases).toEqual([lease(1, 'ann', 6), lease(2, 'bob', 8, 'd')]);
      expect(loaded.head.headSeq).toBe(2);
    });

    it('[ST17] answers the rows after a seq, so many, of that epoch', async () => {
      const document = await givenDocument(storage);
      const updates = [bytes(1), bytes(2), bytes(3), bytes(4)];
      await append(document, updates, { user: 'ann', receivedAt: NOW + 5 });
      const tips = chain(updates);
      expect(await storage.documents.rows(document, EPOCH, 1, 2)).toEqual([
        { seq: 2, tip: tips[1], update: bytes(2), user: 'ann', receivedAt: NOW + 5 },
        { seq: 3, tip: tips[2], update: bytes(3), user: 'ann', receivedAt: NOW + 5 },
      ]);
      expect(await storage.documents.rows(document, EPOCH, 4, 10)).toEqual([]);
      expect(await storage.documents.rows(document, OTHER_EPOCH, 0, 10)).toEqual([]);
    });

    it('[ST18] knows the tip at every seq this history had, and at no other', async () => {
      const document = await givenDocument(storage);
      const updates = [bytes(1), bytes(2)];
      await append(document, updates);
      const at = (epoch: string, seq: number) => storage.documents.tipAt(document, epoch, seq);
      expect(await at(EPOCH, 0)).toBe('');
      expect([await at(EPOCH, 1), await at(EPOCH, 2)]).toEqual(chain(updates));
      expect(await at(EPOCH, 3)).toBeNull();
      expect(await at(OTHER_EPOCH, 0)).toBeNull();
      expect(await at(OTHER_EPOCH, 1)).toBeNull();
    });

    it('[ST19] keeps updates that arrived after the snapshot', async () => {
      const document = await givenDocument(storage);
      await append(document, [bytes(1), bytes(2), bytes(3)]);
      expect(await storage.documents.compact(document, EPOCH, 2, bytes(12), NOW)).toBe(true);
      const loaded = (await storage.documents.load(document))!;
      expect(loaded.snapshot).toEqual({ seq: 2, update: bytes(12) });
      expect(loaded.rows.map(({ seq }) => seq)).toEqual([3]);
      expect(loaded.head).toMatchObject({ firstSeq: 1, headSeq: 3 });
      expect(await storage.documents.rows(document, EPOCH, 0, 10)).toHaveLength(3);
    });

    it('[ST19] never puts an older snapshot, or one of another epoch, in the place of a newer one', async () => {
      const document = await givenDocument(storage);
      await append(document, [bytes(1), bytes(2), bytes(3)]);
      const compact = (epoch: string, seq: number, update: Uint8Array) =>
        storage.documents.compact(document, epoch, seq, update, NOW);
      expect(await compact(EPOCH, 3, bytes(33))).toBe(true);
      expect(await compact(EPOCH, 2, bytes(22))).toBe(false);
      expect(await compact(OTHER_EPOCH, 3, bytes(44))).toBe(false);
      await expect(compact(EPOCH, 4, bytes(55))).rejects.toMatchObject({ code: 'INTERNAL' });
      expect(await storage.documents.compact(`${newId()}/plan`, EPOCH, 0, bytes(), NOW)).toBe(false);
      const loaded = (await storage.documents.load(document))!;
      expect(loaded.snapshot).toEqual({ seq: 3, update: bytes(33) });
      expect(loaded.rows).toEqual([]);
    });

    /** Other tests leave rows behind that may go too. */
    const pruneTheRest = async (): Promise<void> => {
      while ((await storage.documents.prune(NOW * 2)) > 0);
    };

    it('[ST20] drops the bytes of old covered rows and leaves their seqs and tips', async () => {
      await pruneTheRest();
      const document = await givenDocument(storage);
      const updates = [1, 2, 3, 4, 5].map((i) => bytes(i));
      for (const [i, update] of updates.entries()) await append(document, [update], { receivedAt: NOW + i });
      await storage.documents.compact(document, EPOCH, 4, bytes(99), NOW);
      expect(await storage.documents.prune(NOW + 2)).toBe(2);
      expect(await storage.documents.prune(NOW + 2)).toBe(0);
      expect(await storage.documents.head(document)).toMatchObject({ firstSeq: 3, headSeq: 5 });
      const rows = await storage.documents.rows(document, EPOCH, 0, 10);
      expect(rows.map(({ seq }) => seq)).toEqual([3, 4, 5]);
      const tips = await Promise.all(updates.map((_, i) => storage.documents.tipAt(document, EPOCH, i + 1)));
      expect(tips).toEqual(chain(updates));
      // What no snapshot covers keeps its bytes, however old.
      expect(await storage.documents.prune(NOW + 1_000)).toBe(2);
      expect(await storage.documents.head(document)).toMatchObject({ firstSeq: 5 });
      expect((await storage.documents.load(document))?.rows.map(({ update }) => update)).toEqual([bytes(5)]);
    });

    it('[ST20] drops from the front only, so that firstSeq tells what is there', async () => {
      await pruneTheRest();
      const document = await givenDocument(storage);
      // A clock that was set back: an old time stands behind a young one.
      for (const at of [0, 9, 0]) await append(document, [bytes(at)], { receivedAt: NOW + at });
      await storage.documents.compact(document, EPOCH, 3, bytes(), NOW);
      expect(await storage.documents.prune(NOW + 5)).toBe(1);
      expect(await storage.documents.head(document)).toMatchObject({ firstSeq: 2 });
      expect((await storage.documents.rows(document, EPOCH, 0, 10)).map(({ seq }) => seq)).toEqual([2, 3]);
      expect(await storage.documents.prune(NOW + 10)).toBe(2);
      expect(await storage.documents.head(document)).toMatchObject({ firstSeq: 4, headSeq: 3 });
    });

    it('[ST20] drops so many at once and the rest when called again', async () => {
      await pruneTheRest();
      const document = await givenDocument(storage);
      const total = PRUNE_ROWS_AT_ONCE + 10;
      await append(
        document,
        Array.from({ length: total }, () => bytes(1)),
      );
      await storage.documents.compact(document, EPOCH, total, bytes(), NOW);
      expect(await storage.documents.prune(NOW + 1)).toBe(PRUNE_ROWS_AT_ONCE);
      expect(await storage.documents.head(document)).toMatchObject({ firstSeq: PRUNE_ROWS_AT_ONCE + 1 });
      expect(await storage.documents.prune(NOW + 1)).toBe(10);
      expect(await storage.documents.prune(NOW + 1)).toBe(0);
    });

    it('[ST10] [ST21] removes a project’s documents whole and for good', async () => {
      const project = newId();
      const document = await givenDocument(storage, { project, seed: bytes(1) });
      await append(document, [bytes(2)], { user: 'ann', clientId: 1, n: 1 });
      await storage.documents.compact(document, EPOCH, 1, bytes(1), NOW);
      const other = await givenDocument(storage, { seed: bytes(1) });
      await storage.documents.remove(project, NOW);

      expect(await storage.documents.load(document)).toBeNull();
      expect(await storage.documents.rows(document, EPOCH, 0, 10)).toEqual([]);
      expect(await storage.documents.tipAt(document, EPOCH, 1)).toBeNull();
      expect(await storage.documents.list(project)).toEqual([]);
      expect(await append(document, [bytes(3)])).toEqual({ ok: false, document, code: 'NOT_FOUND' });
      const again = { project, epoch: EPOCH, schema: 1, seed: bytes(1), createdAt: NOW };
      expect(await storage.documents.create({ ...again, id: document, kind: 'board' })).toBe('deleted');
      // One that was never opened does not come to life either.
      expect(await storage.documents.create({ ...again, id: `${project}/plan`, kind: 'plan' })).toBe(
        'deleted',
      );
      expect(await storage.documents.load(other)).not.toBeNull();
    });

    it('[ST21] lets nothing of a project come to life beside its removal', async () => {
      for (let i = 0; i < 10; i++) {
        const project = newId();
        await givenDocument(storage, { project });
        await Promise.all([
          storage.documents.remove(project, NOW),
          givenDocument(storage, { project, kind: 'plan' }),
        ]);
        expect(await storage.documents.list(project)).toEqual([]);
      }
    });

    it('[ST22] keeps refused updates within each person’s allowance', async () => {
      const user = newId();
      const refused = { document: `${newId()}/plan`, device: 'd', code: 'REFUSED', receivedAt: NOW };
      const reject = (who: string | null, size: number) =>
        storage.documents.reject({ ...refused, user: who, update: new Uint8Array(size) }, 100);
      expect(await reject(user, 60)).toBe(true);
      expect(await reject(user, 41)).toBe(false);
      expect(await reject(user, 40)).toBe(true);
      expect(await reject(user, 1)).toBe(false);
      expect(await reject(newId(), 100)).toBe(true);
      const both = await Promise.all([reject(null, 60), reject(null, 60)]);
      expect(both.filter((kept) => kept)).toHaveLength(1);
    });

    it('[ST22] gives the room of what was refused in a project back when the project goes', async () => {
      const user = newId();
      const going = newId();
      const gone = await givenDocument(storage, { project: going });
      const stays = await givenDocument(storage);
      const reject = (document: string, size: number) =>
        storage.documents.reject(
          { document, user, device: 'd', code: 'REFUSED', update: new Uint8Array(size), receivedAt: NOW },
          100,
        );
      for (const document of [gone, stays]) expect(await reject(document, 50)).toBe(true);
      expect(await reject(stays, 1)).toBe(false);
      await storage.documents.remove(going, NOW);
      expect(await reject(stays, 51)).toBe(false);
      expect(await reject(stays, 50)).toBe(true);
    });
  });
}
