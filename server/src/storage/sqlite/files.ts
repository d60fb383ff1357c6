import { and, asc, eq, gt, inArray, isNotNull, isNull, lt, lte, notExists, or, sql, sum } from 'drizzle-orm';
import type { Synchronous } from '../methods.ts';
import type { BlobRow, Files } from '../storage.ts';
import type { Connection } from './connection.ts';
import { blobs, files } from './schema.ts';

export function filesOf({ db }: Connection): Synchronous<Files> {
  const of = (document: string, hash: string) => and(eq(files.document, document), eq(files.hash, hash));
  const had = () =>
    db
      .select({ one: sql`1` })
      .from(files)
      .where(eq(files.hash, blobs.hash));

  /** A project's blobs, each once, however many of its documents have it. */
  function used(project: string): number {
    const its = db.select({ hash: files.hash }).from(files).where(eq(files.project, project));
    const row = db
      .select({ bytes: sum(blobs.bytes) })
      .from(blobs)
      .where(inArray(blobs.hash, its))
      .get();
    return Number(row?.bytes ?? 0);
  }

  return {
    used,

    add(blob, file, quota) {
      const isThere = db
        .select({ hash: files.hash })
        .from(files)
        .where(and(eq(files.project, file.project), eq(files.hash, file.hash)))
        .get();
      if (isThere === undefined && quota !== null && used(file.project) + blob.bytes > quota) return 'full';
      db.insert(blobs)
        .values(blob)
        .onConflictDoUpdate({ target: blobs.hash, set: { orphanedAt: null } })
        .run();
      db.insert(files).values(file).onConflictDoNothing().run();
      return 'added';
    },

    get(document, hash) {
      const row = db
        .select({ file: files, blob: blobs })
        .from(files)
        .innerJoin(blobs, eq(blobs.hash, files.hash))
        .where(of(document, hash))
        .get();
      return row === undefined ? null : { file: row.file, blob: blobRow(row.blob) };
    },

    blob(hash) {
      const row = db.select().from(blobs).where(eq(blobs.hash, hash)).get();
      return row === undefined ? null : blobRow(row);
    },

    having(hash) {
      return db.select().from(files).where(eq(files.hash, hash)).orderBy(asc(files.document)).all();
    },

    named(document, hashes) {
      db.update(files)
        .set({ named: true })
        .where(and(eq(files.document, document), inArray(files.hash, hashes)))
        .run();
    },

    due(now, limit) {
      const rows = db
        .select()
        .from(blobs)
        .where(lte(blobs.dueAt, now))
        .orderBy(asc(blobs.dueAt), asc(blobs.hash))
        .limit(limit)
        .all();
      return rows.map(blobRow);
    },

    made(hash, { about, state, dueAt, tries }) {
      db.update(blobs).set({ about, state, dueAt, tries }).where(eq(blobs.hash, hash)).run();
    },

    unnamed(before, after, limit) {
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
        .limit(limit)
        .all();
    },

    drop(document, hash) {
      db.delete(files)
        .where(and(of(document, hash), eq(files.named, false)))
        .run();
    },

    markOrphans(now) {
      db.update(blobs)
        .set({ orphanedAt: now })
        .where(and(isNull(blobs.orphanedAt), notExists(had())))
        .run();
    },

    orphans(before, limit) {
      const rows = db
        .select()
        .from(blobs)
        .where(and(isNotNull(blobs.orphanedAt), lt(blobs.orphanedAt, before), notExists(had())))
        .orderBy(asc(blobs.orphanedAt), asc(blobs.hash))
        .limit(limit)
        .all();
      return rows.map(blobRow);
    },

    forget(hash) {
      const gone = db
        .delete(blobs)
        .where(and(eq(blobs.hash, hash), notExists(had())))
        .returning({ hash: blobs.hash })
        .get();
      return gone !== undefined;
    },
  };
}

function blobRow({ orphanedAt: _, ...blob }: typeof blobs.$inferSelect): BlobRow {
  return blob;
}
