import { createHmac, timingSafeEqual } from 'node:crypto';
import { isUuid } from '@clapper/protocol';

/** The address in a mail that ends them, for whoever holds the mail and without signing in; it opens nothing else. */
export interface UnsubscribeLinks {
  token(user: string): string;
  /** Whose mails it ends; null when it was not made here. */
  read(token: string): string | null;
}

/** Security: no other signature made with the same secret is one of these. */
const PURPOSE = 'clapper: no more mail to ';

export function unsubscribeLinks(secret: Uint8Array): UnsubscribeLinks {
  const sign = (user: string) => createHmac('sha256', secret).update(`${PURPOSE}${user}`).digest();
  return {
    token: (user) => `${user}.${sign(user).toString('base64url')}`,
    read(token) {
      const [user = '', signature = ''] = token.split('.');
      if (!isUuid(user)) return null;
      const [given, right] = [Buffer.from(signature, 'base64url'), sign(user)];
      return given.byteLength === right.byteLength && timingSafeEqual(given, right) ? user : null;
    },
  };
}
