import type { Logger } from '../../log.ts';
import type { Accounts, Deliveries, Mail } from '../../storage/storage.ts';
import { afterFailure } from './retry.ts';
import { MailRefusal, type MailTransport, type OutgoingMail } from './transport.ts';

type Recipient = Pick<OutgoingMail, 'to' | 'unsubscribe'>;

/** Sent in one go; the rest has its turn a few seconds later. */
const MAILS_AT_ONCE = 20;

export interface MailOutboxOptions {
  deliveries: Pick<Deliveries, 'mails' | 'putOffMail' | 'mailDone'>;
  accounts: Pick<Accounts, 'get'>;
  transport: MailTransport;
  /** Where one click ends this person's mails. */
  unsubscribeUrl: (user: string) => string;
  log: Logger;
  now: () => number;
}

export interface MailOutbox {
  /** Sends what is due, one after the other. */
  work(): Promise<void>;
  /** What is under way is left where it is; it comes again under its Message-ID. */
  stop(): void;
}

/**
 * A mail leaves the outbox when the mail server has taken it. A crash in between sends it again, with the Message-ID
 * that was written with it.
 */
export function mailOutbox(options: MailOutboxOptions): MailOutbox {
  const { deliveries, accounts, transport, unsubscribeUrl, log, now } = options;
  const stopped = Promise.withResolvers<'stopped'>();
  let isStopped = false;

  async function send(mail: Mail): Promise<void> {
    const recipient = await recipientOf(mail);
    if (recipient === null) return deliveries.mailDone(mail.id);
    const { messageId, subject, text, html, createdAt } = mail;
    const date = new Date(createdAt);
    const sent = transport.send({ ...recipient, messageId, date, subject, text, html });
    try {
      // A mail server that hangs must not hold up the end of this one.
      if ((await Promise.race([sent, stopped.promise])) === 'stopped') return;
    } catch (error) {
      if (!(error instanceof MailRefusal)) throw error;
      return failed(mail, error);
    }
    await deliveries.mailDone(mail.id);
    log.info({ mail: mail.id, attempts: mail.attempts + 1 }, 'mail.sent');
  }

  /** Null: nobody is to have it any more. */
  async function recipientOf({ user: id, address }: Mail): Promise<Recipient | null> {
    // An invitation comes once: there is nothing to end.
    if (id === null) return address === null ? null : { to: address, unsubscribe: null };
    const user = await accounts.get(id);
    return user?.isActive === true ? { to: user.email, unsubscribe: unsubscribeUrl(id) } : null;
  }

  async function failed(mail: Mail, { failure }: MailRefusal): Promise<void> {
    const after = afterFailure(failure, mail, now());
    switch (after.do) {
      case 'retry':
        log.warn({ mail: mail.id, ...failure, attempts: mail.attempts + 1 }, 'mail.putOff');
        return deliveries.putOffMail(mail.id, after.at);
      case 'giveUp':
        log.error({ mail: mail.id, user: mail.user, ...failure }, 'mail.givenUp');
        return deliveries.mailDone(mail.id);
      default:
        return after satisfies never;
    }
  }

  return {
    async work() {
      for (const mail of await deliveries.mails(now(), MAILS_AT_ONCE)) {
        if (isStopped) return;
        await send(mail);
      }
    },
    stop() {
      isStopped = true;
      stopped.resolve('stopped');
    },
  };
}
