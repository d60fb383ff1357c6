import { ratioOf } from '@clapper/documents';
import { usePart } from '../../../app/store.ts';
import { lazyPart } from '../../../app/lazy-part.tsx';
import { useBoard } from '../session/board-session.ts';
import type { BoardRead } from '../session/board-store.ts';

const PictureViewer = lazyPart(() => import('./PictureViewer.tsx'), {});

/** Comes with the first look at a picture. */
export function PictureViewerLazy({
  board,
  names,
  guides,
  onGuides,
}: {
  board: BoardRead;
  names: ReadonlyMap<string, string>;
  guides: boolean;
  onGuides: (guides: boolean) => void;
}) {
  const { viewing } = useBoard();
  const id = usePart(viewing, (value) => value);
  const shot = id === null ? undefined : board.byId.get(id);
  if (shot === undefined) return null;
  return (
    <PictureViewer
      key={shot.id}
      shot={shot}
      names={names}
      aspect={ratioOf(board.settings.aspect)}
      guides={guides}
      onGuides={onGuides}
      onClose={() => viewing.set(null)}
    />
  );
}
