import { createHmac, timingSafeEqual } from 'node:crypto';
import { isUuid } from '@clapper/protocol';

/** What `<video src>` and `<img src>` load without a header. It stands for a session and opens one file of one document. */
export interface FileLinks {
  make(session: string, document: string, hash: string): { url: string; expiresAt: number };
  /** The session that it was made for; null when it was not made here for this file, or has run out. */
  session(ticket: string, document: string, hash: string): string | null;
}

/** A day at work with one film open: it is asked for again and again, and rights are looked up each time. */
export const LINK_TTL_MS = 12 * 60 * 60_000;

/** Security: no other signature made with the same secret is one of these. */
const PURPOSE = 'clapper: a file of a document ';

export function fileLinks(secret: Uint8Array, now: () => number): FileLinks {
  const sign = (session: string, expires: string, document: string, hash: string) =>
    createHmac('sha256', secret)
      .update(`${PURPOSE}${JSON.stringify([session, expires, document, hash])}`)
      .digest();

  return {
    make(session, document, hash) {
      const expiresAt = now() + LINK_TTL_MS;
      const expires = expiresAt.toString(36);
      const signature = sign(session, expires, document, hash).toString('base64url');
      const query = new URLSearchParams({ document, ticket: `${session}.${expires}.${signature}` });
      return { url: `/api/v1/blobs/${hash}?${query}`, expiresAt };
    },

    session(ticket, document, hash) {
      const [session = '', expires = '', signature = ''] = ticket.split('.');
      if (!isUuid(session)) return null;
      const [given, right] = [Buffer.from(signature, 'base64url'), sign(session, expires, document, hash)];
      if (given.byteLength !== right.byteLength || !timingSafeEqual(given, right)) return null;
      return Number.parseInt(expires, 36) > now() ? session : null;
    },
  };
}
