import { ClapperError } from '@clapper/protocol/errors';
import { and, asc, desc, eq, gt, inArray, lt } from 'drizzle-orm';
import type { Synchronous } from '../methods.ts';
import type { Version, Versions } from '../storage.ts';
import { asBuffer } from '../bytes.ts';
import type { Connection } from './connection.ts';
import { documents, documentVersions } from './schema.ts';

/** All of a version but its bytes. */
const FACTS = {
  id: documentVersions.id,
  document: documentVersions.document,
  epoch: documentVersions.epoch,
  seq: documentVersions.seq,
  reason: documentVersions.reason,
  name: documentVersions.name,
  user: documentVersions.user,
  authors: documentVersions.authors,
  schema: documentVersions.schema,
  bytes: documentVersions.size,
  createdAt: documentVersions.createdAt,
};

export function versionsOf({ client, db }: Connection): Synchronous<Versions> {
  const writers = client.prepare<[string, string, number, number], { user: string }>(
    `SELECT user_id AS "user" FROM document_updates
     WHERE document_id = ? AND epoch = ? AND seq > ? AND seq <= ? AND user_id IS NOT NULL
     GROUP BY user_id ORDER BY min(seq)`,
  );
  const due = client.prepare<[string, number, number, number], { id: string }>(
    `SELECT document.id FROM documents AS document
     JOIN document_updates AS last
       ON last.document_id = document.id AND last.epoch = document.epoch AND last.seq = document.head_seq
     WHERE document.kind IN (SELECT value FROM json_each(?)) AND EXISTS (
       SELECT 1 FROM document_updates AS written
       WHERE written.document_id = document.id AND written.epoch = document.epoch
         AND written.seq > coalesce((
           SELECT max(version.seq) FROM document_versions AS version
           WHERE version.document_id = document.id AND version.epoch = document.epoch), 0)
         AND written.user_id IS NOT NULL AND (last.received_at < ? OR written.received_at < ?))
     ORDER BY document.id LIMIT ?`,
  );

  function find(document: string, id: string): Version | null {
    const row = db
      .select(FACTS)
      .from(documentVersions)
      .where(and(eq(documentVersions.id, id), eq(documentVersions.document, document)))
      .get();
    return row === undefined ? null : toVersion(row);
  }

  function rename(document: string, id: string, name: string | null, user: string): Version | null {
    const known = find(document, id);
    if (known === null) return null;
    const change = { name, user: name === null ? known.user : user };
    db.update(documentVersions).set(change).where(eq(documentVersions.id, id)).run();
    return { ...known, ...change };
  }

  return {
    add({ update, ...version }) {
      const { id, document, epoch, seq, name, user } = version;
      const head = db
        .select({ epoch: documents.epoch, seq: documents.headSeq })
        .from(documents)
        .where(eq(documents.id, document))
        .get();
      if (head === undefined || head.epoch !== epoch) return null;
      if (seq > head.seq) {
        throw new ClapperError(
          'INTERNAL',
          `A version of ${document} at ${seq} is ahead of its log (${head.seq}).`,
        );
      }
      const mine = and(eq(documentVersions.document, document), eq(documentVersions.epoch, epoch));
      const standing = db
        .select({ id: documentVersions.id, name: documentVersions.name })
        .from(documentVersions)
        .where(and(mine, eq(documentVersions.seq, seq)))
        .orderBy(asc(documentVersions.id))
        .all();
      const nameless = standing.find((one) => one.name === null);
      if (name === null && standing.length > 0) return find(document, standing[0]!.id);
      if (name !== null && user !== null && nameless !== undefined) {
        return rename(document, nameless.id, name, user);
      }
      const before = db
        .select({ seq: documentVersions.seq })
        .from(documentVersions)
        .where(and(mine, lt(documentVersions.seq, seq)))
        .orderBy(desc(documentVersions.seq))
        .limit(1)
        .get();
      const authors = writers.all(document, epoch, before?.seq ?? 0, seq).map((row) => row.user);
      const size = update.byteLength;
      db.insert(documentVersions)
        .values({ ...version, authors: JSON.stringify(authors), bytes: asBuffer(update), size })
        .run();
      return find(document, id);
    },

    list: (document) =>
      db
        .select(FACTS)
        .from(documentVersions)
        .where(eq(documentVersions.document, document))
        .orderBy(desc(documentVersions.createdAt), desc(documentVersions.id))
        .all()
        .map(toVersion),

    load(document, id) {
      const version = find(document, id);
      if (version === null) return null;
      const { update } = db
        .select({ update: documentVersions.bytes })
        .from(documentVersions)
        .where(eq(documentVersions.id, id))
        .get()!;
      return { version, update };
    },

    rename,

    remove(document, ids) {
      if (ids.length === 0) return 0;
      const these = and(eq(documentVersions.document, document), inArray(documentVersions.id, ids));
      const order = db
        .select({ id: documentVersions.id })
        .from(documentVersions)
        .where(these)
        .orderBy(asc(documentVersions.seq))
        .all();
      // The oldest first: what it hands on is handed on again when the next one goes too.
      for (const { id } of order) {
        const going = find(document, id)!;
        const next = db
          .select({ id: documentVersions.id, authors: documentVersions.authors })
          .from(documentVersions)
          .where(
            and(
              eq(documentVersions.document, document),
              eq(documentVersions.epoch, going.epoch),
              gt(documentVersions.seq, going.seq),
            ),
          )
          .orderBy(asc(documentVersions.seq))
          .limit(1)
          .get();
        if (next === undefined) continue;
        const authors = [...new Set([...going.authors, ...(JSON.parse(next.authors) as string[])])];
        db.update(documentVersions)
          .set({ authors: JSON.stringify(authors) })
          .where(eq(documentVersions.id, next.id))
          .run();
      }
      return db.delete(documentVersions).where(these).run().changes;
    },

    due: (kinds, settled, waited, limit) =>
      due.all(JSON.stringify(kinds), settled, waited, limit).map(({ id }) => id),

    documents: (after, limit) =>
      db
        .selectDistinct({ id: documentVersions.document })
        .from(documentVersions)
        .where(gt(documentVersions.document, after))
        .orderBy(asc(documentVersions.document))
        .limit(limit)
        .all()
        .map(({ id }) => id),
  };
}

function toVersion(row: Omit<Version, 'authors'> & { authors: string }): Version {
  return { ...row, authors: JSON.parse(row.authors) as string[] };
}
