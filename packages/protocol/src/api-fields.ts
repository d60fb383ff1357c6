import { z } from 'zod';

/** What bodies of the HTTP API are made of. */
export const apiId = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
export const timestamp = z.iso.datetime();

/** Somebody who wrote; the name is today's, also of people who have left. */
export const person = z.object({ id: z.string(), name: z.string() });

/** A shape over a picture, on a note of a video as on a picture of a shot. */
export const drawnShape = z.object({
  type: z.enum(['pen', 'arrow', 'rectangle', 'ellipse', 'circle', 'text']),
  /** Shares of the picture's width and height: x, y, x, y… */
  coordinates: z.array(z.number()),
  style: z.object({ color: z.string(), width: z.number() }),
  text: z.string().optional(),
});
