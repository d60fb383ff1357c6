import type { Role } from '@clapper/access';

/**
 * Who writes what, as data. `server` beats every role; `nobody` means that no device ever does it
 * (records are marked deleted, never removed).
 */
export type Writer = Role | 'server';

export interface FieldRule {
  write: Writer;
  /** Set when the record is made and never changed. */
  once?: true;
  /** The value must be the id of the person who writes it. */
  value?: 'writer';
}

export interface RecordRules {
  create: Writer;
  remove: Writer | 'nobody';
  fields: Readonly<Record<string, FieldRule>>;
}

export interface MapRules {
  fields: Readonly<Record<string, FieldRule>>;
}

/** By root, named as in `roots`. */
export type Rules = Readonly<Record<string, RecordRules | MapRules | { write: Writer }>>;
