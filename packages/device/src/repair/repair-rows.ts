import { uint32 } from 'lib0/random';
import type { DocumentKind } from '@clapper/documents';
import { MAX_UPDATE_BYTES, newId, type DocumentAccess, type ErrorCode } from '@clapper/protocol';
import { describeRefused } from '../kept.ts';
import type { DocumentMeta, KeptRow, PendingRow } from '../rows.ts';
import { encodeUpdate } from './encode.ts';
import { placeOf } from './place.ts';
import { asOneEdit, rehome, type Fate, type Rehomed } from './rehome.ts';

/** A push that the server will never take. */
export interface RefusedPush {
  n: number;
  clientId: number;
  code: ErrorCode;
  paths: readonly string[];
}

export interface RepairFacts {
  kind: DocumentKind;
  /** What was refused; `all`: this document may not be written any more, or has another history. */
  refused: readonly RefusedPush[] | 'all';
  reason: ErrorCode;
  at: number;
  /** The tab that repairs: what is written anew is its to push. */
  tab: string;
  roleThen: DocumentAccess['role'];
  /** The role the person has now, and since when. */
  became: { role: DocumentAccess['role']; at: number } | null;
}

export interface RepairedRows {
  /** Rows that wait no longer, or are replaced. */
  removed: PendingRow[];
  added: Omit<PendingRow, 'n'>[];
  kept: KeptRow | null;
  homes: Rehomed<PendingRow>['homes'] | null;
}

/** What a repair does to the rows of a document. Pure but for the ids it draws. */
export function repairRows(
  meta: DocumentMeta,
  confirmed: readonly Uint8Array[],
  pending: readonly PendingRow[],
  kept: readonly KeptRow[],
  facts: RepairFacts,
): RepairedRows {
  const { refused } = facts;
  const isRefused = (row: PendingRow): RefusedPush | undefined =>
    refused === 'all'
      ? undefined
      : refused.find(({ n, clientId }) => n === row.n && clientId === row.clientId);
  const fateOf = (row: PendingRow): Fate => {
    if (refused === 'all') return 'refused';
    const code = isRefused(row)?.code;
    return code === undefined ? 'remains' : code === 'CLIENT_ID_REUSED' ? 'reused' : 'refused';
  };
  const rehomed = rehome(confirmed, pending, fateOf, uint32);
  // What remains when all is refused is confirmed already.
  const waiting = refused === 'all' ? [] : rehomed.remaining;
  const unmoved = new Set(waiting.filter(({ moved }) => !moved).map(({ edit }) => edit));
  const result: RepairedRows = {
    removed: pending.filter((row) => !unmoved.has(row)),
    added: waiting
      .filter(({ moved }) => moved)
      .map(({ edit: { n: _, ...row }, update }) => ({
        ...row,
        tab: facts.tab,
        clientId: rehomed.clientId,
        update,
        original: row.original ?? row.update,
      })),
    kept: rehomed.lost.length === 0 ? null : keptRow(meta, confirmed, rehomed, kept, facts),
    // Another history has nothing of the old one.
    homes: refused === 'all' ? null : rehomed.homes,
  };
  if (result.kept !== null && refused !== 'all') {
    const paths = rehomed.lost.flatMap((row) => [...(isRefused(row)?.paths ?? [])]);
    if (paths.length > 0) result.kept.paths = [...new Set([...(result.kept.paths ?? []), ...paths])];
  }
  rehomed.before.destroy();
  return result;
}

function keptRow(
  { document, epoch }: DocumentMeta,
  confirmed: readonly Uint8Array[],
  { lost, remaining, erased, again, before }: Rehomed<PendingRow>,
  known: readonly KeptRow[],
  { kind, reason, at, roleThen, became }: RepairFacts,
): KeptRow | null {
  const base = [...confirmed, ...remaining.filter(({ moved }) => !moved).map(({ update }) => update)];
  const refused = [...lost.map((row) => row.update), encodeUpdate([], erased)];
  const text = describeRefused(kind, base, refused);
  // What somebody who could never write emitted without a word was no edit of theirs.
  if (text === '' && roleThen === null) return null;
  const [first] = lost;
  const tried = lost.length === 1 ? first!.kept : undefined;
  const row: KeptRow = {
    id: tried ?? newId(at),
    document,
    at,
    reason,
    text,
    roleThen,
    update: lost.map(({ original, update }) => original ?? update),
    change: { tab: first!.tab, change: first!.change },
  };
  if (became !== null) row.became = became;
  const place = placeOf(before, refused);
  if (place !== null) row.place = place;
  if (again !== null && epoch !== null && reason !== 'EPOCH' && again.update.byteLength <= MAX_UPDATE_BYTES)
    row.again = { epoch, ...again };
  return tried === undefined
    ? joined(row, known, (update) => ({
        text: describeRefused(kind, base, update),
        again: asOneEdit(confirmed, update, uint32()),
      }))
    : row;
}

/** Letters of one word, refused one after the other, are one kept edit. */
function joined(
  row: KeptRow,
  known: readonly KeptRow[],
  read: (updates: readonly Uint8Array[]) => { text: string; again: Rehomed<PendingRow>['again'] },
): KeptRow {
  const earlier = known.find(
    ({ document, reason, change }) =>
      document === row.document &&
      reason === row.reason &&
      change?.tab === row.change?.tab &&
      change?.change === row.change?.change,
  );
  if (earlier === undefined) return row;
  const update = [...earlier.update, ...row.update];
  const { text, again } = read(update);
  const joint: KeptRow = { ...row, id: earlier.id, at: earlier.at, update, text };
  if (earlier.place !== undefined) joint.place = earlier.place;
  delete joint.again;
  if (again !== null && row.again !== undefined) joint.again = { epoch: row.again.epoch, ...again };
  return joint;
}
