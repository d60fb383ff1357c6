import {
  passagesOf,
  type FoundDocs,
  type FoundSource,
  type Passage,
  type PlaceType,
} from '@clapper/documents/passages';
import { fold } from './fold.ts';
import { matchOf, type Match } from './match.ts';
import type { Query } from './query.ts';

/** A passage as it is shown and as it is compared. */
export interface Entry {
  passage: Passage;
  /** Shots and stages by their number too. */
  title: string;
  /** How much of the title is the number. */
  lead: number;
  words: string;
  foldedTitle: string;
  foldedWords: string;
}

/** One thing that was found. */
export interface Hit extends Match {
  entry: Entry;
}

/** Things of one type, best first: how many there are, and as many of them as one looks through. */
export interface Found {
  type: PlaceType;
  count: number;
  hits: readonly Hit[];
}

/** Of each type; whoever wants another one types on. */
const MOST_HITS = 8;

/**
 * Words of a project kept for looking through: some 40 MB at most. What is over is not found, and `complete` says so.
 * A feature film with all its talk is a tenth of it.
 */
const MOST_CHARACTERS = 8_000_000;

/** Lets others have the thread if enough was done since they had it last. */
export type Rest = () => Promise<void> | undefined;

/**
 * Everything that can be found in one project, read out of its documents. Looking through it is reading all of it:
 * 10,000 records take a few milliseconds, and there is nothing else to keep true.
 */
export class SearchIndex {
  #entries = new Map<FoundSource, readonly Entry[]>();
  #byId: ReadonlyMap<string, Entry> | null = null;
  #cut = new Set<FoundSource>();
  readonly #most: number;

  constructor(most: number = MOST_CHARACTERS) {
    this.#most = most;
  }

  /** False: there was more than can be kept. */
  get complete(): boolean {
    return this.#cut.size === 0;
  }

  /** What was read and is still known. */
  get sources(): readonly FoundSource[] {
    return [...this.#entries.keys()];
  }

  get(id: string): Entry | null {
    this.#byId ??= new Map([...this.#entries.values()].flat().map((entry) => [entry.passage.id, entry]));
    return this.#byId.get(id) ?? null;
  }

  /** Reads a document again. What was read before is found until that is done; at first, what was read so far. */
  async read(source: FoundSource, docs: FoundDocs, rest: Rest): Promise<void> {
    const before = this.#entries.get(source);
    const known = new Map(before?.map((entry) => [entry.passage.id, entry]));
    const room = this.#most - this.#characters(source);
    const entries: Entry[] = [];
    if (before === undefined) this.#entries.set(source, entries);
    let characters = 0;
    this.#cut.delete(source);
    for (const passage of passagesOf(source, docs)) {
      const entry = passage === null ? null : entryOf(passage, known.get(passage.id));
      characters += entry === null ? 0 : sizeOf(entry);
      if (characters > room) {
        this.#cut.add(source);
        break;
      }
      if (entry !== null) entries.push(entry);
      const resting = rest();
      if (resting !== undefined) await resting;
    }
    this.#entries.set(source, entries);
    this.#byId = null;
  }

  forget(source: FoundSource): void {
    this.#entries.delete(source);
    this.#cut.delete(source);
    this.#byId = null;
  }

  /**
   * What fits best stands first, with others of its type. `names`: what a thing of each type is called, so that
   * *shot 12* finds the twelfth.
   */
  search(query: Query, now: number, names: Readonly<Record<PlaceType, string>>): Found[] {
    const found = new Map<PlaceType, { type: PlaceType; count: number; hits: Hit[] }>();
    const named = new Map(
      (Object.entries(names) as [PlaceType, string][]).map(([type, name]) => {
        const folded = fold(name);
        return [type, query.words.map((word) => word.exec(folded)?.index === 0)];
      }),
    );
    for (const entries of this.#entries.values()) {
      for (const entry of entries) {
        const { type } = entry.passage.place;
        const hit = hitOf(entry, query, named.get(type) ?? [], now);
        if (hit === null) continue;
        let of = found.get(type);
        if (of === undefined) found.set(type, (of = { type, count: 0, hits: [] }));
        of.count++;
        keepBest(of.hits, hit);
      }
    }
    return [...found.values()].sort((a, b) => b.hits[0]!.score - a.hits[0]!.score);
  }

  #characters(except: FoundSource): number {
    let sum = 0;
    for (const [source, entries] of this.#entries)
      if (source !== except) for (const entry of entries) sum += sizeOf(entry);
    return sum;
  }
}

/** Most hits are not among the best: sorting thousands of them would take longer than finding them. */
function keepBest(best: Hit[], hit: Hit): void {
  if (best.length === MOST_HITS && hit.score <= best.at(-1)!.score) return;
  best.splice(best.findLastIndex(({ score }) => score >= hit.score) + 1, 0, hit);
  if (best.length > MOST_HITS) best.pop();
}

function sizeOf({ title, words }: Entry): number {
  return title.length + words.length;
}

function entryOf(passage: Passage, known: Entry | undefined): Entry {
  const name = passage.title.normalize('NFC');
  const title = `${numberOf(passage)} ${name}`.trim();
  const words = passage.words.normalize('NFC');
  // Most of a document is as it was.
  if (known !== undefined && known.title === title && known.words === words) return { ...known, passage };
  return {
    passage,
    title,
    lead: title.length - name.length,
    words,
    foldedTitle: fold(title),
    foldedWords: fold(words),
  };
}

/** What a shot or a stage is called beside its name. */
function numberOf({ place }: Passage): string {
  return place.type === 'shot' || place.type === 'stage' ? `${place.number}` : '';
}

/** What something changed now is worth, in the scores of `matchOf`. */
const RECENT = 20;
/** Recency counts half after so long. */
const RECENT_HALF_MS = 14 * 24 * 60 * 60 * 1000;
/** Of two that fit alike the one that is the name of more stands first. */
const BY_TYPE: Readonly<Record<PlaceType, number>> = {
  stage: 10,
  person: 8,
  shot: 6,
  event: 6,
  video: 6,
  thread: 2,
  note: 2,
  words: 0,
};

function hitOf(entry: Entry, query: Query, given: readonly boolean[], now: number): Hit | null {
  const match = matchOf(query, entry.foldedTitle, entry.foldedWords, { lead: entry.lead, given });
  if (match === null) return null;
  const { place, at } = entry.passage;
  return { ...match, entry, score: match.score + BY_TYPE[place.type] + recency(at, now) };
}

function recency(at: number | null, now: number): number {
  return at === null ? 0 : RECENT * 2 ** (-Math.max(0, now - at) / RECENT_HALF_MS);
}
