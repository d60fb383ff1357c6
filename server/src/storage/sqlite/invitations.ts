import { and, desc, eq, gt, isNull, lte } from 'drizzle-orm';
import { foldKey } from '../fold.ts';
import { secretHash } from '../secret-hash.ts';
import type { Synchronous } from '../methods.ts';
import type { FoundInvite, Invitations, InviteKey } from '../storage.ts';
import type { Connection } from './connection.ts';
import { invitations, mails, participants, projects, users } from './schema.ts';

type Db = Connection['db'];

export function invitationsOf({ db }: Connection): Synchronous<Invitations> {
  const isMember = (project: string, emailKey: string) =>
    db
      .select({ id: users.id })
      .from(users)
      .innerJoin(participants, eq(participants.user, users.id))
      .where(and(eq(users.emailKey, emailKey), eq(participants.project, project)))
      .get() !== undefined;

  return {
    add: (project, added, again) =>
      added.map(({ mail, ...invitation }) => {
        const { email, createdAt } = invitation;
        const emailKey = foldKey(email);
        if (isMember(project, emailKey)) return 'member';
        const open = and(eq(invitations.project, project), isNull(invitations.acceptedAt));
        const same = and(open, eq(invitations.emailKey, emailKey));
        const since = and(same, gt(invitations.createdAt, again), gt(invitations.expiresAt, createdAt));
        if (db.select({ id: invitations.id }).from(invitations).where(since).get() !== undefined)
          return 'invited';
        db.delete(invitations).where(same).run();
        db.delete(invitations)
          .where(and(open, lte(invitations.expiresAt, createdAt)))
          .run();
        db.insert(invitations)
          .values({ ...invitation, project, emailKey })
          .run();
        db.insert(mails)
          .values({ ...mail, invitation: invitation.id, createdAt, dueAt: createdAt, attempts: 0 })
          .run();
        return 'queued';
      }),

    open(project, now) {
      const rows = db
        .select({ invitation: invitations, invitedBy: { id: users.id, name: users.nickname } })
        .from(invitations)
        .leftJoin(users, eq(users.id, invitations.invitedBy))
        .where(
          and(
            eq(invitations.project, project),
            isNull(invitations.acceptedAt),
            gt(invitations.expiresAt, now),
          ),
        )
        .orderBy(desc(invitations.createdAt), desc(invitations.id))
        .all();
      return rows.map(({ invitation: { id, email, role, createdAt, expiresAt }, invitedBy }) => ({
        ...{ id, email, role, invitedBy, createdAt, expiresAt },
      }));
    },

    withdraw(project, id) {
      const open = and(
        eq(invitations.id, id),
        eq(invitations.project, project),
        isNull(invitations.acceptedAt),
      );
      return db.delete(invitations).where(open).run().changes > 0;
    },

    forget(id) {
      db.delete(invitations)
        .where(and(eq(invitations.id, id), isNull(invitations.acceptedAt)))
        .run();
    },
  };
}

/** What a token, or an invitation whose token was shown, opens at this moment. */
export function findInvitation(db: Db, key: InviteKey, now: number): FoundInvite | null {
  const one =
    typeof key === 'string' ? eq(invitations.tokenHash, secretHash(key)) : eq(invitations.id, key.invitation);
  const row = db
    .select()
    .from(invitations)
    .innerJoin(projects, eq(projects.id, invitations.project))
    .where(and(one, gt(invitations.expiresAt, now)))
    .get();
  if (row === undefined) return null;
  const { id, role, expiresAt, acceptedBy } = row.project_invitations;
  return { project: row.projects, role, expiresAt, invitation: { id, acceptedBy } };
}

/** False: somebody else was faster. */
export function acceptInvitation(db: Db, id: string, user: string, at: number): boolean {
  const unused = and(eq(invitations.id, id), isNull(invitations.acceptedAt));
  return db.update(invitations).set({ acceptedAt: at, acceptedBy: user }).where(unused).run().changes > 0;
}
