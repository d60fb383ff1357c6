import type { PendingIndex } from '../changes.ts';
import type { Logger } from '../environment.ts';
import type { LocalStore } from '../local-store.ts';
import type { DocumentMeta, PendingRow } from '../rows.ts';

/** Somebody who types all the while is read of as it stands then, and again when the page is next looked at. */
const MOST_READS = 5;

export interface DocumentsAtRestOptions {
  store: Pick<LocalStore, 'metas' | 'allPending' | 'pendingOf'>;
  index: PendingIndex;
  log: Logger;
  isOpen(document: string): boolean;
  changed(): void;
}

/** What the disk of this browser has of all documents, also of those that no tab has open. */
export interface DocumentsAtRest {
  /** As they stood when last read. */
  readonly metas: ReadonlyMap<string, DocumentMeta>;
  rereadMetas(): Promise<void>;
  /** What waits of a document that is not open here, after another tab repaired it. */
  reindex(document: string): void;
  read(): Promise<[DocumentMeta[], PendingRow[]]>;
  /** What was read stands from now on; what waits, by document. */
  adopt(read: readonly [DocumentMeta[], PendingRow[]]): Map<string, PendingRow[]>;
}

export function createDocumentsAtRest(options: DocumentsAtRestOptions): DocumentsAtRest {
  const { store, index, log, isOpen, changed } = options;
  const metas = new Map<string, DocumentMeta>();

  function reindex(document: string): void {
    const { version } = index;
    store.pendingOf(document).then(
      (rows) => {
        if (index.version !== version) return reindex(document);
        if (!isOpen(document)) index.replace(document, rows);
        changed();
      },
      (error: unknown) => log.error({ document, error }, 'device.pendingUnreadable'),
    );
  }

  return {
    metas,
    reindex,
    async rereadMetas() {
      try {
        for (const meta of await store.metas()) metas.set(meta.document, meta);
        changed();
      } catch (error) {
        log.error({ error }, 'device.metaUnreadable');
      }
    },
    /** Rows that were read before others learned of an answer would wait for ever. */
    async read() {
      for (let tries = 1; ; tries++) {
        const { version } = index;
        const read = await Promise.all([store.metas(), store.allPending()]);
        if (index.version === version || tries === MOST_READS) return read;
      }
    },
    adopt([read, rows]) {
      const pending = Map.groupBy(rows, (row) => row.document);
      for (const document of index.documents()) if (!pending.has(document)) index.replace(document, []);
      for (const [document, own] of pending) index.replace(document, own);
      for (const meta of read) metas.set(meta.document, meta);
      return pending;
    },
  };
}
