import type { RoomSession } from './room-session.ts';

/** Of the notes at this frame the one that was chosen, or else the first with a drawing. */
export function drawnAt(
  { notes, active }: Pick<RoomSession, 'notes' | 'active'>,
  frame: number,
): string | null {
  const here = notes.filter(
    ({ note, place }) =>
      note.shapes.length > 0 &&
      place.frame !== null &&
      place.frame <= frame &&
      frame < (place.endFrame ?? place.frame + 1),
  );
  return (here.find(({ note }) => note.id === active) ?? here[0])?.note.id ?? null;
}
