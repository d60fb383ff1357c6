import type * as Y from 'yjs';
import type { KindName } from './registry.ts';

/**
 * What everybody may do to a kind of document, written by hand: an independent statement that the suite in
 * `test/security/rights` holds the declarations and the running server to. No program reads it.
 */
export interface RightsTable {
  kind: KindName;
  /** Of each root that is no `any`: what the cells are made with. */
  samples: Readonly<Record<string, RecordSamples | VoteSamples>>;
  /**
   * A line per operation of a root, or of fields that are alike, and a cell for each of `RIGHTS_COLUMNS`.
   * `shots.size lens · change own   yes yes yes no no no no no`
   */
  expected: string;
}

/**
 * Everybody there is, seen from one project. The guest came through a link to one video that lets them say what a
 * reviewer says, the onlooker through one that lets them look; the stranger was a member once.
 */
export const RIGHTS_COLUMNS = [
  'owner',
  'admin',
  'editor',
  'reviewer',
  'viewer',
  'guest',
  'onlooker',
  'stranger',
] as const;

/** Who writes, and whose the rest is: user ids. */
export interface Actors {
  me: string;
  other: string;
  /** What they are called. */
  myName: string;
  otherName: string;
}

export interface RecordSamples {
  /** A record of mine and one of somebody else's, where they are not just two that were made. */
  ids?: (actors: Actors, doc: Y.Doc) => { own: string; others: string };
  /** Plain fields of a record that its author makes; shared types are made as declared. */
  made?: (actors: Actors) => Readonly<Record<string, unknown>>;
  /** Another good value of each plain field. */
  changed: (actors: Actors) => Readonly<Record<string, unknown>>;
}

export interface VoteSamples {
  first: unknown;
  changed: unknown;
}
