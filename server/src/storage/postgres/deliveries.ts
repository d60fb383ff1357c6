import { and, asc, eq, exists, gt, inArray, isNull, lt, lte, not, or, sql } from 'drizzle-orm';
import { lastOfEach } from '../delivery-keys.ts';
import { TOLD_AGAIN_MS } from '../limits.ts';
import type { Deliveries, DeliveryKey } from '../storage.ts';
import type { Pool, Transaction } from './connection.ts';
import { lock } from './locks.ts';
import { deliveries, invitations, mails, mailStops, pushSubscriptions, sessions } from './schema.ts';

export function deliveriesOf({ db }: Pool): Deliveries {
  const waiting = isNull(deliveries.toldAt);
  const one = ({ channel, user, notification }: DeliveryKey) =>
    and(
      eq(deliveries.user, user),
      eq(deliveries.notification, notification),
      eq(deliveries.channel, channel),
      waiting,
    );

  /** A mail is written, or mails are stopped: never one beside the other. */
  function alone<Result>(user: string, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return db.transaction(async (tx) => {
      await lock(tx, `mail of ${user}`);
      return work(tx);
    });
  }
  /** One that waits keeps its time: words that keep changing put nothing off. */
  const dueAgain = (dueAt: number) =>
    sql`case when ${deliveries.toldAt} is null then ${deliveries.dueAt}
      else greatest(${dueAt}::bigint, ${deliveries.toldAt} + ${TOLD_AGAIN_MS}::bigint) end`;

  return {
    add: (added) =>
      db.transaction(async (tx) => {
        for (const { body, at, dueAt, ...delivery } of lastOfEach(added)) {
          await tx
            .insert(deliveries)
            .values({ ...delivery, body, at, dueAt, attempts: 0 })
            .onConflictDoUpdate({
              target: [deliveries.user, deliveries.notification, deliveries.channel],
              set: { body, at, dueAt: dueAgain(dueAt), toldAt: null, attempts: 0 },
              setWhere: or(waiting, lt(deliveries.at, at)),
            });
        }
      }),

    async due(channel, now, limit) {
      const rows = await db
        .select()
        .from(deliveries)
        .where(and(eq(deliveries.channel, channel), waiting, lte(deliveries.dueAt, now)))
        .orderBy(asc(deliveries.dueAt), asc(deliveries.at), asc(deliveries.notification))
        .limit(limit);
      return rows.map(({ toldAt: _waits, ...delivery }) => delivery);
    },

    putOff: (keys, dueAt) =>
      db.transaction(async (tx) => {
        const change = { dueAt, attempts: sql`${deliveries.attempts} + 1` };
        for (const key of keys) await tx.update(deliveries).set(change).where(one(key));
      }),

    told: (keys, at) =>
      db.transaction(async (tx) => {
        for (const key of keys) await tx.update(deliveries).set({ toldAt: at }).where(one(key));
      }),

    drop: (keys) =>
      db.transaction(async (tx) => {
        for (const key of keys) await tx.delete(deliveries).where(one(key));
      }),

    bundle: (mail, notifications) =>
      alone(mail.user, async (tx) => {
        const { user, createdAt } = mail;
        const [stopped] = await tx.select().from(mailStops).where(eq(mailStops.user, user));
        const them = and(
          eq(deliveries.user, user),
          eq(deliveries.channel, 'mail'),
          inArray(deliveries.notification, notifications),
          waiting,
        );
        const found = await tx
          .select({ id: deliveries.notification })
          .from(deliveries)
          .where(them)
          .for('update');
        if (stopped !== undefined || found.length < notifications.length) return false;
        await tx.update(deliveries).set({ toldAt: createdAt }).where(them);
        await tx.insert(mails).values({ ...mail, dueAt: createdAt, attempts: 0 });
        return true;
      }),

    async mails(now, limit) {
      const rows = await db
        .select({ mail: mails, address: invitations.email })
        .from(mails)
        .leftJoin(invitations, eq(invitations.id, mails.invitation))
        .where(lte(mails.dueAt, now))
        .orderBy(asc(mails.dueAt), asc(mails.id))
        .limit(limit);
      return rows.map(({ mail: { dueAt: _due, invitation: _for, ...mail }, address }) => ({
        ...mail,
        address,
      }));
    },

    async putOffMail(id, dueAt) {
      await db
        .update(mails)
        .set({ dueAt, attempts: sql`${mails.attempts} + 1` })
        .where(eq(mails.id, id));
    },

    async mailDone(id) {
      await db.delete(mails).where(eq(mails.id, id));
    },

    stopMail: (user, at) =>
      alone(user, async (tx) => {
        await tx
          .insert(mailStops)
          .values({ user, at })
          .onConflictDoUpdate({ target: mailStops.user, set: { at } });
        await tx.delete(mails).where(eq(mails.user, user));
        const mine = and(eq(deliveries.user, user), eq(deliveries.channel, 'mail'), waiting);
        await tx.delete(deliveries).where(mine);
      }),

    async resumeMail(user) {
      await db.delete(mailStops).where(eq(mailStops.user, user));
    },

    async mailStoppedAt(user) {
      const [stop] = await db.select().from(mailStops).where(eq(mailStops.user, user));
      return stop?.at ?? null;
    },

    prune: (before, now) =>
      db.transaction(async (tx) => {
        await tx.delete(deliveries).where(lt(deliveries.at, before));
        const live = tx
          .select({ id: sessions.id })
          .from(sessions)
          .where(
            and(
              eq(sessions.id, pushSubscriptions.session),
              isNull(sessions.revokedAt),
              gt(sessions.expiresAt, now),
            ),
          );
        await tx.delete(pushSubscriptions).where(not(exists(live)));
      }),
  };
}
