import { isDone, NOTE_PRIORITIES, setNote, setNoteStatus, type NoteInCut } from '@clapper/documents/review';
import { REVIEW_ORIGIN } from './add-cut.ts';
import { canResolve, roomOf, type RoomSession } from './room-session.ts';
import type { NoteCommand } from './use-room-keys.ts';

/** What a key says about the note one is at. Nothing happens to a note one has no say in. */
export function seeToNote(session: RoomSession, command: NoteCommand): void {
  const note = session.notes.find((item) => item.note.id === session.active)?.note;
  if (note === undefined || note.deleted !== null || !canResolve(session, note)) return;
  const { doc } = roomOf(session, note.id);
  if (command.do === 'priority') {
    const count = NOTE_PRIORITIES.length;
    const next =
      NOTE_PRIORITIES[(NOTE_PRIORITIES.indexOf(note.priority) + command.direction + count) % count];
    if (next !== undefined) setNote(doc, note.id, { priority: next }, REVIEW_ORIGIN);
    return;
  }
  const wanted = command.do === 'resolve' ? (isDone(note) ? 'open' : 'resolved') : 'in_progress';
  setNoteStatus(doc, note.id, note.status === wanted ? 'open' : wanted, session.act(), REVIEW_ORIGIN);
}

/** The next note that stands at a frame behind or before this one. */
export function noteBeside(notes: readonly NoteInCut[], frame: number, direction: -1 | 1): NoteInCut | null {
  const next =
    direction === 1
      ? notes.find(({ place }) => place.frame !== null && place.frame > frame)
      : notes.findLast(({ place }) => place.frame !== null && place.frame < frame);
  return next ?? null;
}
