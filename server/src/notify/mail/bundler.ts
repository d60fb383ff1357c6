import { newId } from '@clapper/protocol';
import type { Accounts, Deliveries, Delivery, Projects, User } from '../../storage/storage.ts';
import type { Notice } from '../delivery.ts';
import type { DeskOf } from '../desk.ts';
import { composeLetter } from './compose.ts';
import { planMail } from './schedule.ts';

/** Looked at in one go; the rest has its turn a few seconds later. */
const NOTICES_AT_ONCE = 1_000;

export interface MailBundlerOptions {
  deliveries: Pick<Deliveries, 'due' | 'putOff' | 'drop' | 'bundle' | 'mailStoppedAt'>;
  accounts: Pick<Accounts, 'get'>;
  projects: Pick<Projects, 'role'>;
  deskOf: DeskOf;
  /** Where the app is reached. */
  publicUrl: string;
  /** Where one click ends this person's mails. */
  unsubscribeUrl: (user: string) => string;
  /** What Message-IDs end with. */
  domain: string;
  /** Mornings are counted in it, and times told. */
  zone: string;
  now: () => number;
}

/**
 * Makes one mail of what is to be told to a person by now. It is in the outbox and its notifications count as told, both
 * or neither: nothing is told twice or forgotten between the two.
 */
export function mailBundler(options: MailBundlerOptions): () => Promise<void> {
  const { deliveries, accounts, projects, deskOf, publicUrl, unsubscribeUrl, domain, zone, now } = options;

  return async () => {
    const due = await deliveries.due('mail', now(), NOTICES_AT_ONCE);
    for (const [user, waiting] of Map.groupBy(due, (delivery) => delivery.user)) await bundle(user, waiting);
  };

  async function bundle(id: string, waiting: readonly Delivery[]): Promise<void> {
    const [user, desk, stoppedAt] = await Promise.all([
      accounts.get(id),
      deskOf(id),
      deliveries.mailStoppedAt(id),
    ]);
    const frequency = user?.isActive === true && stoppedAt === null ? desk.mail : 'off';
    const told: Notice[] = [];
    const dropped: Delivery[] = [];
    for (const delivery of waiting) {
      const notice = JSON.parse(delivery.body) as Notice;
      // Security: who has left a project hears nothing of it, not even what happened before.
      const settled = desk.isSettled(notice) || (await projects.role(notice.project.id, id)) === null;
      const { at, dueAt } = delivery;
      const plan = planMail({ at, dueAt, frequency, zone, settled }, now());
      switch (plan.do) {
        case 'tell':
          told.push(notice);
          break;
        case 'drop':
          dropped.push(delivery);
          break;
        case 'wait':
          await deliveries.putOff([delivery], plan.until);
          break;
        default:
          plan satisfies never;
      }
    }
    if (dropped.length > 0) await deliveries.drop(dropped);
    if (told.length > 0 && user !== null) await write(user, told);
  }

  /** What changed meanwhile (mails were ended, it was taken back) is found when it is looked at again. */
  async function write(user: User, told: Notice[]): Promise<void> {
    const createdAt = now();
    const id = newId(createdAt);
    const notices = told.toSorted((a, b) => a.at - b.at);
    const letter = composeLetter({
      notices,
      name: user.nickname,
      language: notices.at(-1)!.project.language,
      zone,
      publicUrl,
      unsubscribe: unsubscribeUrl(user.id),
    });
    await deliveries.bundle(
      { id, user: user.id, messageId: `<${id}@${domain}>`, createdAt, ...letter },
      notices.map((notice) => notice.id),
    );
  }
}
