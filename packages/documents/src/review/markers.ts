import { sortNotes } from './note-list.ts';
import type { NoteInCut } from './notes-in-cut.ts';

/** One mark on the timeline, of one note or of several that stand too close to be told apart. */
export interface NoteMarker {
  /** Of the timeline's length, 0…1, where the first of its notes stands. */
  at: number;
  /** Of the longest range among them where it ends, 0…1; null: single frames. */
  until: number | null;
  /** In the order of their time. */
  notes: NoteInCut[];
}

/**
 * Marks for a timeline `width` pixels wide over so many frames, no two closer than `gap` pixels. A mark takes up all that
 * stands within a gap of its first note, so marks do not wander while notes are added behind them.
 */
export function noteMarkers(
  notes: readonly NoteInCut[],
  { frames, width, gap }: { frames: number; width: number; gap: number },
): NoteMarker[] {
  const markers: NoteMarker[] = [];
  if (frames <= 0 || width <= 0) return markers;
  for (const one of sortNotes(notes, 'time')) {
    const { frame, endFrame } = one.place;
    if (frame === null) continue;
    const at = Math.min(1, frame / frames);
    const until = endFrame === null ? null : Math.min(1, endFrame / frames);
    const last = markers.at(-1);
    if (last !== undefined && (at - last.at) * width < gap) {
      last.notes.push(one);
      if (until !== null) last.until = Math.max(last.until ?? 0, until);
    } else markers.push({ at, until, notes: [one] });
  }
  return markers;
}
