import { readTalk, type InboxItem } from '@clapper/documents';
import { readReview } from '@clapper/documents/review';
import { timecodeOf } from '@clapper/documents/timecode';
import { projectDocument, type DocumentId } from '@clapper/protocol';
import { useCallback } from 'react';
import type { Doc } from 'yjs';
import { useDocument, useMe, useRead } from '../../app/device-context.tsx';
import { saidIn, type Said } from './said.ts';

export interface Quote {
  words: string;
  /** Of a note on a video whose frames have names. */
  timecode: string | null;
}

type Thread = Said & { replies: readonly Said[]; timecode: string | null };

/** What was said, read where it stands. The document is opened for it: only while the row is looked at. */
export function useQuote(item: InboxItem): Quote | null {
  const me = useMe().id;
  const state = useDocument(documentOf(item));
  return useRead(
    state,
    useCallback(
      (doc: Doc) => {
        const thread = item.thread === null ? undefined : threadsOf(doc, item.place.type).get(item.thread);
        if (thread === undefined) return null;
        const said = saidIn(thread, item, me);
        return said === null ? null : { words: said.words, timecode: thread.timecode };
      },
      [item, me],
    ),
  );
}

function documentOf({ project, place }: InboxItem): DocumentId {
  return place.type === 'video' && place.id !== null
    ? projectDocument(project, 'review', place.id)
    : projectDocument(project, 'talk');
}

function readThreads(doc: Doc, place: InboxItem['place']['type']): Map<string, Thread> {
  if (place !== 'video')
    return new Map(readTalk(doc).threads.map((thread) => [thread.id, { ...thread, timecode: null }]));
  const { notes, cuts } = readReview(doc);
  return new Map(
    notes.map((note) => {
      const clip = cuts.find(({ id }) => id === note.cut)?.video ?? null;
      const { frame } = note.place;
      const isNamed = clip !== null && frame !== null && !clip.variable;
      return [note.id, { ...note, timecode: isNamed ? timecodeOf(frame, clip) : null }];
    }),
  );
}

/** Many rows stand on one document: it is read once for all of them, until it changes. */
const known = new WeakMap<Doc, Map<string, Thread>>();

function threadsOf(doc: Doc, place: InboxItem['place']['type']): Map<string, Thread> {
  let threads = known.get(doc);
  if (threads === undefined) {
    threads = readThreads(doc, place);
    known.set(doc, threads);
    // Before anybody hears of the update that ends it.
    doc.once('afterTransaction', () => known.delete(doc));
  }
  return threads;
}
