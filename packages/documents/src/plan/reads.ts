import type * as Y from 'yjs';
import type { Problem } from '../define-document.ts';
import { compareOrder } from '../order.ts';
import { isFragment, readRecords, recordOf } from '../records.ts';
import { STAGE_FIELDS, type StageStatus } from './schema.ts';

export interface Stage {
  id: string;
  order: string;
  /** 1…, by order. */
  number: number;
  title: string;
  /** 기 승 전 결, or ''. */
  label: string;
  status: StageStatus;
}

/** The stages in order. What is malformed is left out or read as its default, and reported. */
export function readStages(doc: Y.Doc): { stages: Stage[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const records = readRecords(doc, 'stages', STAGE_FIELDS, problems);
  const stages = Array.from(records, ([id, { place, title, label, status }]) => {
    return { id, order: place.order, number: 0, title, label, status };
  });
  stages.sort(compareOrder);
  stages.forEach((stage, index) => (stage.number = index + 1));
  return { stages, problems };
}

/** The page an editor binds to; null when there is no such stage or it holds no page. */
export function stageContent(doc: Y.Doc, id: string): Y.XmlFragment | null {
  const content = recordOf(doc, 'stages', id)?.get('content');
  return isFragment(content) ? content : null;
}
