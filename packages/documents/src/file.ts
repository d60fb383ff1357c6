import { FILE_LIMITS, fileNameSchema, hashSchema, IMAGE_TYPES } from '@clapper/protocol';
import * as Y from 'yjs';
import { z } from 'zod';

/** What a record says of a file, as one plain value under one key. The bytes are kept beside the documents. */
export const fileSchema = z.object({
  hash: hashSchema,
  name: fileNameSchema,
  /** As the device that added it took it to be; the server tells types by their bytes. */
  type: z
    .string()
    .max(100)
    .regex(/^[a-z]+\/[a-z0-9][a-z0-9.+-]*$/),
  bytes: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
});

export type FileValue = z.infer<typeof fileSchema>;

const side = z.int().min(1).max(FILE_LIMITS.pixels);

export const pictureSchema = fileSchema.extend({
  type: z.enum(IMAGE_TYPES),
  width: side,
  height: side,
  /** Base64: what is shown until the picture is here. */
  thumbhash: z
    .string()
    .max(64)
    .regex(/^[A-Za-z0-9+/]+={0,2}$/)
    .nullable(),
});

export type PictureValue = z.infer<typeof pictureSchema>;

/**
 * Hashes of the files that records name under these keys, one file or a list of them: what most kinds
 * answer as their `files`. Deleted records too, since deleting can be taken back. Never throws.
 */
export function fileHashes(doc: Y.Doc, where: Readonly<Record<string, readonly string[]>>): Set<string> {
  const hashes = new Set<string>();
  for (const [root, keys] of Object.entries(where)) {
    for (const record of doc.getMap(root).values()) {
      if (!(record instanceof Y.Map)) continue;
      for (const key of keys) {
        const value: unknown = record.get(key);
        for (const file of Array.isArray(value) ? value : [value]) {
          const hash = hashSchema.safeParse((file as { hash?: unknown } | null | undefined)?.hash);
          if (hash.success) hashes.add(hash.data);
        }
      }
    }
  }
  return hashes;
}
