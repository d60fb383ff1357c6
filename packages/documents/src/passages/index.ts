import type * as Y from 'yjs';
import { readStages } from '../plan/reads.ts';
import { boardPassages } from './board-passages.ts';
import { chipWordsNow } from './chip-words.ts';
import { calendarPassages } from './calendar-passages.ts';
import { infoPassages } from './info-passages.ts';
import type { Passage } from './passage.ts';
import { planPassages } from './plan-passages.ts';
import { talkPassages } from './talk-passages.ts';

export type { Passage, Place, PlaceType } from './passage.ts';

/** Kinds with something to find in them, in the order in which they are read: what names the rest comes first. */
export const FOUND_KINDS = ['info', 'plan', 'board', 'calendar', 'talk'] as const;
export type FoundKind = (typeof FOUND_KINDS)[number];

/** The documents of one project that are here. */
export type FoundDocs = Partial<Readonly<Record<FoundKind, Y.Doc>>>;

/**
 * Everything that can be found in one document of a project, one by one, so that whoever reads a large one can rest in
 * between; null is a rest without anything found. Never throws: what is malformed is not there.
 */
export function passagesOf(kind: FoundKind, docs: FoundDocs): Iterable<Passage | null> {
  const doc = docs[kind];
  if (doc === undefined) return [];
  switch (kind) {
    case 'info':
      return infoPassages(doc);
    case 'plan':
      return planPassages(doc, chipWordsNow(docs));
    case 'board':
      return boardPassages(doc, docs.plan === undefined ? [] : readStages(docs.plan).stages);
    case 'calendar':
      return calendarPassages(doc);
    case 'talk':
      return talkPassages(doc);
    default:
      return kind satisfies never;
  }
}
