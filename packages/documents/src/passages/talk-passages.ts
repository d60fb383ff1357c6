import type * as Y from 'yjs';
import { recordsOneByOne } from '../records.ts';
import { REPLY_FIELDS, THREAD_FIELDS, type Anchor } from '../talk/schema.ts';
import type { Passage } from './passage.ts';
import { saidPassage } from './said-passage.ts';

/** What it takes to find a note: judging the rest of thousands would be most of the work. */
const { anchor, createdAt, words, editedAt, deleted, hidden } = THREAD_FIELDS;
const THREAD = { anchor, createdAt, words, editedAt, deleted, hidden };
const REPLY = {
  thread: REPLY_FIELDS.thread,
  createdAt: REPLY_FIELDS.createdAt,
  words: REPLY_FIELDS.words,
  editedAt: REPLY_FIELDS.editedAt,
  deleted: REPLY_FIELDS.deleted,
  hidden: REPLY_FIELDS.hidden,
};

/** What was said. A hidden thread takes what was answered in it along; below a deleted one the answers stay. */
export function* talkPassages(doc: Y.Doc): Generator<Passage | null> {
  const threads = new Map<string, Anchor>();
  for (const read of recordsOneByOne(doc, 'threads', THREAD, [])) {
    if (read === null || read[1].hidden !== null) {
      yield null;
      continue;
    }
    const [id, thread] = read;
    threads.set(id, thread.anchor);
    yield saidPassage(id, thread, { type: 'thread', thread: id, note: id, anchor: thread.anchor });
  }
  for (const read of recordsOneByOne(doc, 'replies', REPLY, [])) {
    const at = read === null ? undefined : threads.get(read[1].thread);
    if (read === null || at === undefined) {
      yield null;
      continue;
    }
    const [id, reply] = read;
    yield saidPassage(id, reply, { type: 'thread', thread: reply.thread, note: id, anchor: at });
  }
}
