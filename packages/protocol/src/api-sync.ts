import { z } from 'zod';
import { MAX_UPDATE_BYTES } from './limits.ts';

/** Documents over plain HTTP, for who cannot open a socket: the bytes are Yjs', in base64. */
const base64 = (mostBytes: number) => z.base64().max(Math.ceil(mostBytes / 3) * 4);

export const pollBody = z.strictObject({
  document_id: z.string().max(200),
  /** What the caller has; absent: nothing. */
  state_vector: base64(64 * 1024).optional(),
  /** What the caller made. */
  update: base64(MAX_UPDATE_BYTES).optional(),
});
export const pollSchema = z.object({
  /** What the caller does not have. */
  update: z.base64(),
  /** What the server has. */
  state_vector: z.base64(),
});
