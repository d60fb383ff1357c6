import type { GuestGrant } from './guests.ts';
import type { InviteKey, Joined } from './projects.ts';

export interface User {
  id: string;
  username: string;
  email: string;
  nickname: string;
  profileImageUrl: string | null;
  isAdmin: boolean;
  isActive: boolean;
  createdAt: number;
  updatedAt: number;
  lastLoginAt: number | null;
}

export interface NewUser {
  id: string;
  username: string;
  email: string;
  passwordHash: string;
  nickname: string;
  createdAt: number;
}

/** What is not named stays. */
export interface ProfileChange {
  nickname?: string;
  profileImageUrl?: string | null;
}

export interface NewUserRules {
  /** Decided in the creating transaction: the first account is the system admin, or only this e-mail. */
  adminEmail: string | null;
  /** `closed` lets only the first account in; `invited` needs a live invite code or to be the first. */
  registration: 'open' | 'invited' | 'closed';
  inviteCode: InviteKey | null;
  /** The studio everybody gets. */
  studio: { id: string; name: string };
}

export type CreateUserResult =
  | { ok: true; user: User; joined: Joined | null }
  | { ok: false; code: 'TAKEN'; fields: ('username' | 'email')[] }
  | { ok: false; code: 'REGISTRATION_CLOSED' | 'INVITE_NOT_FOUND' };

export interface Session {
  id: string;
  user: string;
  createdAt: number;
  lastUsedAt: number;
  expiresAt: number;
  userAgent: string;
}

export type RotateResult =
  | { status: 'ok'; session: Session; user: User; guest: GuestGrant | null }
  /** A token that was replaced long ago came back: the session has been revoked. */
  | { status: 'reused'; session: string }
  | { status: 'unknown' };

export interface Accounts {
  /** [ST30] How many accounts there are, 0 or more: the sign-up page greets the first one differently. */
  count(): Promise<number>;
  /**
   * [ST31] Creates account and studio, and joins the invite's project, all or nothing.
   * [ST32] The first account, or only `adminEmail`'s, is the system admin: one, also of two at the same moment.
   * [ST33] `registration` decides who else may.
   * [ST34] Names and e-mails are unique ignoring case, in NFC; all that are taken are named.
   * [ST143] Made with the id of somebody who came through a link it becomes their account: all they wrote stays theirs.
   */
  create(user: NewUser, rules: NewUserRules): Promise<CreateUserResult>;
  get(id: string): Promise<User | null>;
  /** [ST35] By e-mail or username, ignoring case; with the password hash. */
  findLogin(login: string): Promise<{ user: User; passwordHash: string } | null>;
  /** [ST36] Documents that show the name or the picture are derived again. */
  updateProfile(id: string, change: ProfileChange, at: number): Promise<User | null>;
  /** [ST37] Sets a new password and ends every session but `keep`; returns the ended ones. */
  setPassword(id: string, passwordHash: string, keep: string | null, at: number): Promise<string[]>;
  createSession(session: Session, refreshHash: string): Promise<void>;
  /**
   * [ST38] Null when it is unknown, expired, revoked or its user is not active.
   * [ST142] Somebody without an account is let in as long as their link is, and with what it allows.
   */
  session(
    id: string,
    now: number,
  ): Promise<{ session: Session; user: User; guest: GuestGrant | null } | null>;
  sessions(user: string, now: number): Promise<Session[]>;
  /**
   * [ST40] Exchanges a refresh token (by hash) for `next` and puts the session's end off.
   * [ST41] The previous one stays good until the new one was used, at most `graceMs`: two tabs refreshing at
   * once, or an answer lost on the way, must not sign anybody out.
   * [ST42] An older one is reuse and revokes the session. Tokens given for the same one are replaced together
   * when one of them is used.
   */
  rotate(
    refreshHash: string,
    next: string,
    now: number,
    graceMs: number,
    ttlMs: number,
  ): Promise<RotateResult>;
  /** [ST43] Returns whether it was live. */
  revokeSession(id: string, at: number): Promise<boolean>;
  /**
   * [ST160] Closes an account, and with it every session of it, or opens it again: nothing of what it wrote changes. Returns
   * the sessions that ended; null when there is none of this id.
   */
  setActive(id: string, active: boolean, at: number): Promise<string[] | null>;
}
