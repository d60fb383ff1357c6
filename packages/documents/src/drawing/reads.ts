import type * as Y from 'yjs';
import type { Problem } from '../define-document.ts';
import type { ReadRecord } from '../fields.ts';
import { readRecords } from '../records.ts';
import { misfit, SHAPE_FIELDS } from './schema.ts';

export interface Shape extends ReadRecord<typeof SHAPE_FIELDS> {
  id: string;
}

/** Every shape by what it is drawn on, the oldest first, as they lie over each other; without the deleted. */
export function readShapes(doc: Y.Doc, problems: Problem[] = []): Map<string, Shape[]> {
  const drawings = new Map<string, Shape[]>();
  for (const [id, record] of readRecords(doc, 'shapes', SHAPE_FIELDS, problems)) {
    const wrong = misfit(record);
    if (wrong !== null) {
      problems.push({
        path: `shapes/${id}/${wrong}`,
        code: 'malformed_record',
        message: 'It does not fit its other keys.',
      });
      continue;
    }
    if (record.deleted !== null) continue;
    const drawing = drawings.get(record.of);
    if (drawing === undefined) drawings.set(record.of, [{ id, ...record }]);
    else drawing.push({ id, ...record });
  }
  for (const drawing of drawings.values()) {
    drawing.sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  }
  return drawings;
}
