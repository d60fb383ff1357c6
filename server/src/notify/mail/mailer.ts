import type { MailConfig } from '../../config.ts';
import type { Logger } from '../../log.ts';
import type { Storage } from '../../storage/storage.ts';
import type { DeskOf } from '../desk.ts';
import { mailBundler } from './bundler.ts';
import { mailOutbox } from './outbox.ts';
import { smtpTransport } from './transport.ts';
import type { UnsubscribeLinks } from './unsubscribe.ts';

export interface MailerOptions {
  config: MailConfig;
  storage: Pick<Storage, 'deliveries' | 'accounts' | 'projects'>;
  deskOf: DeskOf;
  links: UnsubscribeLinks;
  log: Logger;
  now: () => number;
}

export interface Mailer {
  /** What is to be told by now becomes mails, and mails go out. */
  work(): Promise<void>;
  stop(): void;
}

/** Notifications that wait → mails in the outbox → the mail server. */
export function createMailer({ config, storage, deskOf, links, log, now }: MailerOptions): Mailer {
  const { publicUrl, from } = config;
  const { deliveries, accounts, projects } = storage;
  const unsubscribeUrl = (user: string) => `${publicUrl}/api/v1/mail/unsubscribe/${links.token(user)}`;
  const bundle = mailBundler({
    deliveries,
    accounts,
    projects,
    deskOf,
    publicUrl,
    unsubscribeUrl,
    domain: from.address.slice(from.address.lastIndexOf('@') + 1),
    // Of the instance: whom it mails works where it stands.
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    now,
  });
  const outbox = mailOutbox({
    deliveries,
    accounts,
    transport: smtpTransport(config),
    unsubscribeUrl,
    log,
    now,
  });
  return {
    async work() {
      await bundle();
      await outbox.work();
    },
    stop: () => outbox.stop(),
  };
}
