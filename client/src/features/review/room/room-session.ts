import type { HandleState } from '@clapper/device';
import type { Act } from '@clapper/documents';
import type { Clip } from '@clapper/documents/timecode';
import type { Cut, NoteInCut, Review, SaidBy, VideoNote } from '@clapper/documents/review';
import type { Doc } from 'yjs';
import type { Member } from '../../threads/mentions.ts';

/** What editors say among themselves: a document of its own, of which nobody else learns anything. */
export interface InternalHere {
  document: string;
  state: HandleState;
  doc: Doc;
  notes: readonly VideoNote[];
}

/** The review one looks at, and what this person may do in it. */
export interface RoomSession {
  project: string;
  document: string;
  doc: Doc;
  review: Review;
  /** Null: not for this person, or not here yet. */
  internal: InternalHere | null;
  cut: Cut | null;
  /** Of the cut, by time, the internal ones among them; also hidden and deleted ones. */
  notes: readonly NoteInCut[];
  clip: Clip;
  me: Member;
  members: readonly Member[];
  /** Whoever brought the video or a cut of it: they hear of each note. */
  makers: readonly string[];
  /** May write notes of their own. */
  writable: boolean;
  /** May add cuts, and say how far another's note is. */
  edits: boolean;
  moderates: boolean;
  /** The day it is where the production is, `2026-11-10`. */
  today: string;
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

/** Whether somebody is no member of the project: a guest of this video, or whoever has left. Guests are told of no member. */
export function isExternal({ members }: Pick<RoomSession, 'members'>, user: string): boolean {
  return members.length > 0 && !members.some(({ id }) => id === user);
}

export function isInternal({ internal }: Pick<RoomSession, 'internal'>, note: string): boolean {
  return internal?.notes.some(({ id }) => id === note) ?? false;
}

/** The same room as seen from the document in which the note is kept. */
export function roomOf(session: RoomSession, note: string): RoomSession {
  const { internal } = session;
  return internal !== null && isInternal(session, note)
    ? { ...session, document: internal.document, doc: internal.doc }
    : session;
}
