import { FILE_STATES, videoFactsSchema } from '@clapper/protocol';
import { z } from 'zod';
import type { RootShape } from '../define-document.ts';
import { SHAPE_FIELDS } from '../drawing/index.ts';
import { FEEDBACK_FILES, FEEDBACK_ROOTS } from '../feedback/schema.ts';
import { optional, required } from '../fields.ts';
import { fileSchema } from '../file.ts';
import { idSchema, markSchema, timeSchema } from '../record-values.ts';
import { verdictSchema } from '../talk/schema.ts';

/** One video under review: its cuts, and what is said of them. */
export const CUT_LIMITS = { label: 100, side: 100_000 } as const;

const side = z.int().min(1).max(CUT_LIMITS.side).nullable();

/** What a video is; null: nobody could tell. */
const measured = z.object({ width: side, height: side, video: videoFactsSchema.nullable() });
const media = measured.extend({ state: z.enum(FILE_STATES) });

export type CutMeasures = z.infer<typeof measured>;
export type CutMedia = z.infer<typeof media>;

export const CUT_FIELDS = {
  file: required(fileSchema, 'the video itself; another one is another cut'),
  label: optional(z.string().max(CUT_LIMITS.label), '', 'what it is called besides its number'),
  createdBy: required(idSchema, 'user id'),
  createdAt: required(timeSchema, 'milliseconds; cuts are numbered by it'),
  media: optional(media.nullable(), null, 'what the server found out, and how far it is; null: nothing yet'),
  measured: optional(measured.nullable(), null, 'what the device found out that added it'),
  deleted: optional(markSchema.nullable(), null, 'deletion is a key: who and when; null after restoring'),
};

export const REVIEW_ROOTS = {
  cuts: { type: 'records', about: 'cuts by id', fields: CUT_FIELDS },
  ...FEEDBACK_ROOTS,
  approvals: { type: 'votes', about: 'what a person says of a cut', value: verdictSchema },
  shapes: { type: 'records', about: 'what is drawn over frames, shape by shape', fields: SHAPE_FIELDS },
} as const satisfies Record<string, RootShape>;

/** Where files are named. */
export const REVIEW_FILES = { cuts: ['file'], ...FEEDBACK_FILES } as const;
