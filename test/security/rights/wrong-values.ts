import { safeParse, toJSONSchema, type z } from 'zod';
import type { Field } from '@clapper/documents';

type PlainSchema = Extract<Field, { holds: 'value' }>['schema'];
type Schema = z.core.JSONSchema.BaseSchema;

const NEVER_RIGHT = [false, 'not this', -1.5, { not: 'this' }, ['not this']];

/** A plain value that this field does not take. */
export function wrongValue(schema: PlainSchema): unknown {
  const found = NEVER_RIGHT.find((value) => !safeParse(schema, value).success);
  if (found === undefined) throw new Error('The schema takes anything.');
  return found;
}

/** `sample` with one thing in it a little longer or larger than declared; undefined where nothing is bounded. */
export function overLimit(schema: PlainSchema, sample: unknown): unknown {
  const over = exceed(toJSONSchema(schema), sample);
  if (over !== undefined && safeParse(schema, over).success) throw new Error('It is not over the limit.');
  return over;
}

function exceed(schema: Schema, sample: unknown): unknown {
  for (const option of schema.anyOf ?? schema.oneOf ?? []) {
    const over = fits(option as Schema, sample) ? exceed(option as Schema, sample) : undefined;
    if (over !== undefined) return over;
  }
  if (typeof sample === 'string') {
    return schema.maxLength === undefined ? undefined : 'x'.repeat(schema.maxLength + 1);
  }
  if (typeof sample === 'number') {
    const bounded = schema.maximum !== undefined && schema.maximum < Number.MAX_SAFE_INTEGER;
    return bounded ? schema.maximum! + 1 : undefined;
  }
  if (Array.isArray(sample)) {
    return schema.maxItems === undefined
      ? undefined
      : Array.from({ length: schema.maxItems + 1 }, (): unknown => sample[0]);
  }
  if (typeof sample !== 'object' || sample === null) return undefined;
  for (const [key, inner] of Object.entries(sample)) {
    const property = schema.properties?.[key];
    const over = property === undefined ? undefined : exceed(property as Schema, inner);
    if (over !== undefined) return { ...sample, [key]: over };
  }
  return undefined;
}

/** Which member of a union a sample is of. */
function fits(schema: Schema, sample: unknown): boolean {
  if (schema.type === 'null') return sample === null;
  if (sample === null) return false;
  if (Array.isArray(sample)) return schema.type === 'array';
  if (typeof sample !== 'object') return schema.type !== 'object' && schema.type !== 'array';
  return Object.entries(schema.properties ?? {}).every(([key, property]) => {
    const { const: fixed } = property as Schema;
    return fixed === undefined || fixed === (sample as Record<string, unknown>)[key];
  });
}
