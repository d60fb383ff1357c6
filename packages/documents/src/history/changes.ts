import type * as Y from 'yjs';
import type { Fields } from '../fields.ts';
import { isFragment, isText, readFields, sameValue } from '../records.ts';
import { countWords } from '../plan/words.ts';
import { pageChanges, type BlockChange } from './page-changes.ts';
import { textPieces, type Piece, type What } from './pieces.ts';

export type FieldChange =
  | { holds: 'value'; field: string; is: unknown; was: unknown }
  | { holds: 'text'; field: string; pieces: Piece[] }
  | { holds: 'page'; field: string; blocks: BlockChange[] };

/** A record of either state. `same` stands as it stood; its texts are there all the same, to be read. */
export interface RecordChange {
  id: string;
  what: What | 'changed';
  fields: FieldChange[];
}

/** Field by field: values where they read differently, texts and pages always. */
export function fieldChanges(
  now: Y.Map<unknown> | null,
  then: Y.Map<unknown> | null,
  fields: Fields,
): FieldChange[] {
  return Object.entries(fields).flatMap(([key, field]): FieldChange[] => {
    const [is, was] = [now?.get(key), then?.get(key)];
    switch (field.holds) {
      case 'text': {
        const pieces = textPieces(isText(is) ? is.toJSON() : '', isText(was) ? was.toJSON() : '');
        return pieces.length === 0 ? [] : [{ holds: 'text', field: key, pieces }];
      }
      case 'fragment': {
        const blocks = pageChanges(isFragment(is) ? is : null, isFragment(was) ? was : null);
        return [{ holds: 'page', field: key, blocks }];
      }
      case 'value': {
        if (now === null || then === null) return [];
        const left = readFields(now, '', { [key]: field }, [])?.[key];
        const right = readFields(then, '', { [key]: field }, [])?.[key];
        return sameValue(left, right) ? [] : [{ holds: 'value', field: key, is: left, was: right }];
      }
      default:
        return field satisfies never;
    }
  });
}

export function isChange(change: FieldChange): boolean {
  switch (change.holds) {
    case 'value':
      return true;
    case 'text':
      return change.pieces.some(({ what }) => what !== 'same');
    case 'page':
      return change.blocks.some(({ what }) => what !== 'same');
    default:
      return change satisfies never;
  }
}

/** What a restore would do, counted: for the sentence that asks whether to. */
export interface ChangeCount {
  records: { back: number; away: number; changed: number };
  words: { back: number; away: number };
}

export function countChanges(changes: readonly RecordChange[]): ChangeCount {
  const count: ChangeCount = { records: { back: 0, away: 0, changed: 0 }, words: { back: 0, away: 0 } };
  const read = ({ what, text }: Piece): void => {
    if (what !== 'same') count.words[what] += countWords(text).words;
  };
  for (const { what, fields } of changes) {
    if (what === 'same') continue;
    count.records[what] += 1;
    // Of a record that comes or goes as a whole, its words do too.
    if (what !== 'changed') continue;
    for (const field of fields) {
      if (field.holds === 'text') field.pieces.forEach(read);
      if (field.holds === 'page') field.blocks.forEach(({ pieces }) => pieces.forEach(read));
    }
  }
  return count;
}
