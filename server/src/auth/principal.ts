import type { GuestGrant } from '../storage/storage.ts';

/** Who stands behind a request or a socket, as of the last look at their session. */
export interface Principal {
  user: string;
  /** What others see: the nickname. */
  name: string;
  session: string;
  /** When the proof runs out, in milliseconds; a socket is renewed or closed by then. */
  expiresAt: number;
  isSystemAdmin: boolean;
  /** Set for somebody without an account: the one link that they came through. */
  guest: GuestGrant | null;
}

/** Says who somebody is. What they may do is decided elsewhere, from their role. */
export interface Authority {
  /**
   * Checks signature, expiry and that the session is live.
   * @throws ClapperError UNAUTHENTICATED | UNAVAILABLE
   */
  authenticate(token: string): Promise<Principal>;
  /**
   * One use; `document` is the one the socket asks for, null on the device's socket.
   * @throws ClapperError TICKET_USED | UNAUTHENTICATED | UNAVAILABLE
   */
  redeemTicket(ticket: string, document: string | null): Promise<Principal>;
}
