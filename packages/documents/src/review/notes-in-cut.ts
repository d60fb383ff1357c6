import { fpsOf, frameAt, sameRate, secondsOf, type Rate } from '../timecode/index.ts';
import type { VideoNote } from '../feedback/reads.ts';
import type { VideoPlace } from '../feedback/schema.ts';
import type { Cut, Review } from './reads.ts';

/** A note as it stands in one cut. */
export interface NoteInCut {
  note: VideoNote;
  /** In the frames of this cut. */
  place: VideoPlace;
  /**
   * `here`: it was made on this cut. `carried`: on an earlier one, and it was still open when this one came.
   * `lost`: carried too, but its time is not in this cut: it stands at the beginning until somebody sees to it.
   */
  from: 'here' | 'carried' | 'lost';
}

/**
 * The notes of one cut: those made on it, and those of earlier ones that were not done when it came. Nothing is copied:
 * a note stays one note, with its author, its replies and its one status, whichever cut it is seen in.
 */
export function notesInCut(
  { cuts, deletedCuts }: Pick<Review, 'cuts' | 'deletedCuts'>,
  notes: readonly VideoNote[],
  cutId: string,
): NoteInCut[] {
  const all = new Map([...cuts, ...deletedCuts].map((cut) => [cut.id, cut]));
  const cut = all.get(cutId);
  if (cut === undefined) return [];
  return notes.flatMap((note): NoteInCut[] => {
    if (note.cut === cutId) return [{ note, place: note.place, from: 'here' }];
    const origin = all.get(note.cut);
    // Of a cut that is not here it is known to be no later one: nothing open is lost.
    if (origin !== undefined && origin.number > cut.number) return [];
    if (note.deleted !== null || note.hidden !== null || wasDone(note, cut)) return [];
    return [{ note, ...carriedTo(cut, note, all) }];
  });
}

/** It needs nobody any more. */
export function isDone({ status }: Pick<VideoNote, 'status'>): boolean {
  return status === 'resolved' || status === 'closed';
}

function wasDone(note: VideoNote, cut: Cut): boolean {
  return isDone(note) && note.statusSet !== null && note.statusSet.at < cut.createdAt;
}

function carriedTo(
  cut: Cut,
  note: VideoNote,
  all: ReadonlyMap<string, Cut>,
): { place: VideoPlace; from: 'carried' | 'lost' } {
  const { carried } = note;
  if (carried?.cut === cut.id) return { place: carried.place, from: 'carried' };
  const seen = carried === null ? undefined : all.get(carried.cut);
  const [place, rate] =
    carried !== null && seen !== undefined && seen.number < cut.number
      ? [carried.place, seen.video?.rate]
      : [note.place, all.get(note.cut)?.video?.rate];
  if (place.frame === null || cut.video === null) return { place, from: 'carried' };
  const moved = inRate(place, place.frame, rate, cut.video.rate);
  const { frames } = cut.video;
  // A video whose frames nobody counted has none to lose.
  if (frames === 0) return { place: moved, from: 'carried' };
  if (moved.frame >= frames) return { place: { frame: 0, endFrame: null, time: 0 }, from: 'lost' };
  const end = moved.endFrame === null ? null : Math.min(moved.endFrame, frames);
  return { place: { ...moved, endFrame: end }, from: 'carried' };
}

/** The same time in frames of another rate. */
function inRate(
  place: VideoPlace,
  frame: number,
  from: Rate | undefined,
  to: Rate,
): VideoPlace & { frame: number } {
  if (from === undefined || sameRate(from, to)) return { ...place, frame };
  const moved = frameAt(secondsOf(frame, from), to);
  const length = place.endFrame === null ? 0 : secondsOf(place.endFrame - frame, from) * fpsOf(to);
  const endFrame = place.endFrame === null ? null : moved + Math.max(1, Math.round(length));
  return { frame: moved, endFrame, time: place.time };
}
