import type { Role } from '@clapper/access';

/**
 * Who writes what, as data. A role is the least that may; `server` beats every role; `self` is the user whose
 * document it is; `nobody` means that no device ever does it (records are marked deleted, never removed).
 */
export type Writer = Role | 'server' | 'self' | 'nobody';

/** What a value must say of the person who writes it: their id, or their name as the project knows it. */
export type WriterFact = 'writer' | 'writerName';

export interface FieldRule {
  /** In anybody's record. */
  write: Writer;
  /** The least role with which a record's author may write it too, in their own. */
  author?: Role;
  /** Set when the record is made and never changed. */
  once?: true;
  /** Somebody who came through a link does not write it, whatever their role is. */
  guests?: 'never';
  /** The value must be that, or be so under these of its keys; null says nothing of anybody. */
  value?: WriterFact | Readonly<Record<string, WriterFact>>;
}

export interface RecordRules {
  create: Writer;
  remove: Writer;
  /** The field that names a record's author, where it matters whose it is. */
  author?: string;
  /** No more records that are not deleted with the same value under `by`. */
  atMost?: { by: string; count: number };
  /** What fields must be to each other, judged with what stands in those that do not change. */
  agree?: { fields: readonly string[]; fits(values: Readonly<Record<string, unknown>>): boolean };
  fields: Readonly<Record<string, FieldRule>>;
}

export interface MapRules {
  fields: Readonly<Record<string, FieldRule>>;
}

/** A root of votes: each person writes and removes their own keys, and nobody else's. */
export interface VoteRules {
  write: Role | 'self';
  /** Somebody who came through a link votes only if the link says so. */
  guests?: 'approve';
  key: 'writer';
}

/** A root whose content is judged as a whole. */
export interface RootRules {
  write: Writer;
}

/** By root, named as in `roots`. */
export type Rules = Readonly<Record<string, RecordRules | MapRules | VoteRules | RootRules>>;
