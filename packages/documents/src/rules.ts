import type { Role } from '@clapper/access';

/**
 * Who writes what, as data. A role is the least that may; `server` beats every role; `nobody` means that no
 * device ever does it (records are marked deleted, never removed).
 */
export type Writer = Role | 'server' | 'nobody';

export interface FieldRule {
  /** In anybody's record. */
  write: Writer;
  /** The least role with which a record's author may write it too, in their own. */
  author?: Role;
  /** Set when the record is made and never changed. */
  once?: true;
  /** The value must be the id of the person who writes it, or name it under this key (null names nobody). */
  value?: 'writer' | { by: string };
}

export interface RecordRules {
  create: Writer;
  remove: Writer;
  /** The field that names a record's author, where it matters whose it is. */
  author?: string;
  fields: Readonly<Record<string, FieldRule>>;
}

export interface MapRules {
  fields: Readonly<Record<string, FieldRule>>;
}

/** A root of votes: each person writes and removes their own keys, and nobody else's. */
export interface VoteRules {
  write: Role;
  key: 'writer';
}

/** By root, named as in `roots`. */
export type Rules = Readonly<Record<string, RecordRules | MapRules | VoteRules | { write: Writer }>>;
