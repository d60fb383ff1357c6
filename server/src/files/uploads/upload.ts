import { FILE_TYPES, fileNameSchema, hashSchema } from '@clapper/protocol';
import { z } from 'zod';

/** What is remembered of an upload, beside its bytes. */
export const uploadSchema = z.object({
  id: z.string(),
  user: z.string(),
  project: z.string(),
  document: z.string(),
  name: fileNameSchema,
  type: z.enum(FILE_TYPES),
  sha256: hashSchema,
  /** Bytes it will have. */
  length: z.int().min(0),
  createdAt: z.int(),
  /** The blob it became; null while it is under way. */
  done: hashSchema.nullable(),
});

export type Upload = z.infer<typeof uploadSchema>;
