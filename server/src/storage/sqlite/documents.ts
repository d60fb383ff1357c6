import { and, asc, eq, gte, inArray, lt, lte, or, sql } from 'drizzle-orm';
import { ClapperError } from '@clapper/protocol/errors';
import { PRUNE_DOCUMENTS_AT_ONCE, PRUNE_ROWS_AT_ONCE } from '../limits.ts';
import type { Synchronous } from '../methods.ts';
import type {
  AppendResult,
  DocumentAppend,
  DocumentHead,
  DocumentLog,
  Lease,
  NewRow,
  StoredRow,
} from '../storage.ts';
import { asBuffer, EMPTY_TIP, nextTip, tipText } from '../bytes.ts';
import { sizesByUser } from '../refused-sizes.ts';
import { addActivity } from './activity.ts';
import type { Connection } from './connection.ts';
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

export function documentLog({ client, db }: Connection): Synchronous<DocumentLog> {
  const hot = hotStatements(client);

  function lease(document: string, { clientId, user, device, lastN }: Lease): void {
    hot.lease.run(document, clientId, user, device, lastN);
  }

  function appendOne({ document, epoch, rows, schema, leases, activity }: DocumentAppend): AppendResult {
    const at = hot.place.get(document);
    if (at === undefined) return { ok: false, document, code: 'NOT_FOUND' };
    if (at.epoch !== epoch) return { ok: false, document, code: 'EPOCH' };
    let { seq, tip } = at;
    const seqs: number[] = [];
    const tips: string[] = [];
    const written = new Map<number, Lease>();
    for (const row of rows) {
      seq += 1;
      tip = nextTip(tip, row.update);
      seqs.push(seq);
      tips.push(tipText(tip));
      hot.insert.run(
        document,
        epoch,
        seq,
        row.update,
        tip,
        row.user,
        row.device,
        row.n,
        row.clientId,
        row.clockFrom,
        row.clockTo,
        row.schema,
        row.receivedAt,
      );
      if (row.clientId !== null && row.user !== null) noteLease(written, row.clientId, row.user, row);
    }
    for (const one of written.values()) lease(document, one);
    for (const one of leases ?? []) lease(document, one);
    if (activity !== undefined) addActivity(db, activity);
    if (rows.length > 0 || schema !== undefined) hot.advance.run(seq, tip, schema ?? null, document);
    return { ok: true, document, seqs, tips };
  }

  function head(document: string): DocumentHead | null {
    const row = db.select().from(documents).where(eq(documents.id, document)).get();
    return row === undefined ? null : toHead(row);
  }

  function leasesOf(document: string, clientIds?: readonly number[]): Lease[] {
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
      .orderBy(asc(clientLeases.clientId))
      .all();
  }

  return {
    create({ id, project, kind, epoch, schema, seed, createdAt }) {
      const barred = db
        .select({ id: tombstones.id })
        .from(tombstones)
        .where(inArray(tombstones.id, project === null ? [id] : [id, project]))
        .get();
      if (barred !== undefined) return 'deleted';
      const { changes } = db
        .insert(documents)
        .values({ id, project, kind, epoch, schema, firstSeq: 1, headSeq: 0, headTip: EMPTY_TIP, createdAt })
        .onConflictDoNothing()
        .run();
      if (changes === 0) return 'exists';
      if (seed !== null) {
        const row = { update: seed, user: null, device: null, n: null, schema, receivedAt: createdAt };
        appendOne({
          document: id,
          epoch,
          rows: [{ ...row, clientId: null, clockFrom: null, clockTo: null }],
        });
      }
      return 'created';
    },

    load(document, maxRows) {
      const found = head(document);
      if (found === null) return null;
      const snapshot = db
        .select({ seq: documentSnapshots.seq, update: documentSnapshots.bytes })
        .from(documentSnapshots)
        .where(and(eq(documentSnapshots.document, document), eq(documentSnapshots.epoch, found.epoch)))
        .get();
      return {
        head: found,
        snapshot: snapshot ?? null,
        rows: hot.rows.all(document, found.epoch, snapshot?.seq ?? 0, maxRows ?? -1),
        leases: leasesOf(document),
      };
    },

    head,

    list(project) {
      const rows = db
        .select()
        .from(documents)
        .where(eq(documents.project, project))
        .orderBy(asc(documents.id))
        .all();
      return rows.map(toHead);
    },

    append: (batch) => batch.map(appendOne),

    rows: (document, epoch, after, limit) => hot.rows.all(document, epoch, after, limit),

    tipAt(document, epoch, seq) {
      if (seq === 0) return head(document)?.epoch === epoch ? '' : null;
      const row = db
        .select({ tip: documentUpdates.tip })
        .from(documentUpdates)
        .where(
          and(
            eq(documentUpdates.document, document),
            eq(documentUpdates.epoch, epoch),
            eq(documentUpdates.seq, seq),
          ),
        )
        .get();
      return row === undefined ? null : tipText(row.tip);
    },

    compact(document, epoch, seq, update, at) {
      const found = head(document);
      if (found === null || found.epoch !== epoch) return false;
      if (seq > found.headSeq) {
        throw new ClapperError(
          'INTERNAL',
          `A snapshot of ${document} at ${seq} is ahead of its log (${found.headSeq}).`,
        );
      }
      const bytes = asBuffer(update);
      const { changes } = db
        .insert(documentSnapshots)
        .values({ document, epoch, seq, bytes, createdAt: at })
        .onConflictDoUpdate({
          target: documentSnapshots.document,
          set: { epoch, seq, bytes, createdAt: at },
          setWhere: or(sql`${documentSnapshots.epoch} <> ${epoch}`, lte(documentSnapshots.seq, seq)),
        })
        .run();
      return changes > 0;
    },

    prune(before) {
      const due = db
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
        .limit(PRUNE_DOCUMENTS_AT_ONCE)
        .all();
      let pruned = 0;
      for (const { id, epoch, first, last } of due) {
        if (pruned >= PRUNE_ROWS_AT_ONCE) break;
        const room = first - 1 + PRUNE_ROWS_AT_ONCE - pruned;
        // Up to the first row that is too young: bytes leave from the front, so `firstSeq` says which are there.
        const young = hot.firstYoung.get(id, epoch, first, before)?.seq ?? last + 1;
        const until = Math.min(last, room, young - 1);
        pruned += hot.dropBytes.run(id, epoch, first, until).changes;
        db.update(documents)
          .set({ firstSeq: until + 1 })
          .where(eq(documents.id, id))
          .run();
      }
      return pruned;
    },

    remove: (project, at) => removeDocuments(db, project, at),

    reject({ document, user, device, code, update, receivedAt }, maxBytes) {
      const who = user ?? '';
      const size = update.byteLength;
      if (size > maxBytes) return false;
      const together = sql`${documentRejectedSizes.size} + ${size}`;
      const { changes } = db
        .insert(documentRejectedSizes)
        .values({ user: who, size })
        .onConflictDoUpdate({
          target: documentRejectedSizes.user,
          set: { size: together },
          setWhere: sql`${together} <= ${maxBytes}`,
        })
        .run();
      if (changes === 0) return false;
      const bytes = asBuffer(update);
      db.insert(documentRejected)
        .values({ document, user: who, device, code, bytes, size, receivedAt })
        .run();
      return true;
    },

    leases: leasesOf,
  };
}

/** Of a client id's rows in one commit: the first user, and the last push. */
function noteLease(
  leases: Map<number, Lease>,
  clientId: number,
  user: string,
  { device, n }: Pick<NewRow, 'device' | 'n'>,
): void {
  const lastN = n ?? 0;
  const noted = leases.get(clientId);
  if (noted === undefined) leases.set(clientId, { clientId, user, device, lastN });
  else noted.lastN = Math.max(noted.lastN, lastN);
}

/** Documents out, tombstones in: for the project as a whole too, since some of its documents were never opened. */
export function removeDocuments(db: Connection['db'], project: string, at: number): void {
  const ids = db.select({ id: documents.id }).from(documents).where(eq(documents.project, project)).all();
  for (const { id } of [...ids, { id: project }]) {
    db.insert(tombstones).values({ id, deletedAt: at }).onConflictDoNothing().run();
  }
  // Rows, snapshots and leases go by cascade; what was refused has no key to hold on to.
  for (const { id } of ids) {
    const refused = db
      .delete(documentRejected)
      .where(eq(documentRejected.document, id))
      .returning({ user: documentRejected.user, size: documentRejected.size })
      .all();
    for (const [user, size] of sizesByUser(refused))
      db.update(documentRejectedSizes)
        .set({ size: sql`${documentRejectedSizes.size} - ${size}` })
        .where(eq(documentRejectedSizes.user, user))
        .run();
  }
  db.delete(documents).where(eq(documents.project, project)).run();
  db.delete(activities).where(eq(activities.project, project)).run();
}

function toHead(row: typeof documents.$inferSelect): DocumentHead {
  const { id, kind, epoch, baseEpoch, baseSeq, baseTip, schema, firstSeq, headSeq, headTip } = row;
  const base =
    baseEpoch === null || baseSeq === null || baseTip === null
      ? null
      : { epoch: baseEpoch, seq: baseSeq, tip: tipText(baseTip) };
  return { id, kind, epoch, base, schema, firstSeq, headSeq, headTip: tipText(headTip) };
}

/** Prepared once: a query builder would cost more than the insert it builds. */
function hotStatements(client: Connection['client']) {
  return {
    place: client.prepare<[string], { epoch: string; seq: number; tip: Buffer }>(
      'SELECT epoch, head_seq AS seq, head_tip AS tip FROM documents WHERE id = ?',
    ),
    insert: client.prepare(
      `INSERT INTO document_updates (document_id, epoch, seq, bytes, tip, user_id, device_id, n, client_id,
         clock_from, clock_to, schema_version, received_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    advance: client.prepare(
      'UPDATE documents SET head_seq = ?, head_tip = ?, schema_version = coalesce(?, schema_version) WHERE id = ?',
    ),
    /** The first writer keeps the id; the push number only rises, and what stays is not written again. */
    lease: client.prepare(
      `INSERT INTO client_leases (document_id, client_id, user_id, device_id, last_n) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (document_id, client_id) DO UPDATE SET last_n = excluded.last_n WHERE excluded.last_n > last_n`,
    ),
    rows: client.prepare<[string, string, number, number], StoredRow>(
      `SELECT seq, lower(hex(tip)) AS tip, bytes AS "update", user_id AS "user", received_at AS receivedAt FROM document_updates
       WHERE document_id = ? AND epoch = ? AND seq > ? AND bytes IS NOT NULL ORDER BY seq LIMIT ?`,
    ),
    firstYoung: client.prepare<[string, string, number, number], { seq: number }>(
      `SELECT seq FROM document_updates
       WHERE document_id = ? AND epoch = ? AND seq >= ? AND received_at >= ? ORDER BY seq LIMIT 1`,
    ),
    dropBytes: client.prepare(
      `UPDATE document_updates SET bytes = NULL
       WHERE document_id = ? AND epoch = ? AND seq BETWEEN ? AND ? AND bytes IS NOT NULL`,
    ),
  };
}
