import type * as Y from 'yjs';
import { NOTE_FIELDS, NOTE_REPLY_FIELDS } from '../feedback/schema.ts';
import { recordsOneByOne } from '../records.ts';
import type { Passage } from './passage.ts';
import { saidPassage } from './said-passage.ts';

/** What it takes to find a note: judging the rest of thousands would be most of the work. */
const NOTE = {
  createdAt: NOTE_FIELDS.createdAt,
  words: NOTE_FIELDS.words,
  editedAt: NOTE_FIELDS.editedAt,
  deleted: NOTE_FIELDS.deleted,
  hidden: NOTE_FIELDS.hidden,
};
const REPLY = {
  note: NOTE_REPLY_FIELDS.note,
  createdAt: NOTE_REPLY_FIELDS.createdAt,
  words: NOTE_REPLY_FIELDS.words,
  editedAt: NOTE_REPLY_FIELDS.editedAt,
  deleted: NOTE_REPLY_FIELDS.deleted,
  hidden: NOTE_REPLY_FIELDS.hidden,
};

/** What was said of a video. As in threads a hidden note takes its answers along, a deleted one does not. */
export function* reviewPassages(doc: Y.Doc, video: string): Generator<Passage | null> {
  const notes = new Set<string>();
  for (const read of recordsOneByOne(doc, 'notes', NOTE, [])) {
    if (read === null || read[1].hidden !== null) {
      yield null;
      continue;
    }
    const [id, note] = read;
    notes.add(id);
    yield saidPassage(id, note, { type: 'note', video, note: id });
  }
  for (const read of recordsOneByOne(doc, 'replies', REPLY, [])) {
    if (read === null || !notes.has(read[1].note)) yield null;
    else yield saidPassage(read[0], read[1], { type: 'note', video, note: read[1].note });
  }
}
