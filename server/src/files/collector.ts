import type { Logger } from '../log.ts';
import type { FileRow, Files } from '../storage/storage.ts';
import { keptOf, keyOf, type Variant } from './about.ts';
import type { NamedFiles } from './named-files.ts';
import type { BlobStore } from './store/blob-store.ts';
import type { Turns } from './turns.ts';

const DAY_MS = 24 * 60 * 60_000;
/** Somebody uploads, loses the network and writes the record when it is back. And a backup of last month finds its files. */
export const COLLECTED_AFTER_MS = 30 * DAY_MS;
const PAGE = 200;

export interface CollectorOptions {
  files: Pick<Files, 'unnamed' | 'drop' | 'markOrphans' | 'orphans' | 'forget'>;
  named: NamedFiles;
  store: Pick<BlobStore, 'remove'>;
  /** The same as of whoever keeps files: nothing comes back while it is taken away. */
  turns: Turns;
  log: Logger;
  now(): number;
}

/** Takes away what nobody needs any more, long after: files that no record ever named, blobs that no document has. */
export function createCollector({ files, named, store, turns, log, now }: CollectorOptions) {
  return {
    /** @returns how many blobs went */
    async collect(): Promise<number> {
      const before = now() - COLLECTED_AFTER_MS;
      let after: FileRow | null = null;
      for (;;) {
        const page: FileRow[] = await files.unnamed(before, after, PAGE);
        for (const { document, hash } of page) {
          if (!(await named.names(document, hash))) await files.drop(document, hash);
        }
        if (page.length < PAGE) break;
        after = page.at(-1)!;
      }
      await files.markOrphans(now());
      let gone = 0;
      for (const blob of await files.orphans(before, PAGE)) {
        await turns.take(blob.hash, async () => {
          if (!(await files.forget(blob.hash))) return;
          for (const variant of Object.keys(keptOf(blob).variants)) {
            await store.remove(keyOf(blob.hash, variant as Variant));
          }
          await store.remove(blob.hash);
          gone++;
        });
      }
      if (gone > 0) log.info({ gone }, 'files.collected');
      return gone;
    },
  };
}
