import { z } from 'zod';
import { isDate, LAST_YEAR } from './calendar/dates.ts';

/** Ids that records and people go by; not checked for being UUIDs, since other Yjs programs make records too. No `/`: keys of votes are made of two. */
export const idSchema = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[^/]*$/);

/** Milliseconds. */
export const timeSchema = z.int().min(0);

/** A day as people write it, `2026-11-10`. */
export const dateSchema = z.string().max(10).refine(isDate, `It is no date until ${LAST_YEAR}.`);

/** Who did it, and when. */
export const markSchema = z.object({ by: idSchema, at: timeSchema });
