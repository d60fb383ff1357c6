import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail server that keeps what it is given. */
export interface MailServer {
  /** What a server of ours is told, to send by it. */
  readonly env: Readonly<Record<string, string>>;
  /** What it has taken, whole. */
  readonly taken: Buffer[];
  readonly recipients: string[];
  /** Called before it answers, so that a test may choose the moment. */
  beforeData: () => void;
  beforeTaken: () => void;
  close(): Promise<void>;
}

export async function startMailServer(): Promise<MailServer> {
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo({ address }, _session, answer) {
      mail.recipients.push(address);
      mail.beforeData();
      answer();
    },
    onData(stream, _session, answer) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        mail.taken.push(Buffer.concat(chunks));
        mail.beforeTaken();
        answer();
      });
    },
  });
  // A sender that is killed leaves a connection behind; that is what is tested.
  smtp.on('error', () => undefined);
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  const { port } = smtp.server.address() as AddressInfo;
  const mail: MailServer = {
    env: {
      SMTP_URL: `smtp://127.0.0.1:${port}`,
      MAIL_FROM: 'Clapper <clapper@studio.example>',
      PUBLIC_URL: 'https://clapper.studio.example',
    },
    taken: [],
    recipients: [],
    beforeData: () => undefined,
    beforeTaken: () => undefined,
    close: () => new Promise<void>((resolve) => smtp.close(() => resolve())),
  };
  return mail;
}
