import type { InviteRole } from '@clapper/access';
import type { NewMail } from './deliveries.ts';

export interface NewInvitation {
  id: string;
  email: string;
  role: InviteRole;
  tokenHash: string;
  invitedBy: string;
  createdAt: number;
  expiresAt: number;
  /** What carries the token there. */
  mail: Omit<NewMail, 'user' | 'createdAt'>;
}

export interface OpenInvitation {
  id: string;
  email: string;
  role: InviteRole;
  /** Null: they have no account any more. */
  invitedBy: { id: string; name: string } | null;
  createdAt: number;
  expiresAt: number;
}

/** What became of an address: nobody learns from it whether it has an account, only what its project's owners see. */
export type InvitationOutcome = 'queued' | 'member' | 'invited';

/** Addresses that were asked into a project by mail; who comes joins by `projects.join`. */
export interface Invitations {
  /**
   * [ST150] Each is kept with its mail, or neither. Members are not invited, nor is who was invited since `again`; a later
   * invitation to an address takes the place of the one before. In the order in which they were given.
   */
  add(project: string, invitations: NewInvitation[], again: number): Promise<InvitationOutcome[]>;
  /** Those that still open it, the newest first. */
  open(project: string, now: number): Promise<OpenInvitation[]>;
  /** [ST152] It opens nothing any more, and its mail is not sent. False when there is none that does. */
  withdraw(project: string, id: string): Promise<boolean>;
  /** [ST153] One (by id) that was used up or taken back after the file that holds it was copied. */
  forget(id: string): Promise<void>;
}
