import type { Marker, MarkerColor } from '@clapper/documents/exchange';
import {
  filterNotes,
  isDone,
  notesInCut,
  type Cut,
  type NoteInCut,
  type NotePriority,
  type Review,
} from '@clapper/documents/review';
import { frameAt } from '@clapper/documents/timecode';

export interface ChosenNotes {
  show: 'open' | 'all';
  /** Those with one of these; none: whatever they are tagged. */
  tags: readonly string[];
}

/** Why a note that was chosen does not go out. */
export interface LeftOut {
  /** It is about the whole video, and the format has no place for that. */
  whole: number;
  /** It is of an earlier cut, and its time is not in this one. */
  lost: number;
}

/** The notes of a cut that are chosen. Only those of the review: what editors keep to themselves is another document. */
export function chosenNotes(review: Review, cut: Cut, { show, tags }: ChosenNotes): NoteInCut[] {
  return filterNotes(notesInCut(review, review.notes, cut.id), { show }).filter(
    ({ note }) => note.deleted === null && (tags.length === 0 || note.tags.some((tag) => tags.includes(tag))),
  );
}

/** Tags of what could go out, each once, in the order of their letters. */
export function tagsOf(review: Review, cut: Cut): string[] {
  const notes = chosenNotes(review, cut, { show: 'all', tags: [] });
  return [...new Set(notes.flatMap(({ note }) => note.tags))].toSorted((a, b) => a.localeCompare(b));
}

/** As editing programs see them. */
export function markersOf(
  notes: readonly NoteInCut[],
  { video }: Pick<Cut, 'video'>,
  { timedOnly }: { timedOnly: boolean },
): { markers: Marker[]; left: LeftOut } {
  const left: LeftOut = { whole: 0, lost: 0 };
  const markers: Marker[] = [];
  for (const item of notes) {
    const timed = item.place.frame !== null && item.from !== 'lost';
    if (timed || !timedOnly) markers.push(markerOf(item, timed, video));
    else left[item.from === 'lost' ? 'lost' : 'whole'] += 1;
  }
  return { markers, left };
}

const COLORS: Readonly<Record<NotePriority, MarkerColor>> = {
  low: 'sky',
  medium: 'blue',
  high: 'yellow',
  critical: 'red',
};

function markerOf({ note, place }: NoteInCut, timed: boolean, video: Cut['video']): Marker {
  const frame = place.frame ?? 0;
  // Frames at unequal distances are not those of a timeline: there the time counts.
  const at = timed && video?.variable === true ? frameAt(place.time, video.rate) : frame;
  return {
    id: note.id,
    frame: timed ? at : 0,
    endFrame: !timed || place.endFrame === null ? null : at + place.endFrame - frame,
    author: note.authorName,
    words: note.words,
    replies: note.replies
      .filter(({ deleted, hidden }) => deleted === null && hidden === null)
      .map(({ authorName, words }) => ({ author: authorName, words })),
    color: COLORS[note.priority],
    resolved: isDone(note),
    tags: note.tags,
    priority: note.priority,
    due: note.due,
    timed,
  };
}
