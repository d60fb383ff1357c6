import type * as Y from 'yjs';
import type { Problem } from '../define-document.ts';
import type { ReadRecord } from '../fields.ts';
import { compareOrder } from '../order.ts';
import { isText, readRecords, recordOf } from '../records.ts';
import { numbersOf } from './numbering.ts';
import { readBoardSettings } from './settings.ts';
import { SHOT_FIELDS, type ShotText } from './schema.ts';

export interface Shot extends ReadRecord<typeof SHOT_FIELDS> {
  id: string;
  /**
   * As the board numbers, a label and never a key; '' for deleted shots, except those whose numbers are locked: they
   * are omitted, and stand so.
   */
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
  const compare = (a: Shot, b: Shot): number => stageOf(a) - stageOf(b) || compareInStage(a, b);
  const all = [...shots, ...deleted].sort(compare);
  const numbers = numbersOf(all, stages, readBoardSettings(doc, problems));
  for (const shot of all) shot.number = numbers.get(shot.id) ?? '';
  shots.sort(compare);
  deleted.sort(compare);
  return { shots, deleted, problems };
}

/** Which of two shots of a stage stands first. */
export function compareInStage(a: Pick<Shot, 'id' | 'place'>, b: Pick<Shot, 'id' | 'place'>): number {
  return compareOrder({ id: a.id, order: a.place.order }, { id: b.id, order: b.place.order });
}

/** It was deleted after the numbers were locked: its number is nobody else's, and stands as omitted. */
export function isOmitted(shot: Pick<Shot, 'deleted' | 'number'>): boolean {
  return shot.deleted !== null && shot.number !== '';
}

/** As it goes out on paper and in tables: the shots in order, and the omitted ones where they stood. */
export function withOmitted(
  { shots, deleted }: Pick<Board, 'shots' | 'deleted'>,
  stages: readonly { id: string }[],
): Shot[] {
  const position = new Map(stages.map(({ id }, index) => [id, index]));
  const stageOf = (shot: Shot): number => position.get(shot.place.stage) ?? 0;
  return [...shots, ...deleted.filter(isOmitted)].sort(
    (a, b) => stageOf(a) - stageOf(b) || compareInStage(a, b),
  );
}

/** The shared text an input binds to; null when there is no such shot or it holds no text there. */
export function shotText(doc: Y.Doc, id: string, field: ShotText): Y.Text | null {
  const text = recordOf(doc, 'shots', id)?.get(field);
  return isText(text) ? text : null;
}
