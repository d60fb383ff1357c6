import { ClapperError } from '@clapper/protocol/errors';
import { and, desc, eq, gt, isNull, lte } from 'drizzle-orm';
import { foldKey } from '../fold.ts';
import { secretHash } from '../secret-hash.ts';
import type { FoundInvite, InvitationOutcome, Invitations, InviteKey, NewInvitation } from '../storage.ts';
import type { Db, Pool, Transaction } from './connection.ts';
import { lockMembers } from './locks.ts';
import { invitations, mails, participants, projects, users } from './schema.ts';

export function invitationsOf({ db }: Pool): Invitations {
  return {
    add: (project, added, again) =>
      db.transaction(async (tx) => {
        // Two who invite the same address at once send it one mail.
        if (!(await lockMembers(tx, project)))
          throw new ClapperError('NOT_FOUND', 'There is no such project.');
        const outcomes: InvitationOutcome[] = [];
        for (const invitation of added) outcomes.push(await addOne(tx, project, invitation, again));
        return outcomes;
      }),

    async open(project, now) {
      const rows = await db
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
        .orderBy(desc(invitations.createdAt), desc(invitations.id));
      return rows.map(({ invitation: { id, email, role, createdAt, expiresAt }, invitedBy }) => ({
        ...{ id, email, role, invitedBy, createdAt, expiresAt },
      }));
    },

    async withdraw(project, id) {
      const open = and(
        eq(invitations.id, id),
        eq(invitations.project, project),
        isNull(invitations.acceptedAt),
      );
      const gone = await db.delete(invitations).where(open).returning({ id: invitations.id });
      return gone.length > 0;
    },

    async forget(id) {
      await db.delete(invitations).where(and(eq(invitations.id, id), isNull(invitations.acceptedAt)));
    },
  };
}

async function addOne(
  tx: Transaction,
  project: string,
  { mail, ...invitation }: NewInvitation,
  again: number,
): Promise<InvitationOutcome> {
  const { email, createdAt } = invitation;
  const emailKey = foldKey(email);
  const members = await tx
    .select({ id: users.id })
    .from(users)
    .innerJoin(participants, eq(participants.user, users.id))
    .where(and(eq(users.emailKey, emailKey), eq(participants.project, project)));
  if (members.length > 0) return 'member';
  const open = and(eq(invitations.project, project), isNull(invitations.acceptedAt));
  const same = and(open, eq(invitations.emailKey, emailKey));
  const since = and(same, gt(invitations.createdAt, again), gt(invitations.expiresAt, createdAt));
  if ((await tx.select({ id: invitations.id }).from(invitations).where(since)).length > 0) return 'invited';
  await tx.delete(invitations).where(same);
  await tx.delete(invitations).where(and(open, lte(invitations.expiresAt, createdAt)));
  await tx.insert(invitations).values({ ...invitation, project, emailKey });
  await tx
    .insert(mails)
    .values({ ...mail, invitation: invitation.id, createdAt, dueAt: createdAt, attempts: 0 });
  return 'queued';
}

/** What a token, or an invitation whose token was shown, opens at this moment. */
export async function findInvitation(db: Db, key: InviteKey, now: number): Promise<FoundInvite | null> {
  const one =
    typeof key === 'string' ? eq(invitations.tokenHash, secretHash(key)) : eq(invitations.id, key.invitation);
  const [row] = await db
    .select()
    .from(invitations)
    .innerJoin(projects, eq(projects.id, invitations.project))
    .where(and(one, gt(invitations.expiresAt, now)));
  if (row === undefined) return null;
  const { id, role, expiresAt, acceptedBy } = row.project_invitations;
  return { project: row.projects, role, expiresAt, invitation: { id, acceptedBy } };
}

/** False: somebody else was faster. */
export async function acceptInvitation(
  tx: Transaction,
  id: string,
  user: string,
  at: number,
): Promise<boolean> {
  const unused = and(eq(invitations.id, id), isNull(invitations.acceptedAt));
  const accepted = await tx
    .update(invitations)
    .set({ acceptedAt: at, acceptedBy: user })
    .where(unused)
    .returning({ id: invitations.id });
  return accepted.length > 0;
}
