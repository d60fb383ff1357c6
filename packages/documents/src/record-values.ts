import { z } from 'zod';

/** Ids that records and people go by; not checked for being UUIDs, since other Yjs programs make records too. No `/`: keys of votes are made of two. */
export const idSchema = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[^/]*$/);

/** Milliseconds. */
export const timeSchema = z.int().min(0);

/** Who did it, and when. */
export const markSchema = z.object({ by: idSchema, at: timeSchema });
