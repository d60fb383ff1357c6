import type { z } from 'zod';

/** What a body is where it is no JSON. */
export type Bytes = 'form' | 'bytes' | 'page';

/** One call of the API. What goes in and comes out is said by the schemas that check it. */
export interface Operation {
  summary: string;
  /** Without: by an access token. */
  open?: true;
  query?: Readonly<Record<string, string>>;
  /** Several: any one of them. */
  body?: z.core.$ZodType | Bytes | (z.core.$ZodType | Bytes)[];
  /** By status; null: nothing is said. Errors are the same everywhere. */
  answers: Readonly<Partial<Record<number, z.core.$ZodType | Bytes | null>>>;
}

/** By method and path, as the routes have them; `tag` is the heading they stand under. */
export interface Operations {
  tag: string;
  calls: Readonly<Record<string, Operation>>;
}

/** Something that says all there is to say by having happened. */
export const DONE = { 204: null } as const;
