import type { NotePriority } from '../feedback/schema.ts';
import { isDone, type NoteInCut } from './notes-in-cut.ts';

/** What of a cut's notes is looked at. Everything that is given must hold. */
export interface NoteFilter {
  show?: 'all' | 'open' | 'done';
  /** User ids. */
  author?: string;
  mentions?: string;
  assignee?: string;
  tag?: string;
  priority?: NotePriority;
  drawn?: boolean;
  /** Stands in the note, a reply or a name. */
  words?: string;
}

export type NoteOrder = 'time' | 'newest';

/** Those that can be seen: of a deleted note what was answered to it keeps its place, a hidden one is gone. */
export function filterNotes(notes: readonly NoteInCut[], filter: NoteFilter): NoteInCut[] {
  const words = filter.words?.trim().normalize('NFC').toLocaleLowerCase() ?? '';
  return notes.filter(({ note }) => {
    if (note.hidden !== null || (note.deleted !== null && note.replies.every(isGone))) return false;
    if (filter.show === 'open' && (isDone(note) || note.deleted !== null)) return false;
    if (filter.show === 'done' && !isDone(note)) return false;
    if (filter.author !== undefined && note.authorId !== filter.author) return false;
    if (filter.assignee !== undefined && note.assignee !== filter.assignee) return false;
    if (filter.tag !== undefined && !note.tags.includes(filter.tag)) return false;
    if (filter.priority !== undefined && note.priority !== filter.priority) return false;
    if (filter.drawn === true && note.shapes.length === 0) return false;
    const said = [note, ...note.replies.filter((reply) => !isGone(reply))];
    if (
      filter.mentions !== undefined &&
      !said.some(({ mentions }) => mentions.some(({ user }) => user === filter.mentions))
    )
      return false;
    return (
      words === '' ||
      said.some((one) =>
        `${one.authorName}\n${one.words}`.normalize('NFC').toLocaleLowerCase().includes(words),
      )
    );
  });
}

/** By time: what is about the whole video stands first, and what stands at one frame in the order it was said. */
export function sortNotes(notes: readonly NoteInCut[], order: NoteOrder): NoteInCut[] {
  const age = (a: NoteInCut, b: NoteInCut): number =>
    a.note.createdAt - b.note.createdAt || (a.note.id < b.note.id ? -1 : 1);
  switch (order) {
    case 'time':
      return notes.toSorted((a, b) => (a.place.frame ?? -1) - (b.place.frame ?? -1) || age(a, b));
    case 'newest':
      return notes.toSorted((a, b) => age(b, a));
    default:
      return order satisfies never;
  }
}

/** `12 open / 30`: those that can be seen and were not taken back. */
export function countNotes(notes: readonly NoteInCut[]): { open: number; all: number } {
  const there = notes.filter(({ note }) => !isGone(note));
  return { open: there.filter(({ note }) => !isDone(note)).length, all: there.length };
}

function isGone({ deleted, hidden }: { deleted: object | null; hidden: object | null }): boolean {
  return deleted !== null || hidden !== null;
}
