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
  /** Something of the document changed, or of its files: whichever of the two came first, the cut says it in the end. */
  look(document: string): void;
}

/** Says in the cuts of reviews what the server knows of their videos, so that devices know it offline too. */
export function createCutMedia({ files, read, write, log }: CutMediaOptions): CutMedia {
  /** Documents being looked at; true: once more, for something came meanwhile. */
  const looking = new Map<string, boolean>();

  async function lookOnce(document: string): Promise<void> {
    for (const hash of await read(document, unsettledCuts)) {
      const found = await files.get(document, hash);
      if (found === null) continue;
      const { width = null, height = null, video = null, state } = aboutOf(found.blob, found.file);
      const media = { width, height, video, state };
      await write(document, (doc) => setCutMedia(doc, hash, media, 'files'));
    }
  }

  async function lookUntilDone(document: string): Promise<void> {
    do {
      looking.set(document, false);
      await lookOnce(document);
    } while (looking.get(document) === true);
  }

  return {
    look(document) {
      if (kindOf(document)?.kind.kind !== 'review') return;
      if (looking.has(document)) {
        looking.set(document, true);
        return;
      }
      lookUntilDone(document)
        .catch((error: unknown) => log.error({ error, document }, 'files.cutNotTold'))
        .finally(() => looking.delete(document));
    },
  };
}
