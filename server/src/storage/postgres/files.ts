import { and, asc, eq, gt, inArray, isNotNull, isNull, lt, lte, notExists, or, sql, sum } from 'drizzle-orm';
import type { BlobRow, Files } from '../storage.ts';
import type { Pool, Transaction } from './connection.ts';
import { lock } from './locks.ts';
import { blobs, files } from './schema.ts';

export function filesOf({ db }: Pool): Files {
  const of = (document: string, hash: string) => and(eq(files.document, document), eq(files.hash, hash));
  const had = () =>
    db
      .select({ one: sql`1` })
      .from(files)
      .where(eq(files.hash, blobs.hash));

  /** A project's blobs, each once, however many of its documents have it. */
  async function used(over: Pool['db'] | Transaction, project: string): Promise<number> {
    const its = over.select({ hash: files.hash }).from(files).where(eq(files.project, project));
    const [row] = await over
      .select({ bytes: sum(blobs.bytes) })
      .from(blobs)
      .where(inArray(blobs.hash, its));
    return Number(row?.bytes ?? 0);
  }

  return {
    used: (project) => used(db, project),

    add: (blob, file, quota) =>
      db.transaction(async (tx) => {
        // One after the other: each must count what the one before it added.
        await lock(tx, `files of ${file.project}`);
        await lock(tx, `blob ${blob.hash}`);
        const [isThere] = await tx
          .select({ hash: files.hash })
          .from(files)
          .where(and(eq(files.project, file.project), eq(files.hash, file.hash)));
        if (isThere === undefined && quota !== null && (await used(tx, file.project)) + blob.bytes > quota)
          return 'full';
        await tx
          .insert(blobs)
          .values(blob)
          .onConflictDoUpdate({ target: blobs.hash, set: { orphanedAt: null } });
        await tx.insert(files).values(file).onConflictDoNothing();
        return 'added';
      }),

    async get(document, hash) {
      const [row] = await db
        .select({ file: files, blob: blobs })
        .from(files)
        .innerJoin(blobs, eq(blobs.hash, files.hash))
        .where(of(document, hash));
      return row === undefined ? null : { file: row.file, blob: blobRow(row.blob) };
    },

    async blob(hash) {
      const [row] = await db.select().from(blobs).where(eq(blobs.hash, hash));
      return row === undefined ? null : blobRow(row);
    },

    async having(hash) {
      return db.select().from(files).where(eq(files.hash, hash)).orderBy(asc(files.document));
    },

    async named(document, hashes) {
      await db
        .update(files)
        .set({ named: true })
        .where(and(eq(files.document, document), inArray(files.hash, hashes)));
    },

    async due(now, limit) {
      const rows = await db
        .select()
        .from(blobs)
        .where(lte(blobs.dueAt, now))
        .orderBy(asc(blobs.dueAt), asc(blobs.hash))
        .limit(limit);
      return rows.map(blobRow);
    },

    async made(hash, { about, state, dueAt, tries }) {
      await db.update(blobs).set({ about, state, dueAt, tries }).where(eq(blobs.hash, hash));
    },

    async unnamed(before, after, limit) {
      const { createdAt, document, hash } = files;
      const behind =
        after === null
          ? undefined
          : or(
              gt(createdAt, after.createdAt),
              and(eq(createdAt, after.createdAt), gt(document, after.document)),
              and(eq(createdAt, after.createdAt), eq(document, after.document), gt(hash, after.hash)),
            );
      return db
        .select()
        .from(files)
        .where(and(eq(files.named, false), lt(createdAt, before), behind))
        .orderBy(asc(createdAt), asc(document), asc(hash))
        .limit(limit);
    },

    async drop(document, hash) {
      await db.delete(files).where(and(of(document, hash), eq(files.named, false)));
    },

    async markOrphans(now) {
      await db
        .update(blobs)
        .set({ orphanedAt: now })
        .where(and(isNull(blobs.orphanedAt), notExists(had())));
    },

    async orphans(before, limit) {
      const rows = await db
        .select()
        .from(blobs)
        .where(and(isNotNull(blobs.orphanedAt), lt(blobs.orphanedAt, before), notExists(had())))
        .orderBy(asc(blobs.orphanedAt), asc(blobs.hash))
        .limit(limit);
      return rows.map(blobRow);
    },

    forget: (hash) =>
      db.transaction(async (tx) => {
        await lock(tx, `blob ${hash}`);
        const [gone] = await tx
          .delete(blobs)
          .where(and(eq(blobs.hash, hash), notExists(had())))
          .returning({ hash: blobs.hash });
        return gone !== undefined;
      }),
  };
}

function blobRow({ orphanedAt: _, ...blob }: typeof blobs.$inferSelect): BlobRow {
  return blob;
}
