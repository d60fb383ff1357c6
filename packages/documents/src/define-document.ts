import type * as Y from 'yjs';
import type { z } from 'zod';
import type { Role } from '@clapper/access';
import { ClapperError, type Language, type ProjectTemplate } from '@clapper/protocol';
import type { Fields } from './fields.ts';
import type { Migration } from './migrate.ts';
import type { Rules } from './rules.ts';

/**
 * The whole vocabulary of a document kind. One declaration serves the server's guard, the device's
 * types, the HTTP API, search and the conformance suite.
 */
export interface DocumentKind {
  kind: string;
  /** `<project>/<kind>` or `user/<user>/<kind>`. */
  scope: 'project' | 'user';
  /** The id carries a name behind the kind: `<project>/scratch/<name>`. */
  named: boolean;
  /**
   * Where its names come from: what another document of the project lists. Without it a named document comes into being
   * through anybody who may write it; with it through whoever may read it once it is listed, or may list it.
   */
  listedIn?: Listing;
  /** 0: no schema, nothing is checked or migrated. Else `migrations.length + 1`. */
  schemaVersion: number;
  /** The least role that reads; `self`: only the user whose document it is. */
  read: Role | 'self';
  /**
   * The least role that writes; `server`: a projection of SQL truth, nobody else writes it; `self`: such a projection
   * in which its user has roots of their own.
   */
  write: Role | 'server' | 'self';
  /** Opened with its project, so that all of it is there offline. `false`: only by name. */
  opensWithProject: boolean;
  roots: Readonly<Record<string, RootShape>>;
  /** Who writes which field. Declared here, judged by the server's guard. */
  rules: Rules;
  /** Ordered, append-only. */
  migrations: readonly Migration[];
  /** Deterministic first content, made by the server when the document is first opened. */
  seed(facts: SeedFacts): Uint8Array | null;
  /** What a reader would have to ignore. Empty for a document in order. */
  check(doc: Y.Doc): Problem[];
  /** Everything people can read in it, for search and export. Never throws. */
  toText(doc: Y.Doc): string;
  /**
   * Hashes of the files that its records name, deleted records too: what may be read through it. Absent: it
   * holds no files, and nothing is uploaded for it. Never throws.
   */
  files?(doc: Y.Doc): Set<string>;
}

/** What a root type of the doc holds. */
export type RootShape =
  | { type: 'records'; about: string; fields: Fields }
  | { type: 'map'; about: string; fields: Fields }
  /** What each person says about each thing: plain values, keyed `<subject>/<user>` (`votes.ts`). */
  | { type: 'votes'; about: string; value: z.core.$ZodType }
  | { type: 'any'; about: string };

/** Records of one document of a project that each have a document of their own. */
export interface Listing {
  /** The kind that lists them, which is not named itself. */
  kind: string;
  names(doc: Y.Doc, name: string): boolean;
}

export interface SeedFacts {
  /** Project id; '' for documents of a user. */
  project: string;
  template: ProjectTemplate;
  language: Language;
}

/** Something in a document that does not fit its declared shape. */
export interface Problem {
  /** Slash-separated: `shots/<id>/size`. */
  path: string;
  code: ProblemCode;
  message: string;
}

export type ProblemCode =
  /** The whole record had to be left out. */
  | 'malformed_record'
  /** One field had to be read as its default. */
  | 'malformed_field'
  /** A field or root that this version does not know; kept and not read. */
  | 'unknown_field'
  /** It points to something that is not there. */
  | 'unknown_reference'
  /** Rich text: a node, mark or attribute this version does not know. */
  | 'unknown_content'
  /** Rich text: known parts in an arrangement no editor can hold. */
  | 'misplaced_content';

/** Checks what the type system cannot: the version is counted, never chosen. */
export function defineDocument(kind: DocumentKind): DocumentKind {
  const counted = kind.schemaVersion === 0 ? 0 : kind.migrations.length + 1;
  if (kind.schemaVersion !== counted || (kind.schemaVersion === 0 && kind.migrations.length > 0)) {
    throw new ClapperError(
      'INTERNAL',
      `Document kind ${kind.kind} says schema version ${kind.schemaVersion} and has ${kind.migrations.length} migrations.`,
    );
  }
  return kind;
}
