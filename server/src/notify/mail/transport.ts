import type { MailConfig } from '../../config.ts';
import type { MailFailure } from './retry.ts';

/** One mail to one person, with everything that is said of it. */
export interface OutgoingMail {
  to: string;
  messageId: string;
  date: Date;
  subject: string;
  text: string;
  html: string;
  /** Where one click ends these mails; null: there will be no others. */
  unsubscribe: string | null;
}

/** The way to the mail server. */
export interface MailTransport {
  /** Resolves when the server has taken it; rejects with a `MailRefusal` when it is not known to have. */
  send(mail: OutgoingMail): Promise<void>;
}

export class MailRefusal extends Error {
  readonly failure: MailFailure;

  constructor(failure: MailFailure, cause: unknown) {
    super('The mail server did not take the mail.', { cause });
    this.name = 'MailRefusal';
    this.failure = failure;
  }
}

/** A server that says nothing for so long is as good as away; the mail waits in the outbox. */
const CONNECT_WITHIN_MS = 10_000;
const SILENT_FOR_MS = 30_000;

export function smtpTransport({ smtpUrl, from }: Pick<MailConfig, 'smtpUrl' | 'from'>): MailTransport {
  /** Loaded with the first mail: it would be a tenth of a start. */
  const open = async () =>
    (await import('nodemailer')).createTransport({
      url: smtpUrl,
      connectionTimeout: CONNECT_WITHIN_MS,
      greetingTimeout: CONNECT_WITHIN_MS,
      dnsTimeout: CONNECT_WITHIN_MS,
      socketTimeout: SILENT_FOR_MS,
      // Security: nothing in a mail may name a file or an address to be read into it.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  let opened: ReturnType<typeof open> | undefined;
  return {
    async send({ to, unsubscribe, ...mail }) {
      const transport = await (opened ??= open());
      try {
        await transport.sendMail({
          ...mail,
          from,
          // One person a mail: nobody learns another's address. An object is never parsed for more of them.
          to: { name: '', address: to },
          ...(unsubscribe === null ? {} : { list: { unsubscribe } }),
          headers: {
            ...(unsubscribe === null ? {} : { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
            'Auto-Submitted': 'auto-generated',
          },
        });
      } catch (error) {
        const { responseCode, command } = error as Partial<MailFailure>;
        throw new MailRefusal({ responseCode, command }, error);
      }
    },
  };
}
