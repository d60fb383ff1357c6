import { shownTake, type Shot } from '@clapper/documents';
import { projectDocument } from '@clapper/protocol';
import { useCallback, useRef } from 'react';
import { usePart } from '../../../app/store.ts';
import { readPicture } from '../../exports/read-picture.ts';
import { useFiles } from '../../files/files-context.ts';
import { useBoard } from '../session/board-session.ts';

/** As many as are kept ready: enough for quick shots, and a bounded amount of memory. */
const MOST_KEPT = 24;

export type PictureOf = (shot: Shot['id']) => Promise<HTMLImageElement | null>;

/** The picture that a shot shows, ready to be painted. A newer take is there the next time it is asked for. */
export function useShotPictures(): PictureOf {
  const session = useBoard();
  const files = useFiles();
  const takes = usePart(session.takes, (all) => all);
  const layer = usePart(session.layer, (which) => which);
  const kept = useRef(new Map<string, Promise<HTMLImageElement | null>>());
  return useCallback(
    (shot) => {
      const all = takes.get(shot);
      const hash = (all && shownTake(all, layer))?.picture.hash;
      if (hash === undefined || files === null) return Promise.resolve(null);
      const { current: cache } = kept;
      const known = cache.get(hash);
      if (known !== undefined) return known;
      const reading = readPicture(files, projectDocument(session.project, 'board'), hash).then((image) => {
        // What could not be had may be had the next time.
        if (image === null) cache.delete(hash);
        return image;
      });
      cache.set(hash, reading);
      const [oldest] = cache.keys();
      if (cache.size > MOST_KEPT && oldest !== undefined) cache.delete(oldest);
      return reading;
    },
    [files, session, takes, layer],
  );
}
