import type * as Y from 'yjs';
import { safeParse, type z } from 'zod';
import { ClapperError } from '@clapper/protocol';
import { recordOf } from './records.ts';

/** What every typed write asks before it opens its transaction: an edit is made whole or not at all. */

/** @throws ClapperError NOT_FOUND */
export function recordMust(doc: Y.Doc, root: string, id: string): Y.Map<unknown> {
  const record = recordOf(doc, root, id);
  if (record === null) throw new ClapperError('NOT_FOUND', `There is no record ${root}/${id}.`);
  return record;
}

/** @throws ClapperError INVALID_FIELDS */
export function fieldMust<T>(field: string, schema: z.core.$ZodType<T>, value: unknown): T {
  const parsed = safeParse(schema, value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw invalidField(field, issue?.code === 'too_big' ? 'too_long' : 'invalid');
}

export function invalidField(field: string, code: string): ClapperError {
  return new ClapperError('INVALID_FIELDS', `The field ${field} is ${code.replaceAll('_', ' ')}.`, {
    details: [{ field, code }],
  });
}
