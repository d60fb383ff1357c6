import { kindOf } from '@clapper/documents';
import type { DocumentLog, Files } from '../storage/storage.ts';
import type { Folder } from '../sync/fold-threads.ts';
import { readStoredDoc } from '../sync/stored-doc.ts';

export interface NamedFiles {
  /** Whether a record of the document names the blob, by what is on disk. */
  names(document: string, hash: string): Promise<boolean>;
}

export interface NamedFilesOptions {
  documents: DocumentLog;
  files: Pick<Files, 'named'>;
  folder: Folder;
}

/** Documents whose last look is remembered. */
const MAX_LOOKS = 1_000;

/**
 * Reads documents for what their records name, once for each state of a document; what was found is noted for good,
 * since records are never removed and versions hold what they said before.
 */
export function namedFiles({ documents, files, folder }: NamedFilesOptions): NamedFiles {
  /** What a document named at the row whose chain hash this is; many ask at once and share one look. */
  const looks = new Map<string, { tip: string; hashes: Promise<ReadonlySet<string>> }>();

  async function look(document: string): Promise<ReadonlySet<string>> {
    const kind = kindOf(document)?.kind;
    if (kind?.files === undefined) return new Set();
    const doc = await readStoredDoc({ documents, folder }, document, kind);
    if (doc === null) return new Set();
    const hashes = kind.files(doc);
    doc.destroy();
    if (hashes.size > 0) await files.named(document, [...hashes]);
    return hashes;
  }

  return {
    async names(document, hash) {
      const head = await documents.head(document);
      if (head === null) return false;
      const tip = `${head.epoch} ${head.headTip}`;
      let known = looks.get(document);
      if (known?.tip !== tip) {
        known = { tip, hashes: look(document) };
        looks.delete(document);
        looks.set(document, known);
        for (const oldest of looks.keys()) {
          if (looks.size <= MAX_LOOKS) break;
          looks.delete(oldest);
        }
        // A look that failed says nothing: the next one looks again.
        known.hashes.catch(() => looks.delete(document));
      }
      return (await known.hashes).has(hash);
    },
  };
}
