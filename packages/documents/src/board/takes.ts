import type * as Y from 'yjs';
import type { Problem } from '../define-document.ts';
import type { ReadRecord } from '../fields.ts';
import { fileHashes } from '../file.ts';
import { readRecords, recordOf } from '../records.ts';
import { TAKE_FIELDS, type TakeLayer } from './schema.ts';

/** One picture of a shot. Nothing replaces a picture: a newer take stands on top of it. */
export interface Take extends ReadRecord<typeof TAKE_FIELDS> {
  id: string;
  /** "v3": which it is in its stack, deleted ones counted. A label and never a key. */
  number: number;
}

export interface TakeStack {
  /** The one that is shown; null: there is none. */
  current: Take | null;
  /** Not deleted, newest first. */
  takes: readonly Take[];
  /** Marked deleted, newest first. */
  deleted: readonly Take[];
}

/** A shot as line art and as art. */
export type ShotTakes = Readonly<Record<TakeLayer, TakeStack>>;

export const NO_TAKES: ShotTakes = {
  lineart: { current: null, takes: [], deleted: [] },
  art: { current: null, takes: [], deleted: [] },
};

/** The pictures of every shot that has some, by the shot's id. */
export function readTakes(doc: Y.Doc, problems: Problem[] = []): ReadonlyMap<string, ShotTakes> {
  const stacks = new Map<string, Record<TakeLayer, Take[]>>();
  // A root is made by whoever asks for it: a board without pictures stays one.
  if (!doc.share.has('takes')) return new Map();
  for (const [id, record] of readRecords(doc, 'takes', TAKE_FIELDS, problems)) {
    let stack = stacks.get(record.shot);
    if (stack === undefined) stacks.set(record.shot, (stack = { lineart: [], art: [] }));
    stack[record.layer].push({ id, number: 0, ...record });
  }
  const shots = new Map<string, ShotTakes>();
  for (const [shot, layers] of stacks) {
    const record = recordOf(doc, 'shots', shot);
    const stackOf = (layer: TakeLayer): TakeStack => stacked(layers[layer], record?.get(layer));
    shots.set(shot, { lineart: stackOf('lineart'), art: stackOf('art') });
  }
  return shots;
}

/** What is shown of a shot where nobody asks for one of the two: the art, as soon as there is some. */
export function shownTake(takes: ShotTakes, layer: TakeLayer | null = null): Take | null {
  return layer === null ? (takes.art.current ?? takes.lineart.current) : takes[layer].current;
}

/** `pointer`: what the shot says is shown. One that is deleted or of another shot says nothing. */
function stacked(takes: Take[], pointer: unknown): TakeStack {
  takes.sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  takes.forEach((take, index) => (take.number = index + 1));
  const live = takes.filter(({ deleted }) => deleted === null).reverse();
  return {
    current: live.find(({ id }) => id === pointer) ?? live[0] ?? null,
    takes: live,
    deleted: takes.filter(({ deleted }) => deleted !== null).reverse(),
  };
}

/** The bytes that a board names, deleted takes included: they can be restored. */
export function boardFiles(doc: Y.Doc): Set<string> {
  return fileHashes(doc, { takes: ['picture'] });
}
