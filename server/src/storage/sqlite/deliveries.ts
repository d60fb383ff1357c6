import { and, asc, eq, exists, gt, inArray, isNull, lt, lte, not, or, sql } from 'drizzle-orm';
import { lastOfEach } from '../delivery-keys.ts';
import { TOLD_AGAIN_MS } from '../limits.ts';
import type { Synchronous } from '../methods.ts';
import type { Deliveries, DeliveryKey } from '../storage.ts';
import type { Connection } from './connection.ts';
import { deliveries, invitations, mails, mailStops, pushSubscriptions, sessions } from './schema.ts';

export function deliveriesOf({ db }: Connection): Synchronous<Deliveries> {
  const waiting = isNull(deliveries.toldAt);
  const one = ({ channel, user, notification }: DeliveryKey) =>
    and(
      eq(deliveries.user, user),
      eq(deliveries.notification, notification),
      eq(deliveries.channel, channel),
      waiting,
    );
  /** One that waits keeps its time: words that keep changing put nothing off. */
  const dueAgain = (dueAt: number) =>
    sql`case when ${deliveries.toldAt} is null then ${deliveries.dueAt}
      else max(${dueAt}, ${deliveries.toldAt} + ${TOLD_AGAIN_MS}) end`;

  return {
    add(added) {
      for (const { body, at, dueAt, ...delivery } of lastOfEach(added)) {
        db.insert(deliveries)
          .values({ ...delivery, body, at, dueAt, attempts: 0 })
          .onConflictDoUpdate({
            target: [deliveries.user, deliveries.notification, deliveries.channel],
            set: { body, at, dueAt: dueAgain(dueAt), toldAt: null, attempts: 0 },
            setWhere: or(waiting, lt(deliveries.at, at)),
          })
          .run();
      }
    },

    due(channel, now, limit) {
      const rows = db
        .select()
        .from(deliveries)
        .where(and(eq(deliveries.channel, channel), waiting, lte(deliveries.dueAt, now)))
        .orderBy(asc(deliveries.dueAt), asc(deliveries.at), asc(deliveries.notification))
        .limit(limit)
        .all();
      return rows.map(({ toldAt: _waits, ...delivery }) => delivery);
    },

    putOff(keys, dueAt) {
      const change = { dueAt, attempts: sql`${deliveries.attempts} + 1` };
      for (const key of keys) db.update(deliveries).set(change).where(one(key)).run();
    },

    told(keys, at) {
      for (const key of keys) db.update(deliveries).set({ toldAt: at }).where(one(key)).run();
    },

    drop(keys) {
      for (const key of keys) db.delete(deliveries).where(one(key)).run();
    },

    bundle(mail, notifications) {
      const { user, createdAt } = mail;
      const stopped = db.select().from(mailStops).where(eq(mailStops.user, user)).get();
      const them = and(
        eq(deliveries.user, user),
        eq(deliveries.channel, 'mail'),
        inArray(deliveries.notification, notifications),
        waiting,
      );
      const found = db.select({ id: deliveries.notification }).from(deliveries).where(them).all();
      if (stopped !== undefined || found.length < notifications.length) return false;
      db.update(deliveries).set({ toldAt: createdAt }).where(them).run();
      db.insert(mails)
        .values({ ...mail, dueAt: createdAt, attempts: 0 })
        .run();
      return true;
    },

    mails(now, limit) {
      const rows = db
        .select({ mail: mails, address: invitations.email })
        .from(mails)
        .leftJoin(invitations, eq(invitations.id, mails.invitation))
        .where(lte(mails.dueAt, now))
        .orderBy(asc(mails.dueAt), asc(mails.id))
        .limit(limit)
        .all();
      return rows.map(({ mail: { dueAt: _due, invitation: _for, ...mail }, address }) => ({
        ...mail,
        address,
      }));
    },

    putOffMail(id, dueAt) {
      db.update(mails)
        .set({ dueAt, attempts: sql`${mails.attempts} + 1` })
        .where(eq(mails.id, id))
        .run();
    },

    mailDone(id) {
      db.delete(mails).where(eq(mails.id, id)).run();
    },

    stopMail(user, at) {
      db.insert(mailStops)
        .values({ user, at })
        .onConflictDoUpdate({ target: mailStops.user, set: { at } })
        .run();
      db.delete(mails).where(eq(mails.user, user)).run();
      const mine = and(eq(deliveries.user, user), eq(deliveries.channel, 'mail'), waiting);
      db.delete(deliveries).where(mine).run();
    },

    resumeMail(user) {
      db.delete(mailStops).where(eq(mailStops.user, user)).run();
    },

    mailStoppedAt: (user) => db.select().from(mailStops).where(eq(mailStops.user, user)).get()?.at ?? null,

    prune(before, now) {
      db.delete(deliveries).where(lt(deliveries.at, before)).run();
      const live = db
        .select({ id: sessions.id })
        .from(sessions)
        .where(
          and(
            eq(sessions.id, pushSubscriptions.session),
            isNull(sessions.revokedAt),
            gt(sessions.expiresAt, now),
          ),
        );
      db.delete(pushSubscriptions)
        .where(not(exists(live)))
        .run();
    },
  };
}
