import * as Y from 'yjs';
import { ClapperError, newId } from '@clapper/protocol';
import type { Act } from '../act.ts';
import { rootMap, setDifferent } from '../records.ts';
import { fieldMust, invalidField, recordMust } from '../write-checks.ts';
import { readShapes } from './reads.ts';
import { DRAWING_LIMITS, misfit, SHAPE_FIELDS, type ShapeType } from './schema.ts';

/** How a shape looks, and where. */
export interface ShapeLook {
  points: readonly number[];
  /** At each point of a stroke; left out or empty: drawn without. */
  pressures?: readonly number[];
  color: string;
  width: number;
  text?: string;
}

export interface NewShape extends Act, ShapeLook {
  of: string;
  type: ShapeType;
  /** Made elsewhere already, so that what was shown while it was drawn is known as this one. */
  id?: string;
  /** Made as a deleted one, so that undoing its restoring takes it away without removing its record. */
  unborn?: boolean;
}

/**
 * Draws a shape and returns its id.
 * @throws ClapperError INVALID_FIELDS: it does not fit, or there is no room for another
 */
export function addShape(
  doc: Y.Doc,
  { of, type, id = newId(), unborn = false, by, at, ...look }: NewShape,
  origin: unknown,
): string {
  const values = {
    of: fieldMust('of', SHAPE_FIELDS.of.schema, of),
    authorId: fieldMust('authorId', SHAPE_FIELDS.authorId.schema, by),
    createdAt: fieldMust('createdAt', SHAPE_FIELDS.createdAt.schema, at),
    type: fieldMust('type', SHAPE_FIELDS.type.schema, type),
    ...checkedLook(look),
  };
  formMust(values);
  const drawing = readShapes(doc).get(of) ?? [];
  const shapes = rootMap(doc, 'shapes');
  if (shapes === null) throw invalidField('shapes', 'unreadable');
  if (drawing.length >= DRAWING_LIMITS.shapes) throw invalidField('shapes', 'too_many');
  const record = unborn ? { ...values, deleted: { by, at } } : values;
  doc.transact(() => shapes.set(id, new Y.Map(Object.entries(record))), origin);
  return id;
}

/** Moves, recolours or rewords a shape; only its author may. Moving is one key. */
export function changeShape(
  doc: Y.Doc,
  id: string,
  change: Partial<ShapeLook>,
  by: string,
  origin: unknown,
): void {
  const shape = ownShape(doc, id, by);
  const values = checkedLook(change);
  formMust({ type: shape.get('type'), ...standing(shape), ...values });
  doc.transact(() => setDifferent(shape, values), origin);
}

export function deleteShape(doc: Y.Doc, id: string, { by, at }: Act, origin: unknown): void {
  const shape = ownShape(doc, id, by);
  if (shape.get('deleted') != null) return;
  doc.transact(() => shape.set('deleted', { by, at }), origin);
}

/** @throws ClapperError INVALID_FIELDS: there is no room for it any more */
export function restoreShape(doc: Y.Doc, id: string, by: string, origin: unknown): void {
  const shape = ownShape(doc, id, by);
  if (shape.get('deleted') == null) return;
  const drawing = readShapes(doc).get(String(shape.get('of'))) ?? [];
  if (drawing.length >= DRAWING_LIMITS.shapes) throw invalidField('shapes', 'too_many');
  doc.transact(() => shape.set('deleted', null), origin);
}

type Values = Readonly<Record<string, unknown>>;

function standing(shape: Y.Map<unknown>): Values {
  return Object.fromEntries(
    ['points', 'pressures'].filter((key) => shape.has(key)).map((key) => [key, shape.get(key)]),
  );
}

function checkedLook(look: Partial<ShapeLook>): Values {
  const given = (['points', 'pressures', 'color', 'width', 'text'] as const).filter(
    (key) => look[key] !== undefined,
  );
  return Object.fromEntries(
    given.map((key) => [key, fieldMust<unknown>(key, SHAPE_FIELDS[key].schema, look[key])]),
  );
}

function formMust(values: Values): void {
  const wrong = misfit(values);
  if (wrong !== null) throw invalidField(wrong, 'invalid');
}

/** @throws ClapperError FORBIDDEN: nobody draws in another's lines */
function ownShape(doc: Y.Doc, id: string, by: string): Y.Map<unknown> {
  const shape = recordMust(doc, 'shapes', id);
  if (shape.get('authorId') === by) return shape;
  throw new ClapperError('FORBIDDEN', `The shape ${id} is somebody else’s.`);
}
