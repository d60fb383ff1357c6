import type { InviteRole, Role } from '@clapper/access';
import type { Language, ProjectStatus, ProjectTemplate } from '@clapper/protocol';

export interface Studio {
  id: string;
  owner: string;
  name: string;
  description: string;
  createdAt: number;
  updatedAt: number;
}

export interface ProjectRow {
  id: string;
  studio: string;
  creator: string;
  name: string;
  description: string;
  /** ISO date. */
  deadline: string | null;
  tag: string | null;
  status: ProjectStatus;
  template: ProjectTemplate;
  language: Language;
  /** Percent; null: not reckoned yet. */
  progress: number | null;
  createdAt: number;
  updatedAt: number;
}

export interface Member {
  user: string;
  name: string;
  email: string;
  profileImageUrl: string | null;
  role: Role;
  joinedAt: number;
  /** When they were last in the project; null: never, as far as anybody knows. */
  lastSeenAt: number | null;
}

/** Somebody was in a project. */
export interface Sighting {
  project: string;
  user: string;
  at: number;
}

export interface Invite {
  code: string;
  role: InviteRole;
  expiresAt: number | null;
  createdBy: string;
  createdAt: number;
}

/** A code that somebody holds, or the invitation whose token they have shown before. */
export type InviteKey = string | { readonly invitation: string };

export interface FoundInvite {
  project: ProjectRow;
  role: InviteRole;
  expiresAt: number | null;
  /** Null: the project's link, for whoever holds it. */
  invitation: { id: string; acceptedBy: string | null } | null;
}

export interface Joined {
  project: ProjectRow;
  role: Role;
  joined: boolean;
  /** The invitation that was used up by it. */
  used: string | null;
}

export interface AccessRequest {
  user: string;
  name: string;
  role: InviteRole;
  requestedAt: number;
}

export type ChangeRoleResult =
  | { ok: true; from: Role }
  | { ok: false; code: 'NOT_FOUND' | 'FORBIDDEN' | 'LAST_OWNER' };

/**
 * [ST50] Every method that changes a project writes the outbox rows of the documents that show it.
 * [ST125] Who comes, goes, gets another role or asks for one is told as activity in the same transaction.
 * [ST127] What somebody makes different of a project is told as activity in the same transaction, and nothing when nothing differs.
 */
export interface Projects {
  /** [ST51] A person's own, oldest first; changed by their owner alone. */
  studios(user: string): Promise<Studio[]>;
  createStudio(studio: Studio): Promise<void>;
  updateStudio(
    id: string,
    owner: string,
    change: { name?: string; description?: string },
    at: number,
  ): Promise<Studio | null>;
  /** [ST52] Creates it with its creator as owner. `exists`: the same id by the same creator, nothing was changed; `taken`: by another, or removed. */
  create(project: ProjectRow): Promise<'created' | 'exists' | 'taken'>;
  get(id: string): Promise<ProjectRow | null>;
  listFor(user: string): Promise<{ project: ProjectRow; role: Role }[]>;
  /** [ST58] Projects that are worked on, by id, those after `after`, at most `limit`. */
  active(after: string, limit: number): Promise<ProjectRow[]>;
  update(
    id: string,
    actor: string,
    change: Partial<Pick<ProjectRow, 'name' | 'description' | 'deadline' | 'tag' | 'status'>>,
    at: number,
  ): Promise<ProjectRow | null>;
  /** [ST53] Removes project, members, invites; documents become tombstones in the same transaction. Returns its members. */
  remove(id: string, at: number): Promise<string[]>;
  role(project: string, user: string): Promise<Role | null>;
  members(project: string): Promise<Member[]>;
  /** [ST128] When members were last in their projects: never earlier than what is known. Who is no member is left out. */
  seen(sightings: Sighting[]): Promise<void>;
  /** [ST54] Judged (`judgeRoleChange`) and carried out under one lock; `to` null removes. A granted role settles the member's access request. */
  changeRole(
    project: string,
    actor: string,
    member: string,
    to: Role | null,
    at: number,
  ): Promise<ChangeRoleResult>;
  /** [ST55] Replaces the project's invite; null turns it off. */
  setInvite(project: string, invite: Invite | null): Promise<void>;
  invite(project: string): Promise<Invite | null>;
  /** The live invite behind a code; null when unknown, replaced, off or expired. One that was accepted is still told. */
  findInvite(key: InviteKey, now: number): Promise<FoundInvite | null>;
  /**
   * [ST56] Joins by code. A member keeps a role that is already stronger.
   * [ST151] An invitation lets one person in, once: null to everybody else, and to them when they are no member any more.
   */
  join(key: InviteKey, user: string, now: number): Promise<Joined | null>;
  /** [ST57] A person has one wish for a project: the last. */
  requestAccess(project: string, user: string, role: InviteRole, at: number): Promise<void>;
  accessRequests(project: string): Promise<AccessRequest[]>;
  dismissAccessRequest(project: string, user: string): Promise<void>;
  /** [ST59] How far it is, as it was reckoned: whoever is shown it hears of another one, and of the same one nobody. */
  setProgress(project: string, percent: number): Promise<void>;
}
