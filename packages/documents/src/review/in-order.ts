import type * as Y from 'yjs';
import { NOTE_FIELDS } from '../feedback/schema.ts';
import { readRecords, readVotes } from '../records.ts';
import { verdictSchema } from '../talk/schema.ts';

/**
 * Notes that came after an approval are told from those that it was given with by their times, and each time is of the
 * clock of another device. Whoever says something says it after what they have before them: its time is never earlier
 * than that, however far the clocks are apart. A clock that is wrong by more than this takes nobody else's with it.
 */
const CLOCKS_DIFFER_MS = 10 * 60_000;

/** When a verdict is given: not before the notes of the cut that are there. */
export function afterNotes(doc: Y.Doc, cut: string, at: number): number {
  const fields = { cut: NOTE_FIELDS.cut, createdAt: NOTE_FIELDS.createdAt };
  const notes = [...readRecords(doc, 'notes', fields, []).values()].filter((note) => note.cut === cut);
  return notBefore(
    at,
    notes.map(({ createdAt }) => createdAt),
  );
}

/** When a note is written: behind the verdicts on the cut that are there. */
export function afterVerdicts(doc: Y.Doc, cut: string, at: number): number {
  // Internal notes stand in a document without any, which is given none by looking.
  if (!doc.share.has('approvals')) return at;
  const verdicts = readVotes(doc, 'approvals', verdictSchema, []).filter(({ subject }) => subject === cut);
  return notBefore(
    at,
    verdicts.map(({ value }) => value.at + 1),
  );
}

function notBefore(at: number, known: readonly number[]): number {
  return Math.max(at, ...known.filter((time) => time - at <= CLOCKS_DIFFER_MS));
}
