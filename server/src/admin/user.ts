import { randomInt } from 'node:crypto';
import { ClapperError } from '@clapper/protocol';
import type { Config } from '../config.ts';
import { announceEndedSessions } from '../jobs/ended-sessions.ts';
import type { Logger } from '../log.ts';

/** Read from a screen and typed: no 0/O, 1/l/I. Twenty of 55 are 115 bits. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ';
const LENGTH = 20;
const USAGE = 'Usage: npm run user -- reset EMAIL';

/**
 * `npm run user -- reset EMAIL`: a new random password, shown once, and every session ended. Works with the
 * server running or not; a running one is told through the data folder and closes the sockets.
 * Gives what to print. @throws ClapperError with one sentence
 */
export async function runUserCommand(args: readonly string[], config: Config, log: Logger): Promise<string> {
  const [command, email, ...rest] = args;
  if (command !== 'reset' || email === undefined || rest.length > 0) throw new ClapperError('INVALID', USAGE);
  const [{ createPasswords }, { openStorage }, { openJournal }, { journaledStorage }] = await Promise.all([
    import('../auth/passwords.ts'),
    import('../storage/open.ts'),
    import('../journal/journal.ts'),
    import('../journal/journaled-storage.ts'),
  ]);
  const bare = await openStorage(config.databaseUrl, { log, exclusive: false });
  const storage = journaledStorage(bare, await openJournal(config.dataDir, log));
  try {
    const found = await storage.accounts.findLogin(email);
    if (found === null) throw new ClapperError('NOT_FOUND', `Nobody here has the e-mail or name ${email}.`);
    const password = newPassword();
    const passwordHash = await (await createPasswords()).hash(password);
    const ended = await storage.accounts.setPassword(found.user.id, passwordHash, null, Date.now());
    announceEndedSessions(config.dataDir, ended);
    const count = ended.length === 1 ? '1 session was' : `${ended.length} sessions were`;
    return `New password of ${found.user.username} (${found.user.email}): ${password}\n${count} ended. It is not shown again.`;
  } finally {
    await storage.close();
  }
}

function newPassword(): string {
  return Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}
