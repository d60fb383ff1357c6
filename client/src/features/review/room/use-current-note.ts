import type { NoteInCut } from '@clapper/documents/review';
import { useEffect, useRef } from 'react';
import type { Player } from '../player/player.ts';

/** The note that was reached last: of a range as long as it lasts, of a moment until the next one comes. */
export function noteReached(notes: readonly NoteInCut[], frame: number): NoteInCut | null {
  let found: NoteInCut | null = null;
  let best = -1;
  for (const one of notes) {
    const at = one.place.frame;
    if (at !== null && at <= frame && at >= best) [found, best] = [one, at];
  }
  return found;
}

/** While it plays the list goes along. */
export function useCurrentNote(
  player: Player | null,
  notes: readonly NoteInCut[],
  reached: (note: string) => void,
): void {
  const latest = useRef({ notes, reached });
  useEffect(() => {
    latest.current = { notes, reached };
  });
  useEffect(() => {
    if (player === null) return;
    let last: string | null = null;
    return player.subscribe(() => {
      const { frame, speed } = player.get();
      if (speed <= 0) {
        last = null;
        return;
      }
      const note = noteReached(latest.current.notes, frame)?.note.id ?? null;
      if (note !== null && note !== last) latest.current.reached(note);
      last = note;
    });
  }, [player]);
}
