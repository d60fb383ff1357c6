import type { ProjectStatus } from '@clapper/protocol';
import type { User } from './accounts.ts';

export interface AccountLine extends User {
  /** How many projects they are in. */
  projects: number;
}

export interface ProjectLine {
  id: string;
  name: string;
  status: ProjectStatus;
  creator: { id: string; name: string };
  members: number;
  /** What its files come to, each counted once. */
  bytes: number;
  createdAt: number;
  updatedAt: number;
}

export interface Totals {
  accounts: number;
  closed: number;
  guests: number;
  projects: number;
  documents: number;
  /** What files come to, each counted once. */
  bytes: number;
}

/** What the system admin sees of the whole instance: who and how much, and no content. */
export interface Console {
  /** [ST161] People with an account, by id, those after `after`, at most `limit`; never who came through a link. */
  accounts(after: string, limit: number): Promise<AccountLine[]>;
  /** [ST162] Projects, by id, those after `after`, at most `limit`. */
  projects(after: string, limit: number): Promise<ProjectLine[]>;
  /** [ST163] Everything there is, counted. */
  totals(): Promise<Totals>;
}
