import type * as Y from 'yjs';
import { kindOf } from '@clapper/documents';
import { setCutMedia, unsettledCuts } from '@clapper/documents/review';
import type { Logger } from '../log.ts';
import type { Files } from '../storage/storage.ts';
import { aboutOf } from './about.ts';

export interface CutMediaOptions {
  files: Pick<Files, 'get'>;
  read<T>(document: string, read: (doc: Y.Doc) => T): Promise<T>;
  /** As the server itself. */
  write(document: string, change: (doc: Y.Doc) => void): Promise<void>;
  log: Logger;
}

export interface CutMedia {
  /**
   * Something of the document changed, or of its files: whichever of the two came first, the cut says it in the end.
   * `hash`: the file, where it is known; also what was said of it for good is said anew.
   */
  look(document: string, hash?: string): void;
}

/** Says in the cuts of reviews what the server knows of their videos, so that devices know it offline too. */
export function createCutMedia({ files, read, write, log }: CutMediaOptions): CutMedia {
  /** Documents being looked at, and the files that came meanwhile; null: once more, for something else did. */
  const looking = new Map<string, Set<string | null>>();

  async function lookOnce(document: string, changed: ReadonlySet<string | null>): Promise<void> {
    const hashes = new Set([...(await read(document, unsettledCuts)), ...changed]);
    hashes.delete(null);
    for (const hash of hashes as Set<string>) {
      const found = await files.get(document, hash);
      if (found === null) continue;
      const { width = null, height = null, video = null, state } = aboutOf(found.blob, found.file);
      const media = { width, height, video, state };
      await write(document, (doc) => setCutMedia(doc, hash, media, 'files'));
    }
  }

  async function lookUntilDone(document: string, hash: string | null): Promise<void> {
    let changed = new Set([hash]);
    do {
      const next = new Set<string | null>();
      looking.set(document, next);
      await lookOnce(document, changed);
      changed = next;
    } while (changed.size > 0);
  }

  return {
    look(document, hash) {
      if (kindOf(document)?.kind.kind !== 'review') return;
      const meanwhile = looking.get(document);
      if (meanwhile !== undefined) {
        meanwhile.add(hash ?? null);
        return;
      }
      lookUntilDone(document, hash ?? null)
        .catch((error: unknown) => log.error({ error, document }, 'files.cutNotTold'))
        .finally(() => looking.delete(document));
    },
  };
}
