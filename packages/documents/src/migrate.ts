import type * as Y from 'yjs';
import { ClapperError } from '@clapper/protocol';
import type { DocumentKind } from './define-document.ts';

/** One step from a schema version to the next. */
export interface Migration {
  /** What changes and why, in a sentence. */
  about: string;
  /** Must change nothing when it has already been done: a crash may repeat it. */
  up(doc: Y.Doc): void;
}

export const MIGRATION_ORIGIN = 'migration';

/**
 * Brings a doc from schema `from` to the kind's. Only the server calls it: two devices that migrate
 * the same document apart from each other would do everything twice.
 */
export function migrate(kind: DocumentKind, doc: Y.Doc, from: number): void {
  if (kind.schemaVersion === 0) return;
  if (from > kind.schemaVersion) {
    throw new ClapperError(
      'SERVER_TOO_OLD',
      `The document is of ${kind.kind} schema ${from}, this server knows ${kind.schemaVersion}.`,
    );
  }
  const steps = kind.migrations.slice(Math.max(from, 1) - 1);
  if (steps.length === 0) return;
  doc.transact(() => {
    for (const step of steps) step.up(doc);
  }, MIGRATION_ORIGIN);
}
