import { z } from 'zod';
import { optional, required } from '../fields.ts';

/**
 * What is drawn over a picture or a frame: a record per shape. Two people who draw at once each make records of
 * their own, so nothing of either is lost. Places are shares of the picture's width and height, so that a drawing
 * sits where it was put, whatever the picture is shown at.
 */
export const SHAPE_TYPES = ['pen', 'arrow', 'rectangle', 'ellipse', 'text'] as const;

export type ShapeType = (typeof SHAPE_TYPES)[number];

/** The seeds', except for strokes: those keep their points, thinned out. */
export const DRAWING_LIMITS = {
  /** Not deleted, of one note or one picture. */
  shapes: 50,
  /** Numbers, two to a point. */
  points: { least: 4, most: 8 },
  penPoints: 2_000,
  text: 500,
  width: { least: 1, most: 10 },
} as const;

/**
 * A width is told in lines of a picture that is this high (or wide, where it stands upright): 4 is as bold on a
 * phone as on a wall.
 */
export const WIDTH_LINES = 540;

/** Ids that records and people go by. */
const id = z.string().min(1).max(64);
const time = z.int().min(0);
const share = z.number().min(0).max(1);
const colorSchema = z.string().regex(/^#[0-9a-f]{6}$/);

export const SHAPE_FIELDS = {
  of: required(id, 'id of the note it belongs to, or of the take it is drawn on'),
  authorId: required(id, 'user id'),
  createdAt: required(time, 'milliseconds'),
  type: required(z.enum(SHAPE_TYPES), 'what it is'),
  points: required(
    z
      .array(share)
      .min(DRAWING_LIMITS.points.least)
      .max(2 * DRAWING_LIMITS.penPoints)
      .refine((points) => points.length % 2 === 0, 'A point has two numbers.'),
    'x, y, x, y… as shares of the picture; opposite corners, from tail to tip, or along the stroke',
  ),
  pressures: optional(
    z.array(share).max(DRAWING_LIMITS.penPoints),
    [],
    'of a pen, at each point; none where it was drawn without',
  ),
  color: required(colorSchema, '#rrggbb'),
  width: required(
    z.number().min(DRAWING_LIMITS.width.least).max(DRAWING_LIMITS.width.most),
    `lines of a picture ${WIDTH_LINES} lines high`,
  ),
  text: optional(z.string().max(DRAWING_LIMITS.text), '', 'what a text says'),
  deleted: optional(
    z.object({ by: id, at: time }).nullable(),
    null,
    'deletion is a key: taking it back brings it back',
  ),
};

/**
 * Which key of a shape does not fit the others: only a stroke has many points, and pressures go with points. Asked
 * of what an update brings as well, so of anything.
 */
export function misfit({
  type,
  points,
  pressures = [],
}: Readonly<Record<string, unknown>>): 'points' | 'pressures' | null {
  if (!Array.isArray(points) || !Array.isArray(pressures)) return 'points';
  if (type !== 'pen' && points.length > DRAWING_LIMITS.points.most) return 'points';
  if (pressures.length === 0) return null;
  return type === 'pen' && pressures.length === points.length / 2 ? null : 'pressures';
}
