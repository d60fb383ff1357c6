import type { Act } from '@clapper/documents';
import type { Clip } from '@clapper/documents/timecode';
import type { Cut, NoteInCut, Review, SaidBy } from '@clapper/documents/review';
import type { Doc } from 'yjs';
import type { Member } from '../../threads/mentions.ts';

/** The review one looks at, and what this person may do in it. */
export interface RoomSession {
  project: string;
  document: string;
  doc: Doc;
  review: Review;
  cut: Cut | null;
  /** Of the cut, by time; also hidden and deleted ones. */
  notes: readonly NoteInCut[];
  clip: Clip;
  me: Member;
  members: readonly Member[];
  /** May write notes of their own. */
  writable: boolean;
  /** May add cuts, and say how far another's note is. */
  edits: boolean;
  moderates: boolean;
  /** Who does it, and when. */
  act(): Act;
  says(): SaidBy;
  /** What a frame is called here. */
  timeOf(frame: number): string;
  /** Shows the note and its frame. */
  show(note: NoteInCut): void;
  active: string | null;
}

export function canResolve(
  { writable, edits, me }: RoomSession,
  { authorId }: { authorId: string },
): boolean {
  return writable && (edits || authorId === me.id);
}
