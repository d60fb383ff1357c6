import type { NoteInCut, VideoNote } from '@clapper/documents/review';

/** What is drawn around a frame, and not on it. */
export interface GhostShapes {
  earlier: VideoNote['shapes'];
  later: VideoNote['shapes'];
}

/** Of the nearest frame before and the nearest behind on which anything is drawn, all that is. */
export function ghostsAt(notes: readonly NoteInCut[], frame: number): GhostShapes {
  const drawn = notes.flatMap(({ note, place }) =>
    note.shapes.length === 0 || place.frame === null || note.hidden !== null
      ? []
      : [{ shapes: note.shapes, first: place.frame, last: (place.endFrame ?? place.frame + 1) - 1 }],
  );
  const before = drawn.filter(({ last }) => last < frame);
  const behind = drawn.filter(({ first }) => first > frame);
  const nearestBefore = Math.max(...before.map(({ last }) => last));
  const nearestBehind = Math.min(...behind.map(({ first }) => first));
  return {
    earlier: before.filter(({ last }) => last === nearestBefore).flatMap(({ shapes }) => shapes),
    later: behind.filter(({ first }) => first === nearestBehind).flatMap(({ shapes }) => shapes),
  };
}
