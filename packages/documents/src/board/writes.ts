import * as Y from 'yjs';
import { ClapperError, newId } from '@clapper/protocol';
import type { Act } from '../act.ts';
import { compareOrder, ordersAt, type Placed } from '../order.ts';
import { recordOf, setDifferent } from '../records.ts';
import { writeText } from '../text.ts';
import { fieldMust, invalidField, recordMust } from '../write-checks.ts';
import { readBoard, shotText, type Shot } from './reads.ts';
import { SHOT_FIELDS, SHOT_LIMITS, SHOT_TEXTS, TAKE_LAYERS, type ShotText } from './schema.ts';
import { keepNumbers } from './setting-writes.ts';
import { makeTake } from './take-writes.ts';
import { NO_TAKES, readTakes, type ShotTakes } from './takes.ts';

/** Plain values of a shot that a person sets; places, texts and deletion have their own writes. */
const SCALARS = ['duration', 'size', 'angle', 'movement', 'lens', 'status', 'assignee'] as const;

export type ShotChange = Partial<Pick<Shot, (typeof SCALARS)[number]>>;

export interface NewShot extends Act {
  stage: string;
  /** The shot it shall stand in front of; null: at the end of the stage. */
  before: string | null;
  fields?: ShotChange & Partial<Pick<Shot, ShotText | 'source'>>;
}

/** Makes a shot and returns its id. */
export function addShot(
  doc: Y.Doc,
  { stage, before, by, at, fields = {} }: NewShot,
  origin: unknown,
): string {
  const { title, action, dialogue, notes, source = null, ...change } = fields;
  const values = { ...checkedChange(change), source: fieldMust('source', SHOT_FIELDS.source.schema, source) };
  const texts = checkedTexts({ title, action, dialogue, notes });
  const id = newId(at);
  const { list, index } = spotIn(doc, stage, before);
  doc.transact(() => {
    writeOrders(doc, stage, ordersAt(list, index, [id], Math.random), (order) => {
      insertShot(
        doc,
        id,
        { place: { stage, order }, status: 'draft', createdBy: by, createdAt: at, ...values },
        texts,
      );
    });
    keepNumbers(doc, [id], origin);
  }, origin);
  return id;
}

/** Copies shots with what is shown of them, each right behind its source, as new drafts. Returns the copies' ids. */
export function duplicateShots(
  doc: Y.Doc,
  ids: readonly string[],
  { by, at }: Act,
  origin: unknown,
): string[] {
  const wanted = new Set(ids);
  const live = liveShots(doc);
  const lists = new Map<string, Placed[]>();
  const copies: string[] = [];
  const takes = readTakes(doc);
  doc.transact(() => {
    for (const source of live.filter((shot) => wanted.has(shot.id))) {
      const id = newId(at);
      const { stage } = source.place;
      const list = lists.get(stage) ?? placedIn(live, stage);
      const index = list.findIndex((placed) => placed.id === source.id) + 1;
      const orders = ordersAt(list, index, [id], Math.random);
      writeOrders(doc, stage, orders, (order) => {
        const scalars = Object.fromEntries(SCALARS.map((field) => [field, source[field]]));
        const place = { stage, order };
        const values = {
          ...scalars,
          source: source.source,
          status: 'draft',
          place,
          createdBy: by,
          createdAt: at,
        };
        insertShot(doc, id, values, source);
      });
      copyPictures(doc, takes.get(source.id) ?? NO_TAKES, { shot: id, by, at }, origin);
      const moved = list.map((placed) => ({ id: placed.id, order: orders.get(placed.id) ?? placed.order }));
      lists.set(stage, moved.toSpliced(index, 0, { id, order: orders.get(id)! }));
      copies.push(id);
    }
    keepNumbers(doc, copies, origin);
  }, origin);
  return copies;
}

/** What is shown of the one is the first take of the other: the same bytes, and no history. */
function copyPictures(doc: Y.Doc, takes: ShotTakes, of: Act & { shot: string }, origin: unknown): void {
  for (const layer of TAKE_LAYERS) {
    const { current } = takes[layer];
    if (current !== null) makeTake(doc, { ...of, layer, picture: current.picture }, origin);
  }
}

/** Sets plain values of several shots in one step; what is already so is not written again. */
export function setShots(doc: Y.Doc, ids: readonly string[], change: ShotChange, origin: unknown): void {
  const values = checkedChange(change);
  doc.transact(() => {
    for (const shot of recordsOf(doc, ids)) {
      for (const [field, value] of Object.entries(values)) {
        // A missing key reads as its default: writing the default there would say nothing new.
        const read = shot.get(field) ?? SHOT_FIELDS[field as keyof ShotChange].fallback?.value;
        if (read !== value) shot.set(field, value);
      }
    }
  }, origin);
}

/** Makes a shared text of a shot say `text`, touching only what differs. */
export function setShotText(doc: Y.Doc, id: string, field: ShotText, text: string, origin: unknown): void {
  checkedTexts({ [field]: text });
  recordMust(doc, 'shots', id);
  const shared = shotText(doc, id, field);
  if (shared === null) throw invalidField(field, 'unreadable');
  doc.transact(() => writeText(shared, text), origin);
}

/**
 * Moves shots in front of `to.before` (null or gone: the end of the stage), in the order they have on
 * the board. Each writes its one key `place`; a shot that already stands right writes nothing.
 */
export function moveShots(
  doc: Y.Doc,
  ids: readonly string[],
  to: { stage: string; before: string | null },
  stages: readonly { id: string }[],
  origin: unknown,
): void {
  if (!stages.some(({ id }) => id === to.stage)) {
    throw new ClapperError('NOT_FOUND', `There is no stage ${to.stage}.`);
  }
  const { shots } = readBoard(doc, stages);
  const wanted = new Set(ids);
  const moving = shots.filter((shot) => wanted.has(shot.id));
  const inStage = shots.filter((shot) => shot.place.stage === to.stage);
  let target = inStage.findIndex((shot) => shot.id === to.before);
  // Dropped in front of one that moves too: what counts is the next one that stays.
  while (target >= 0 && inStage[target] !== undefined && wanted.has(inStage[target]!.id)) target++;
  const before = target < 0 ? undefined : inStage[target]?.id;
  const staying = inStage.filter((shot) => !wanted.has(shot.id));
  const found = staying.findIndex((shot) => shot.id === before);
  const index = found < 0 ? staying.length : found;
  const order = [...staying.slice(0, index), ...moving, ...staying.slice(index)];
  if (order.length === inStage.length && order.every((shot, i) => shot.id === inStage[i]!.id)) return;
  const orders = ordersAt(
    staying.map(({ id, place }) => ({ id, order: place.order })),
    index,
    moving.map(({ id }) => id),
    Math.random,
  );
  doc.transact(() => writeOrders(doc, to.stage, orders), origin);
}

/** Marks shots deleted. Their content stays in place: late edits land, restoring brings it all back. */
export function deleteShots(doc: Y.Doc, ids: readonly string[], { by, at }: Act, origin: unknown): void {
  doc.transact(() => {
    for (const shot of recordsOf(doc, ids)) if (shot.get('deleted') == null) shot.set('deleted', { by, at });
  }, origin);
}

export function restoreShots(doc: Y.Doc, ids: readonly string[], origin: unknown): void {
  doc.transact(() => {
    for (const shot of recordsOf(doc, ids)) if (shot.get('deleted') != null) shot.set('deleted', null);
  }, origin);
}

/** Ids that are gone are passed over: somebody else's selection may be older than this doc. */
function recordsOf(doc: Y.Doc, ids: readonly string[]): Y.Map<unknown>[] {
  return ids.map((id) => recordOf(doc, 'shots', id)).filter((record) => record !== null);
}

function liveShots(doc: Y.Doc): Shot[] {
  return readBoard(doc, []).shots;
}

function placedIn(shots: readonly Shot[], stage: string): Placed[] {
  return shots
    .filter((shot) => shot.place.stage === stage)
    .map(({ id, place }) => ({ id, order: place.order }))
    .toSorted(compareOrder);
}

/** The stage's shots and where in them `before` stands. */
function spotIn(doc: Y.Doc, stage: string, before: string | null): { list: Placed[]; index: number } {
  const list = placedIn(liveShots(doc), stage);
  const index = before === null ? -1 : list.findIndex((placed) => placed.id === before);
  return { list, index: index < 0 ? list.length : index };
}

/** Writes each shot's new place; `insert` is given the order of the one that does not exist yet. */
function writeOrders(
  doc: Y.Doc,
  stage: string,
  orders: ReadonlyMap<string, string>,
  insert?: (order: string) => void,
): void {
  for (const [id, order] of orders) {
    const record = recordOf(doc, 'shots', id);
    if (record === null) insert?.(order);
    else setDifferent(record, { place: { stage, order } });
  }
}

/** Puts a new record; nulls are left out, a missing key reads the same. */
export function insertShot(
  doc: Y.Doc,
  id: string,
  values: Readonly<Record<string, unknown>>,
  texts: Partial<Readonly<Record<ShotText, string>>>,
): void {
  const shot = new Y.Map<unknown>();
  for (const [field, value] of Object.entries(values)) if (value !== null) shot.set(field, value);
  for (const field of SHOT_TEXTS) shot.set(field, new Y.Text(texts[field] ?? ''));
  doc.getMap('shots').set(id, shot);
}

function checkedChange(change: ShotChange): ShotChange {
  const values: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(change)) {
    if (!(SCALARS as readonly string[]).includes(field)) throw invalidField(field, 'unknown');
    if (value === undefined) continue;
    values[field] = fieldMust<unknown>(field, SHOT_FIELDS[field as keyof ShotChange].schema, value);
  }
  return values;
}

function checkedTexts(
  texts: Partial<Record<ShotText, string | undefined>>,
): Partial<Record<ShotText, string>> {
  const values: Partial<Record<ShotText, string>> = {};
  for (const field of SHOT_TEXTS) {
    const text = texts[field];
    if (text === undefined) continue;
    if (text.length > SHOT_LIMITS[field]) throw invalidField(field, 'too_long');
    values[field] = text;
  }
  return values;
}
