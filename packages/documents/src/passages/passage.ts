import type { Anchor } from '../talk/schema.ts';

/** Where words stand: what an app opens when somebody chooses them. */
export type Place =
  | { type: 'stage'; stage: string; number: number }
  /** A block of a stage's text. */
  | { type: 'words'; stage: string; number: number }
  | { type: 'shot'; shot: string; number: string }
  /** `note`: the reply that says it, or the thread's own id. */
  | { type: 'thread'; thread: string; note: string; anchor: Anchor }
  | { type: 'event'; event: string; start: string }
  | { type: 'person'; user: string }
  | { type: 'video'; video: string }
  /** `note`: the one that says it, or that it answers. */
  | { type: 'note'; video: string; note: string };

export type PlaceType = Place['type'];

/** One thing that people look for and the words by which they know it. Deleted and hidden things have none. */
export interface Passage {
  /** The same as long as the thing is: `shot/<id>`. */
  id: string;
  place: Place;
  /** What it is called; '' for what has no name: words of a page, of a thread. */
  title: string;
  words: string;
  /** When it was last changed, as far as the document knows. */
  at: number | null;
}
