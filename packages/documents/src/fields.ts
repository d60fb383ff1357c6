import type * as Y from 'yjs';
import type { z } from 'zod';
import type { Edit } from './inspect/touch.ts';

/**
 * What the keys of a record hold: a plain value, a shared text that two may type in, or a fragment
 * of rich text. Reads and `SHAPES.md` come from the same declaration.
 */
export type Field =
  | { holds: 'value'; schema: z.core.$ZodType; fallback: { value: unknown } | null; about: string }
  | { holds: 'text'; max: number; about: string }
  | { holds: 'fragment'; content: FragmentContent; about: string };

/** What a page of rich text may hold, asked of what an update brings into one. */
export interface FragmentContent {
  fits(edit: Pick<Edit, 'nodes' | 'attributes' | 'marks' | 'depth'>): boolean;
}

export type Fields = Readonly<Record<string, Field>>;

interface ValueField<T> {
  holds: 'value';
  schema: z.core.$ZodType<T>;
  fallback: { value: T } | null;
  about: string;
}

/** Without it the record says nothing: a record with a bad one is left out. */
export function required<T>(schema: z.core.$ZodType<T>, about: string): ValueField<T> {
  return { holds: 'value', schema, fallback: null, about };
}

/** Read as `fallback` when it is missing (older writers) or malformed (newer ones). */
export function optional<T>(schema: z.core.$ZodType<T>, fallback: NoInfer<T>, about: string): ValueField<T> {
  return { holds: 'value', schema, fallback: { value: fallback }, about };
}

export function text(max: number, about: string): { holds: 'text'; max: number; about: string } {
  return { holds: 'text', max, about };
}

export function fragment(
  content: FragmentContent,
  about: string,
): { holds: 'fragment'; content: FragmentContent; about: string } {
  return { holds: 'fragment', content, about };
}

/** What reading a field gives: shared text is read as its words. */
export type Read<F> = F extends { holds: 'value'; schema: z.core.$ZodType<infer T> }
  ? T
  : F extends { holds: 'text' }
    ? string
    : Y.XmlFragment | null;

export type ReadRecord<F extends Fields> = { [Key in keyof F]: Read<F[Key]> };
