import { usePart } from '../../../../app/store.ts';
import { lazyPart } from '../../../../app/lazy-part.tsx';
import { useBoard } from '../../session/board-session.ts';
import type { BoardRead } from '../../session/board-store.ts';

const words = { 'board-exchange': () => import('@clapper/locales/board-exchange') };
const ImportPictures = lazyPart(() => import('./ImportPictures.tsx'), words);

/** Comes with the first pictures that are added several at once. */
export function ImportPicturesLazy({ board }: { board: BoardRead }) {
  const { importing } = useBoard();
  const asked = usePart(importing, (value) => value);
  if (asked === null) return null;
  return <ImportPictures {...asked} shots={board.shots} onClose={() => importing.set(null)} />;
}
