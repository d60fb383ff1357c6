import type * as Y from 'yjs';
import { readStages } from '../plan/reads.ts';
import { boardPassages } from './board-passages.ts';
import { chipWordsNow } from './chip-words.ts';
import { calendarPassages } from './calendar-passages.ts';
import { infoPassages } from './info-passages.ts';
import { mediaPassages } from './media-passages.ts';
import type { Passage } from './passage.ts';
import { planPassages } from './plan-passages.ts';
import { reviewPassages } from './review-passages.ts';
import { talkPassages } from './talk-passages.ts';

export type { Passage, Place, PlaceType } from './passage.ts';

/** Kinds with something to find in them, in the order in which they are read: what names the rest comes first. */
export const FOUND_KINDS = ['info', 'plan', 'board', 'calendar', 'talk', 'media'] as const;
type FoundKind = (typeof FOUND_KINDS)[number];

/** One document with something to find in it: of a kind, or the review of a video. */
export type FoundSource = FoundKind | `review/${string}`;

/** The documents of one project that are here. */
export type FoundDocs = { readonly [source in FoundSource]?: Y.Doc };

/**
 * Everything that can be found in one document of a project, one by one, so that whoever reads a large one can rest in
 * between; null is a rest without anything found. Never throws: what is malformed is not there.
 */
export function passagesOf(source: FoundSource, docs: FoundDocs): Iterable<Passage | null> {
  const doc = docs[source];
  if (doc === undefined) return [];
  switch (source) {
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
    case 'media':
      return mediaPassages(doc);
    default:
      return reviewPassages(doc, source.slice('review/'.length));
  }
}
