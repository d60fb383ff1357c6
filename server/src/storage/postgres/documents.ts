import { ClapperError } from '@clapper/protocol/errors';
import { and, asc, eq, gt, gte, inArray, isNotNull, lt, lte, or, sql } from 'drizzle-orm';
import type postgres from 'postgres';
import { asBuffer, EMPTY_TIP, nextTip, tipText } from '../bytes.ts';
import { PRUNE_DOCUMENTS_AT_ONCE, PRUNE_ROWS_AT_ONCE } from '../limits.ts';
import { sizesByUser } from '../refused-sizes.ts';
import type {
  AppendResult,
  DocumentAppend,
  DocumentHead,
  DocumentLog,
  Lease,
  NewActivity,
  NewRow,
  StoredRow,
} from '../storage.ts';
import type { Db, Pool, Transaction } from './connection.ts';
import { lifeOf, lock, lockShared } from './locks.ts';
import {
  activity as activities,
  clientLeases,
  documentRejected,
  documentRejectedSizes,
  documents,
  documentSnapshots,
  documentUpdates,
  tombstones,
} from './schema.ts';

export function documentLog(pool: Pool): DocumentLog {
  const { db } = pool;

  return {
    create: ({ id, project, kind, epoch, schema, seed, createdAt }) =>
      db.transaction(async (tx) => {
        if (project !== null) await lockShared(tx, lifeOf(project));
        const barred = await tx
          .select({ id: tombstones.id })
          .from(tombstones)
          .where(inArray(tombstones.id, project === null ? [id] : [id, project]));
        if (barred.length > 0) return 'deleted';
        const headSeq = seed === null ? 0 : 1;
        const headTip = seed === null ? EMPTY_TIP : nextTip(EMPTY_TIP, seed);
        const created = await tx
          .insert(documents)
          .values({ id, project, kind, epoch, schema, firstSeq: 1, headSeq, headTip, createdAt })
          .onConflictDoNothing()
          .returning({ id: documents.id });
        if (created.length === 0) return 'exists';
        if (seed !== null) {
          const row = { document: id, epoch, seq: 1, bytes: asBuffer(seed), tip: headTip, schema };
          await tx.insert(documentUpdates).values({ ...row, receivedAt: createdAt });
        }
        return 'created';
      }),

    load: (document, maxRows) =>
      db.transaction(
        async (tx) => {
          const found = await headOf(tx, document);
          if (found === null) return null;
          const [snapshot] = await tx
            .select({ seq: documentSnapshots.seq, update: documentSnapshots.bytes })
            .from(documentSnapshots)
            .where(and(eq(documentSnapshots.document, document), eq(documentSnapshots.epoch, found.epoch)));
          return {
            head: found,
            snapshot:
              snapshot === undefined ? null : { seq: snapshot.seq, update: new Uint8Array(snapshot.update) },
            rows: await rowsAfter(tx, document, found.epoch, snapshot?.seq ?? 0, maxRows ?? null),
            leases: await leasesOf(tx, document),
          };
        },
        { isolationLevel: 'repeatable read', accessMode: 'read only' },
      ),

    head: (document) => headOf(db, document),

    async list(project) {
      const rows = await db
        .select()
        .from(documents)
        .where(eq(documents.project, project))
        .orderBy(sql`${documents.id} collate "C"`);
      return rows.map(toHead);
    },

    append: (batch) => append(pool, batch),

    rows: (document, epoch, after, limit) => rowsAfter(db, document, epoch, after, limit),

    async tipAt(document, epoch, seq) {
      if (seq === 0) return (await headOf(db, document))?.epoch === epoch ? '' : null;
      const [row] = await db
        .select({ tip: documentUpdates.tip })
        .from(documentUpdates)
        .where(
          and(
            eq(documentUpdates.document, document),
            eq(documentUpdates.epoch, epoch),
            eq(documentUpdates.seq, seq),
          ),
        );
      return row === undefined ? null : tipText(row.tip);
    },

    compact: (document, epoch, seq, update, at) =>
      db.transaction(async (tx) => {
        const found = await headOf(tx, document);
        if (found === null || found.epoch !== epoch) return false;
        if (seq > found.headSeq) {
          throw new ClapperError(
            'INTERNAL',
            `A snapshot of ${document} at ${seq} is ahead of its log (${found.headSeq}).`,
          );
        }
        const bytes = asBuffer(update);
        const stored = await tx
          .insert(documentSnapshots)
          .values({ document, epoch, seq, bytes, createdAt: at })
          .onConflictDoUpdate({
            target: documentSnapshots.document,
            set: { epoch, seq, bytes, createdAt: at },
            setWhere: or(sql`${documentSnapshots.epoch} <> ${epoch}`, lte(documentSnapshots.seq, seq)),
          })
          .returning({ seq: documentSnapshots.seq });
        return stored.length > 0;
      }),

    prune: (before) =>
      db.transaction(async (tx) => {
        const due = await tx
          .select({
            id: documents.id,
            epoch: documents.epoch,
            first: documents.firstSeq,
            last: documentSnapshots.seq,
          })
          .from(documents)
          .innerJoin(
            documentSnapshots,
            and(eq(documentSnapshots.document, documents.id), eq(documentSnapshots.epoch, documents.epoch)),
          )
          .innerJoin(
            documentUpdates,
            and(
              eq(documentUpdates.document, documents.id),
              eq(documentUpdates.epoch, documents.epoch),
              eq(documentUpdates.seq, documents.firstSeq),
            ),
          )
          .where(and(gte(documentSnapshots.seq, documents.firstSeq), lt(documentUpdates.receivedAt, before)))
          .orderBy(asc(documents.id))
          .limit(PRUNE_DOCUMENTS_AT_ONCE);
        let pruned = 0;
        for (const { id, epoch, first, last } of due) {
          if (pruned >= PRUNE_ROWS_AT_ONCE) break;
          const room = first - 1 + PRUNE_ROWS_AT_ONCE - pruned;
          const mine = and(eq(documentUpdates.document, id), eq(documentUpdates.epoch, epoch));
          // Up to the first row that is too young: bytes leave from the front, so `firstSeq` says which are there.
          const [young] = await tx
            .select({ seq: documentUpdates.seq })
            .from(documentUpdates)
            .where(and(mine, gte(documentUpdates.seq, first), gte(documentUpdates.receivedAt, before)))
            .orderBy(asc(documentUpdates.seq))
            .limit(1);
          const until = Math.min(last, room, (young?.seq ?? last + 1) - 1);
          const dropped = await tx
            .update(documentUpdates)
            .set({ bytes: null })
            .where(
              and(
                mine,
                gte(documentUpdates.seq, first),
                lte(documentUpdates.seq, until),
                isNotNull(documentUpdates.bytes),
              ),
            )
            .returning({ seq: documentUpdates.seq });
          pruned += dropped.length;
          await tx
            .update(documents)
            .set({ firstSeq: until + 1 })
            .where(eq(documents.id, id));
        }
        return pruned;
      }),

    remove: (project, at) =>
      db.transaction(async (tx) => {
        await lock(tx, lifeOf(project));
        await removeDocuments(tx, project, at);
      }),

    reject: ({ document, user, device, code, update, receivedAt }, maxBytes) =>
      db.transaction(async (tx) => {
        const who = user ?? '';
        const size = update.byteLength;
        if (size > maxBytes) return false;
        const together = sql`${documentRejectedSizes.size} + ${size}`;
        const [fits] = await tx
          .insert(documentRejectedSizes)
          .values({ user: who, size })
          .onConflictDoUpdate({
            target: documentRejectedSizes.user,
            set: { size: together },
            setWhere: sql`${together} <= ${maxBytes}`,
          })
          .returning();
        if (fits === undefined) return false;
        const bytes = asBuffer(update);
        await tx
          .insert(documentRejected)
          .values({ document, user: who, device, code, bytes, size, receivedAt });
        return true;
      }),

    leases: (document, clientIds) => leasesOf(db, document, clientIds),
  };
}

function leasesOf(db: Db, document: string, clientIds?: readonly number[]): Promise<Lease[]> {
  return db
    .select({
      clientId: clientLeases.clientId,
      user: clientLeases.user,
      device: clientLeases.device,
      lastN: clientLeases.lastN,
    })
    .from(clientLeases)
    .where(
      and(
        eq(clientLeases.document, document),
        clientIds === undefined ? undefined : inArray(clientLeases.clientId, [...clientIds]),
      ),
    )
    .orderBy(asc(clientLeases.clientId));
}

/** Documents out, tombstones in: for the project as a whole too, since some of its documents were never opened. */
export async function removeDocuments(tx: Transaction, project: string, at: number): Promise<void> {
  const found = await tx
    .select({ id: documents.id })
    .from(documents)
    .where(eq(documents.project, project))
    .orderBy(asc(documents.id))
    .for('update');
  const ids = found.map(({ id }) => id);
  await tx
    .insert(tombstones)
    .values([...ids, project].map((id) => ({ id, deletedAt: at })))
    .onConflictDoNothing();
  // Rows, snapshots and leases go by cascade; what was refused has no key to hold on to.
  const refused = await tx
    .delete(documentRejected)
    .where(inArray(documentRejected.document, ids))
    .returning({ user: documentRejected.user, size: documentRejected.size });
  for (const [user, size] of sizesByUser(refused))
    await tx
      .update(documentRejectedSizes)
      .set({ size: sql`${documentRejectedSizes.size} - ${size}` })
      .where(eq(documentRejectedSizes.user, user));
  await tx.delete(documents).where(eq(documents.project, project));
  await tx.delete(activities).where(eq(activities.project, project));
}

interface Place {
  epoch: string;
  seq: number;
  tip: Buffer;
}

/** Locks the documents in the order of their ids, so that two batches never wait for each other. */
function append({ sql: client }: Pool, batch: DocumentAppend[]): Promise<AppendResult[]> {
  return client.begin(async (tx) => {
    const locked = await tx<{ id: string; epoch: string; seq: string; tip: Buffer }[]>`
      select id, epoch, head_seq as seq, head_tip as tip from documents
      where id = any(${batch.map(({ document }) => document)}) order by id for no key update`;
    const places = new Map<string, Place>(locked.map((row) => [row.id, { ...row, seq: Number(row.seq) }]));
    const writes: PromiseLike<unknown>[] = [];
    const results = batch.map(
      ({ document, epoch, rows, schema, leases = [], activity = [] }): AppendResult => {
        const at = places.get(document);
        if (at === undefined) return { ok: false, document, code: 'NOT_FOUND' };
        if (at.epoch !== epoch) return { ok: false, document, code: 'EPOCH' };
        const first = at.seq + 1;
        const chain = rows.map(({ update }) => {
          at.seq += 1;
          at.tip = nextTip(at.tip, update);
          return at.tip;
        });
        if (rows.length > 0) writes.push(insertRows(tx, document, epoch, first, rows, chain));
        const held = mergeLeases(rows, leases);
        if (held.length > 0) writes.push(insertLeases(tx, document, held));
        if (activity.length > 0) writes.push(insertActivity(tx, activity));
        if (rows.length > 0 || schema !== undefined) {
          writes.push(tx`
          update documents set head_seq = ${at.seq}, head_tip = ${at.tip},
            schema_version = coalesce(${schema ?? null}::int, schema_version) where id = ${document}`);
        }
        return { ok: true, document, seqs: rows.map((_, i) => first + i), tips: chain.map(tipText) };
      },
    );
    await Promise.all(writes);
    return results;
  }) as Promise<AppendResult[]>;
}

type Client = postgres.TransactionSql;

/** One statement whatever the number of rows, so that it is prepared once. */
function insertRows(
  tx: Client,
  document: string,
  epoch: string,
  first: number,
  rows: NewRow[],
  tips: Buffer[],
): PromiseLike<unknown> {
  return tx`
    insert into document_updates (document_id, epoch, seq, bytes, tip, user_id, device_id, n, client_id,
      clock_from, clock_to, schema_version, received_at)
    select ${document}, ${epoch}, ${first - 1}::bigint + place, decode(bytes, 'hex'), decode(tip, 'hex'), user_id, device_id, n, client_id,
      clock_from, clock_to, schema_version, received_at
    from unnest(
      ${rows.map(({ update }) => hex(update))}::text[], ${tips.map(hex)}::text[],
      ${rows.map(({ user }) => user)}::text[], ${rows.map(({ device }) => device)}::text[],
      ${rows.map(({ n }) => n)}::bigint[], ${rows.map(({ clientId }) => clientId)}::bigint[],
      ${rows.map(({ clockFrom }) => clockFrom)}::bigint[], ${rows.map(({ clockTo }) => clockTo)}::bigint[],
      ${rows.map(({ schema }) => schema)}::int[], ${rows.map(({ receivedAt }) => receivedAt)}::bigint[]
    ) with ordinality as row (bytes, tip, user_id, device_id, n, client_id, clock_from, clock_to,
      schema_version, received_at, place)`;
}

/** The first writer keeps the id; the push number only rises. */
function insertLeases(tx: Client, document: string, leases: Lease[]): PromiseLike<unknown> {
  return tx`
    insert into client_leases (document_id, client_id, user_id, device_id, last_n)
    select ${document}, client_id, user_id, device_id, last_n
    from unnest(
      ${leases.map(({ clientId }) => clientId)}::bigint[], ${leases.map(({ user }) => user)}::text[],
      ${leases.map(({ device }) => device)}::text[], ${leases.map(({ lastN }) => lastN)}::bigint[]
    ) as lease (client_id, user_id, device_id, last_n)
    order by client_id
    on conflict (document_id, client_id)
    do update set last_n = greatest(client_leases.last_n, excluded.last_n)`;
}

function insertActivity(tx: Client, activity: NewActivity[]): PromiseLike<unknown> {
  const rows = activity.map((one) => ({
    id: one.id,
    project_id: one.project,
    user_id: one.user,
    type: one.type,
    target_type: one.targetType,
    target_id: one.target,
    event: one.event,
    at: one.at,
    until: one.until,
    count: one.count,
    waiting: true,
  }));
  return tx`insert into activity ${tx(rows)}`;
}

/** One lease per client id, since a statement may touch a row once: by the same rule as in the table. */
function mergeLeases(rows: NewRow[], leases: Lease[]): Lease[] {
  const merged = new Map<number, Lease>();
  const fromRows = rows.flatMap(({ clientId, user, device, n }) =>
    clientId === null || user === null ? [] : [{ clientId, user, device, lastN: n ?? 0 }],
  );
  for (const lease of [...fromRows, ...leases]) {
    const held = merged.get(lease.clientId);
    merged.set(
      lease.clientId,
      held === undefined ? lease : { ...held, lastN: Math.max(held.lastN, lease.lastN) },
    );
  }
  return [...merged.values()];
}

/** The driver cannot send arrays of byte arrays. */
const hex = (bytes: Uint8Array) => asBuffer(bytes).toString('hex');

async function headOf(db: Db, document: string): Promise<DocumentHead | null> {
  const [row] = await db.select().from(documents).where(eq(documents.id, document));
  return row === undefined ? null : toHead(row);
}

async function rowsAfter(
  db: Db,
  document: string,
  epoch: string,
  after: number,
  limit: number | null,
): Promise<StoredRow[]> {
  const query = db
    .select({
      seq: documentUpdates.seq,
      tip: documentUpdates.tip,
      update: documentUpdates.bytes,
      user: documentUpdates.user,
      receivedAt: documentUpdates.receivedAt,
    })
    .from(documentUpdates)
    .where(
      and(
        eq(documentUpdates.document, document),
        eq(documentUpdates.epoch, epoch),
        gt(documentUpdates.seq, after),
        isNotNull(documentUpdates.bytes),
      ),
    )
    .orderBy(asc(documentUpdates.seq))
    .$dynamic();
  const rows = await (limit === null ? query : query.limit(limit));
  return rows.map(({ seq, tip, update, user, receivedAt }) => ({
    seq,
    tip: tipText(tip),
    // A copy that owns its memory: the driver's may be a piece of something larger.
    update: new Uint8Array(update!),
    user,
    receivedAt,
  }));
}

function toHead(row: typeof documents.$inferSelect): DocumentHead {
  const { id, kind, epoch, baseEpoch, baseSeq, baseTip, schema, firstSeq, headSeq, headTip } = row;
  const base =
    baseEpoch === null || baseSeq === null || baseTip === null
      ? null
      : { epoch: baseEpoch, seq: baseSeq, tip: tipText(baseTip) };
  return { id, kind, epoch, base, schema, firstSeq, headSeq, headTip: tipText(headTip) };
}
