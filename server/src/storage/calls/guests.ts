import type { GuestRole } from '@clapper/access';

/** What a link opens, and to do what. */
export interface GuestGrant {
  link: string;
  project: string;
  video: string;
  role: GuestRole;
  /** Whether who came through it says yes or no to a cut. */
  approves: boolean;
  expiresAt: number | null;
}

export interface NewGuestLink extends Omit<GuestGrant, 'link'> {
  id: string;
  /** For those who made it: whom it is for. */
  name: string;
  secretHash: string;
  createdBy: string;
  createdAt: number;
}

export interface GuestLink extends Omit<NewGuestLink, 'secretHash'> {
  createdByName: string;
  lastUsedAt: number | null;
  /** How many came through it. */
  guests: number;
}

/** People without an account, who came through a link to one video. */
export interface Guests {
  addLink(link: NewGuestLink): Promise<void>;
  /** Those of a video that still open it, the newest first. */
  links(project: string, video: string, now: number): Promise<GuestLink[]>;
  /** [ST140] Null for a link that was revoked, has run out or never was, and for another secret: all the same. */
  open(id: string, secretHash: string, now: number): Promise<GuestGrant | null>;
  /**
   * [ST141] From then on it opens nothing, and nobody who came through it is let in. Returns their sessions; null when
   * there is none, or it was revoked already.
   */
  revoke(link: string, at: number): Promise<string[] | null>;
  /** Somebody comes through a link. */
  enter(guest: { id: string; name: string; link: string; createdAt: number }): Promise<void>;
  /** What somebody may who came through a link, as long as it opens anything; null for people with an account. */
  grantOf(user: string, now: number): Promise<GuestGrant | null>;
  /** How many came through links of a project, and how many of them have an account by now. */
  count(project: string): Promise<{ guests: number; accounts: number }>;
}
