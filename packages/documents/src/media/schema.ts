import { z } from 'zod';
import type { RootShape } from '../define-document.ts';
import { optional, required } from '../fields.ts';
import { isOrder, MAX_ORDER_LENGTH } from '../order.ts';
import { idSchema, markSchema, timeSchema } from '../record-values.ts';

/** The videos of a project: their order and titles. What is in one, its review document holds. */
export const VIDEO_LIMITS = { title: 200 } as const;

const orderKey = z.string().max(MAX_ORDER_LENGTH).refine(isOrder, 'It is no order key.');

export const VIDEO_FIELDS = {
  // A string and no shared text: it is typed in one go, and who is last names it.
  title: required(z.string().max(VIDEO_LIMITS.title), 'what it is called'),
  order: required(orderKey, 'its place among the others; one key, written once on drop'),
  createdBy: required(idSchema, 'user id'),
  createdAt: required(timeSchema, 'milliseconds'),
  deleted: optional(markSchema.nullable(), null, 'deletion is a key: who and when; null after restoring'),
};

export const MEDIA_ROOTS = {
  videos: {
    type: 'records',
    about: 'videos by id, which names `review/<id>` and `notes/<id>`',
    fields: VIDEO_FIELDS,
  },
} as const satisfies Record<string, RootShape>;
