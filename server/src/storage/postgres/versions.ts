import { ClapperError } from '@clapper/protocol/errors';
import { and, asc, desc, eq, gt, inArray, lt, sql } from 'drizzle-orm';
import type { Version, Versions } from '../storage.ts';
import { asBuffer } from '../bytes.ts';
import type { Db, Pool, Transaction } from './connection.ts';
import { lock } from './locks.ts';
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

export function versionsOf({ db, sql: client }: Pool): Versions {
  /** Whoever changes a document's versions does so alone. */
  function alone<Result>(document: string, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return db.transaction(async (tx) => {
      await lock(tx, `versions of ${document}`);
      return work(tx);
    });
  }

  return {
    add: ({ update, ...version }) =>
      alone(version.document, async (tx) => {
        const { id, document, epoch, seq, name, user } = version;
        const [head] = await tx
          .select({ epoch: documents.epoch, seq: documents.headSeq })
          .from(documents)
          .where(eq(documents.id, document))
          // Not removed before the version stands: it would fall with the document, and the caller believe otherwise.
          .for('key share');
        if (head === undefined || head.epoch !== epoch) return null;
        if (seq > head.seq) {
          throw new ClapperError(
            'INTERNAL',
            `A version of ${document} at ${seq} is ahead of its log (${head.seq}).`,
          );
        }
        const mine = and(eq(documentVersions.document, document), eq(documentVersions.epoch, epoch));
        const standing = await tx
          .select({ id: documentVersions.id, name: documentVersions.name })
          .from(documentVersions)
          .where(and(mine, eq(documentVersions.seq, seq)))
          .orderBy(sql`${documentVersions.id} collate "C"`);
        const nameless = standing.find((one) => one.name === null);
        if (name === null && standing.length > 0) return find(tx, document, standing[0]!.id);
        if (name !== null && user !== null && nameless !== undefined) {
          return rename(tx, document, nameless.id, name, user);
        }
        const [before] = await tx
          .select({ seq: documentVersions.seq })
          .from(documentVersions)
          .where(and(mine, lt(documentVersions.seq, seq)))
          .orderBy(desc(documentVersions.seq))
          .limit(1);
        const authors = await writersOf(tx, document, epoch, before?.seq ?? 0, seq);
        const size = update.byteLength;
        await tx
          .insert(documentVersions)
          .values({ ...version, authors: JSON.stringify(authors), bytes: asBuffer(update), size });
        return find(tx, document, id);
      }),

    async list(document) {
      const rows = await db
        .select(FACTS)
        .from(documentVersions)
        .where(eq(documentVersions.document, document))
        .orderBy(desc(documentVersions.createdAt), sql`${documentVersions.id} collate "C" desc`);
      return rows.map(toVersion);
    },

    async load(document, id) {
      const [row] = await db
        .select({ ...FACTS, update: documentVersions.bytes })
        .from(documentVersions)
        .where(and(eq(documentVersions.id, id), eq(documentVersions.document, document)));
      if (row === undefined) return null;
      const { update, ...facts } = row;
      // A copy that owns its memory: the driver's may be a piece of something larger.
      return { version: toVersion(facts), update: new Uint8Array(update) };
    },

    rename: (document, id, name, user) => alone(document, (tx) => rename(tx, document, id, name, user)),

    remove: (document, ids) =>
      alone(document, async (tx) => {
        if (ids.length === 0) return 0;
        const these = and(eq(documentVersions.document, document), inArray(documentVersions.id, ids));
        const order = await tx
          .select({ id: documentVersions.id })
          .from(documentVersions)
          .where(these)
          .orderBy(asc(documentVersions.seq));
        // The oldest first: what it hands on is handed on again when the next one goes too.
        for (const { id } of order) {
          const going = (await find(tx, document, id))!;
          const [next] = await tx
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
            .limit(1);
          if (next === undefined) continue;
          const authors = [...new Set([...going.authors, ...(JSON.parse(next.authors) as string[])])];
          await tx
            .update(documentVersions)
            .set({ authors: JSON.stringify(authors) })
            .where(eq(documentVersions.id, next.id));
        }
        const gone = await tx.delete(documentVersions).where(these).returning({ id: documentVersions.id });
        return gone.length;
      }),

    async due(kinds, settled, waited, limit) {
      const rows = await client<{ id: string }[]>`
        select document.id from documents as document
        join document_updates as last
          on last.document_id = document.id and last.epoch = document.epoch and last.seq = document.head_seq
        where document.kind = any(${kinds}) and exists (
          select 1 from document_updates as written
          where written.document_id = document.id and written.epoch = document.epoch
            and written.seq > coalesce((
              select max(version.seq) from document_versions as version
              where version.document_id = document.id and version.epoch = document.epoch), 0)
            and written.user_id is not null
            and (last.received_at < ${settled} or written.received_at < ${waited}))
        order by document.id collate "C" limit ${limit}`;
      return rows.map(({ id }) => id);
    },

    async documents(after, limit) {
      const rows = await client<{ id: string }[]>`
        select id from (select distinct document_id collate "C" as id from document_versions) as kept
        where id > ${after} order by id limit ${limit}`;
      return rows.map(({ id }) => id);
    },
  };
}

async function find(db: Db, document: string, id: string): Promise<Version | null> {
  const [row] = await db
    .select(FACTS)
    .from(documentVersions)
    .where(and(eq(documentVersions.id, id), eq(documentVersions.document, document)));
  return row === undefined ? null : toVersion(row);
}

async function rename(
  tx: Transaction,
  document: string,
  id: string,
  name: string | null,
  user: string,
): Promise<Version | null> {
  const known = await find(tx, document, id);
  if (known === null) return null;
  const change = { name, user: name === null ? known.user : user };
  await tx.update(documentVersions).set(change).where(eq(documentVersions.id, id));
  return { ...known, ...change };
}

async function writersOf(
  tx: Transaction,
  document: string,
  epoch: string,
  after: number,
  until: number,
): Promise<string[]> {
  const rows = (await tx.execute(sql`
    select user_id as "user" from document_updates
    where document_id = ${document} and epoch = ${epoch} and seq > ${after} and seq <= ${until}
      and user_id is not null
    group by user_id order by min(seq)`)) as unknown as { user: string }[];
  return rows.map(({ user }) => user);
}

function toVersion(row: Omit<Version, 'authors'> & { authors: string }): Version {
  return { ...row, authors: JSON.parse(row.authors) as string[] };
}
