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
  /** To be seen to by this day, `2026-11-10`. */
  dueBy?: string;
  /** Stands in the note, a reply or a name. */
  words?: string;
}

export const NOTE_ORDERS = ['time', 'newest', 'due'] as const;
export type NoteOrder = (typeof NOTE_ORDERS)[number];

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
    if (filter.dueBy !== undefined && (note.due === null || note.due > filter.dueBy)) return false;
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

/** By time: what is about the whole video stands first, and what stands at one frame in the order it was said. By day: the most urgent first. */
export function sortNotes(notes: readonly NoteInCut[], order: NoteOrder): NoteInCut[] {
  const age = (a: NoteInCut, b: NoteInCut): number =>
    a.note.createdAt - b.note.createdAt || (a.note.id < b.note.id ? -1 : 1);
  const byTime = (a: NoteInCut, b: NoteInCut): number =>
    (a.place.frame ?? -1) - (b.place.frame ?? -1) || age(a, b);
  switch (order) {
    case 'time':
      return notes.toSorted(byTime);
    case 'newest':
      return notes.toSorted((a, b) => age(b, a));
    case 'due':
      // Dates stand in order as they are written, and what has none stands behind them.
      return notes.toSorted((a, b) => compareText(a.note.due ?? '~', b.note.due ?? '~') || byTime(a, b));
    default:
      return order satisfies never;
  }
}

/** `12 open / 30`: those that can be seen and were not taken back. */
export function countNotes(notes: readonly NoteInCut[]): { open: number; all: number } {
  const there = notes.filter(({ note }) => !isGone(note));
  return { open: there.filter(({ note }) => !isDone(note)).length, all: there.length };
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function isGone({ deleted, hidden }: { deleted: object | null; hidden: object | null }): boolean {
  return deleted !== null || hidden !== null;
}
