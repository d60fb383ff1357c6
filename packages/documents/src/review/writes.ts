import * as Y from 'yjs';
import { newId } from '@clapper/protocol';
import type { Act } from '../act.ts';
import type { FileValue } from '../file.ts';
import { recordOf, rootMap, sameValue, setDifferent } from '../records.ts';
import { verdictSchema, type Verdict } from '../talk/schema.ts';
import { voteKey } from '../votes.ts';
import { fieldMust, invalidField, recordMust } from '../write-checks.ts';
import { afterNotes } from './in-order.ts';
import { readReview } from './reads.ts';
import { CUT_FIELDS, type CutMeasures, type CutMedia } from './schema.ts';

export interface NewCut extends Act {
  file: FileValue;
  label?: string;
  /** What this device could tell of it. */
  measured?: CutMeasures | null;
}

/** Adds a cut and returns its id. Its bytes may come later. */
export function addCut(
  doc: Y.Doc,
  { file, label = '', measured = null, by, at }: NewCut,
  origin: unknown,
): string {
  const values = {
    file: fieldMust('file', CUT_FIELDS.file.schema, file),
    createdBy: fieldMust('createdBy', CUT_FIELDS.createdBy.schema, by),
    createdAt: fieldMust('createdAt', CUT_FIELDS.createdAt.schema, at),
    ...(label === '' ? {} : { label: fieldMust('label', CUT_FIELDS.label.schema, label) }),
    ...(measured === null ? {} : { measured: fieldMust('measured', CUT_FIELDS.measured.schema, measured) }),
  };
  const id = newId(at);
  const cuts = rootMap(doc, 'cuts');
  if (cuts === null) throw invalidField('cuts', 'unreadable');
  doc.transact(() => cuts.set(id, new Y.Map<unknown>(Object.entries(values))), origin);
  return id;
}

export function labelCut(doc: Y.Doc, id: string, label: string, origin: unknown): void {
  const value = fieldMust('label', CUT_FIELDS.label.schema, label);
  const cut = recordMust(doc, 'cuts', id);
  if ((cut.get('label') ?? '') !== value) doc.transact(() => cut.set('label', value), origin);
}

/** What a device could tell of it later than when it was added. */
export function measureCut(doc: Y.Doc, id: string, measured: CutMeasures, origin: unknown): void {
  const value = fieldMust('measured', CUT_FIELDS.measured.schema, measured);
  const cut = recordMust(doc, 'cuts', id);
  doc.transact(() => setDifferent(cut, { measured: value }), origin);
}

/** Marks a cut deleted; its notes stay, and so does its number. */
export function deleteCut(doc: Y.Doc, id: string, { by, at }: Act, origin: unknown): void {
  const cut = recordOf(doc, 'cuts', id);
  if (cut !== null && cut.get('deleted') == null) doc.transact(() => cut.set('deleted', { by, at }), origin);
}

export function restoreCut(doc: Y.Doc, id: string, origin: unknown): void {
  const cut = recordOf(doc, 'cuts', id);
  if (cut !== null && cut.get('deleted') != null) doc.transact(() => cut.set('deleted', null), origin);
}

/** Says what one thinks of a cut; null takes it back. */
export function judgeCut(
  doc: Y.Doc,
  { cut, verdict, by, at }: { cut: string; verdict: Verdict | null } & Act,
  origin: unknown,
): void {
  recordMust(doc, 'cuts', cut);
  const value =
    verdict === null ? null : fieldMust('verdict', verdictSchema, { verdict, at: afterNotes(doc, cut, at) });
  const key = voteKey({ subject: cut, user: by });
  const approvals = doc.getMap('approvals');
  doc.transact(() => {
    if (value !== null) setDifferent(approvals, { [key]: value });
    else if (approvals.has(key)) approvals.delete(key);
  }, origin);
}

/** What the server found out about a file, in every cut made of it. Only the server writes it. */
export function setCutMedia(doc: Y.Doc, hash: string, media: CutMedia, origin: unknown): void {
  const value = fieldMust('media', CUT_FIELDS.media.schema, media);
  doc.transact(() => {
    for (const cut of rootMap(doc, 'cuts')?.values() ?? []) {
      if (!(cut instanceof Y.Map)) continue;
      const file = cut.get('file') as { hash?: unknown } | null | undefined;
      if (file?.hash === hash && !sameValue(cut.get('media'), value)) cut.set('media', value);
    }
  }, origin);
}

/** Hashes of the cuts of which the server may still have something to say. */
export function unsettledCuts(doc: Y.Doc): string[] {
  const { cuts, deletedCuts } = readReview(doc);
  const unsettled = [...cuts, ...deletedCuts].filter(({ state }) => state === null || state === 'processing');
  return [...new Set(unsettled.map(({ file }) => file.hash))];
}
