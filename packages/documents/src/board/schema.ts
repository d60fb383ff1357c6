import { z } from 'zod';
import type { RootShape } from '../define-document.ts';
import { optional, required, text } from '../fields.ts';
import { pictureSchema } from '../file.ts';
import { isOrder, MAX_ORDER_LENGTH } from '../order.ts';
import { isPattern, NUMBERINGS } from './numbering.ts';
import { sourceSchema } from './source.ts';

/** The board: its shots, placed in the plan's stages. */
export const SHOT_SIZES = ['ECU', 'CU', 'MCU', 'MS', 'MWS', 'WS', 'EWS'] as const;
export const SHOT_ANGLES = ['eye', 'high', 'low', 'overhead', 'dutch'] as const;
export const SHOT_MOVEMENTS = [
  'static',
  'pan',
  'tilt',
  'push-in',
  'pull-out',
  'dolly',
  'track',
  'crane',
  'handheld',
  'zoom',
] as const;
export const SHOT_STATUSES = ['draft', 'review', 'changes', 'approved'] as const;
/** A shot is drawn twice: as line art, to decide by, and as art, as it shall look. */
export const TAKE_LAYERS = ['lineart', 'art'] as const;
/** The shape of the film's picture, width to height. */
export const BOARD_ASPECTS = ['16:9', '9:16', '1:1', '4:5', '4:3', '1.85:1', '2.39:1'] as const;
/** What two may type in at once. */
export const SHOT_TEXTS = ['title', 'action', 'dialogue', 'notes'] as const;

export type ShotSize = (typeof SHOT_SIZES)[number];
export type ShotAngle = (typeof SHOT_ANGLES)[number];
export type ShotMovement = (typeof SHOT_MOVEMENTS)[number];
export type ShotStatus = (typeof SHOT_STATUSES)[number];
export type BoardAspect = (typeof BOARD_ASPECTS)[number];
export type TakeLayer = (typeof TAKE_LAYERS)[number];
export type ShotText = (typeof SHOT_TEXTS)[number];

/** Characters; `duration` in seconds (a day, the seeds' longest video time). */
export const SHOT_LIMITS = {
  title: 200,
  action: 5_000,
  dialogue: 5_000,
  notes: 5_000,
  lens: 50,
  duration: 86_400,
} as const;

/** Characters of a shot's number and of the pattern that makes numbers; shots whose numbers can be locked. */
export const NUMBER_LIMITS = { number: 16, pattern: 24, locked: 5_000 } as const;

/** Characters of what somebody says that he changed in a take. */
export const TAKE_NOTE_LENGTH = 500;

/** Ids that people and stages go by; not checked for being UUIDs, since other Yjs programs make records too. */
const id = z.string().min(1).max(64);
const time = z.int().min(0);
const orderKey = z.string().max(MAX_ORDER_LENGTH).refine(isOrder, 'It is no order key.');

const shotNumber = z
  .string()
  .min(1)
  .max(NUMBER_LIMITS.number)
  .regex(/^[^\s\p{C}]+$/u);

const fixedSchema = z.object({
  number: shotNumber,
  /** The time of the lock it holds under; null: it was given by hand. */
  lock: time.nullable(),
});

const lockSchema = z.object({
  by: id,
  at: time,
  numbers: z
    .record(id, shotNumber)
    .refine((numbers) => Object.keys(numbers).length <= NUMBER_LIMITS.locked, 'Too many.'),
});

export type FixedNumber = z.infer<typeof fixedSchema>;
export type BoardLock = z.infer<typeof lockSchema>;

export const SHOT_FIELDS = {
  place: required(z.object({ stage: id, order: orderKey }), 'where it stands; one key, written once on drop'),
  title: text(SHOT_LIMITS.title, 'what it is called'),
  action: text(SHOT_LIMITS.action, 'what is seen'),
  dialogue: text(SHOT_LIMITS.dialogue, 'what is heard'),
  notes: text(SHOT_LIMITS.notes, 'for the crew'),
  duration: optional(z.number().min(0).max(SHOT_LIMITS.duration).nullable(), null, 'seconds'),
  size: optional(z.enum(SHOT_SIZES).nullable(), null, 'shot size'),
  angle: optional(z.enum(SHOT_ANGLES).nullable(), null, 'camera angle'),
  movement: optional(z.enum(SHOT_MOVEMENTS).nullable(), null, 'camera movement'),
  lens: optional(z.string().max(SHOT_LIMITS.lens).nullable(), null, "as one says it: '50 mm'"),
  status: optional(z.enum(SHOT_STATUSES), 'draft', 'how far it is'),
  assignee: optional(id.nullable(), null, 'user id'),
  lineart: optional(id.nullable(), null, 'take that is shown as its line art; null: the newest'),
  art: optional(id.nullable(), null, 'take that is shown as its art; null: the newest'),
  fixed: optional(fixedSchema.nullable(), null, 'a number of its own; null: as the board numbers'),
  source: optional(sourceSchema.nullable(), null, 'the words of the plan it was made of'),
  createdBy: optional(id.nullable(), null, 'user id; null: it came with the board'),
  createdAt: optional(time.nullable(), null, 'milliseconds; null: it came with the board'),
  deleted: optional(
    z.object({ by: id, at: time }).nullable(),
    null,
    'deletion is a key: who and when; null after restoring, the record stays',
  ),
};

export const TAKE_FIELDS = {
  shot: required(id, 'the shot it is a picture of'),
  layer: required(z.enum(TAKE_LAYERS), 'as what'),
  picture: required(pictureSchema, 'the file: its bytes are kept under their hash, apart from the document'),
  note: optional(z.string().max(TAKE_NOTE_LENGTH), '', 'what changed in it'),
  createdBy: required(id, 'user id'),
  createdAt: required(time, 'milliseconds; takes are numbered by it'),
  deleted: optional(
    z.object({ by: id, at: time }).nullable(),
    null,
    'deletion is a key; its number stays its own',
  ),
};

export const BOARD_SETTINGS = {
  aspect: optional(z.enum(BOARD_ASPECTS), '16:9', "the shape of the film's picture"),
  numbering: optional(
    z.string().max(NUMBER_LIMITS.pattern).refine(isPattern, 'It names no shot.'),
    NUMBERINGS.plain,
    'the pattern that numbers are made by: {n} over the board, {s} stage, {i} {a} in the stage',
  ),
  locked: optional(lockSchema.nullable(), null, 'who locked the numbers and when, and each by its shot'),
};

export const BOARD_ROOTS = {
  shots: { type: 'records', about: 'the shots by id', fields: SHOT_FIELDS },
  takes: { type: 'records', about: 'the pictures of shots, all there ever were, by id', fields: TAKE_FIELDS },
  settings: { type: 'map', about: 'the board as a whole', fields: BOARD_SETTINGS },
} as const satisfies Record<string, RootShape>;
