import type * as Y from 'yjs';
import type { Problem } from '../define-document.ts';
import type { ReadRecord } from '../fields.ts';
import { compareOrder } from '../order.ts';
import { isText, readRecords, recordOf } from '../records.ts';
import { SHOT_FIELDS, type ShotText } from './schema.ts';

export interface Shot extends ReadRecord<typeof SHOT_FIELDS> {
  id: string;
  /** '1'… over the whole board in stage order, a label and never a key; '' for deleted shots. */
  number: string;
}

export interface Board {
  /** Not deleted, in order. */
  shots: Shot[];
  /** Marked deleted, in the order they would stand in. */
  deleted: Shot[];
  problems: Problem[];
}

/**
 * The board in the order of the plan's stages. A shot whose stage is unknown is listed (its
 * `place.stage` says so) under the last one: never lost because somebody's plan is behind.
 */
export function readBoard(doc: Y.Doc, stages: readonly { id: string }[]): Board {
  const problems: Problem[] = [];
  const position = new Map(stages.map(({ id }, index) => [id, index]));
  const last = stages.at(-1)?.id;
  const shots: Shot[] = [];
  const deleted: Shot[] = [];
  for (const [id, record] of readRecords(doc, 'shots', SHOT_FIELDS, problems)) {
    let { place } = record;
    if (last !== undefined && !position.has(place.stage)) {
      problems.push({
        path: `shots/${id}/place`,
        code: 'unknown_reference',
        message: 'Its stage is unknown.',
      });
      place = { ...place, stage: last };
    }
    (record.deleted === null ? shots : deleted).push({ id, number: '', ...record, place });
  }
  const stageOf = (shot: Shot): number => position.get(shot.place.stage) ?? 0;
  const compare = (a: Shot, b: Shot): number =>
    stageOf(a) - stageOf(b) ||
    compareOrder({ id: a.id, order: a.place.order }, { id: b.id, order: b.place.order });
  shots.sort(compare);
  deleted.sort(compare);
  shots.forEach((shot, index) => (shot.number = `${index + 1}`));
  return { shots, deleted, problems };
}

/** The shared text an input binds to; null when there is no such shot or it holds no text there. */
export function shotText(doc: Y.Doc, id: string, field: ShotText): Y.Text | null {
  const text = recordOf(doc, 'shots', id)?.get(field);
  return isText(text) ? text : null;
}
