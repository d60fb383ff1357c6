import type * as Y from 'yjs';
import { recordMust, fieldMust } from '../write-checks.ts';
import { setDifferent } from '../records.ts';
import { STAGE_FIELDS, stageTitle, type StageStatus } from './schema.ts';

export function renameStage(doc: Y.Doc, id: string, title: string, origin: unknown): void {
  const clean = fieldMust('title', stageTitle, title.normalize('NFC').trim());
  set(doc, id, { title: clean }, origin);
}

export function setStageStatus(doc: Y.Doc, id: string, status: StageStatus, origin: unknown): void {
  set(doc, id, { status: fieldMust('status', STAGE_FIELDS.status.schema, status) }, origin);
}

function set(doc: Y.Doc, id: string, values: Record<string, unknown>, origin: unknown): void {
  const stage = recordMust(doc, 'stages', id);
  doc.transact(() => setDifferent(stage, values), origin);
}
