import * as Y from 'yjs';
import { newId } from '@clapper/protocol';
import type { Act } from '../act.ts';
import type { PictureValue } from '../file.ts';
import { recordOf, setDifferent } from '../records.ts';
import { fieldMust, invalidField, recordMust } from '../write-checks.ts';
import { TAKE_FIELDS, type TakeLayer } from './schema.ts';
import { NO_TAKES, readTakes } from './takes.ts';

export interface NewTake extends Act {
  shot: string;
  layer: TakeLayer;
  picture: PictureValue;
  /** What changed in it. */
  note?: string;
}

/** Puts a picture on top of a shot's stack, where it is the one that is shown, and returns its id. */
export function addTake(doc: Y.Doc, take: NewTake, origin: unknown): string {
  let id = '';
  doc.transact(() => {
    id = makeTake(doc, take, origin);
    showTake(doc, take.shot, take.layer, null, origin);
  }, origin);
  return id;
}

/** The take alone: what the shot shows stays as the shot says. */
export function makeTake(
  doc: Y.Doc,
  { shot, layer, picture, note = '', by, at }: NewTake,
  origin: unknown,
): string {
  recordMust(doc, 'shots', shot);
  const values = {
    shot,
    layer: fieldMust('layer', TAKE_FIELDS.layer.schema, layer),
    picture: fieldMust('picture', TAKE_FIELDS.picture.schema, picture),
    note: fieldMust('note', TAKE_FIELDS.note.schema, note),
    createdBy: by,
    createdAt: at,
  };
  const id = newId(at);
  doc.transact(() => doc.getMap('takes').set(id, new Y.Map<unknown>(Object.entries(values))), origin);
  return id;
}

/**
 * Shows a take; null: the newest, whichever that is. The newest is not named either: a picture that somebody
 * adds meanwhile is newer, and shown.
 */
export function showTake(
  doc: Y.Doc,
  shot: string,
  layer: TakeLayer,
  take: string | null,
  origin: unknown,
): void {
  const record = recordMust(doc, 'shots', shot);
  const { takes } = (readTakes(doc).get(shot) ?? NO_TAKES)[layer];
  if (take !== null && !takes.some(({ id }) => id === take)) throw invalidField('take', 'unknown');
  const pointer = take === takes[0]?.id ? null : take;
  if ((record.get(layer) ?? null) === pointer) return;
  doc.transact(() => record.set(layer, pointer), origin);
}

export function setTakeNote(doc: Y.Doc, id: string, note: string, origin: unknown): void {
  const record = recordMust(doc, 'takes', id);
  const value = fieldMust('note', TAKE_FIELDS.note.schema, note);
  if ((record.get('note') ?? '') === value) return;
  doc.transact(() => setDifferent(record, { note: value }), origin);
}

/** Marks takes deleted; their pictures are kept, and their numbers. */
export function deleteTakes(doc: Y.Doc, ids: readonly string[], { by, at }: Act, origin: unknown): void {
  doc.transact(() => {
    for (const id of ids) {
      const take = recordOf(doc, 'takes', id);
      if (take !== null && take.get('deleted') == null) take.set('deleted', { by, at });
    }
  }, origin);
}

export function restoreTakes(doc: Y.Doc, ids: readonly string[], origin: unknown): void {
  doc.transact(() => {
    for (const id of ids) {
      const take = recordOf(doc, 'takes', id);
      if (take !== null && take.get('deleted') != null) take.set('deleted', null);
    }
  }, origin);
}
