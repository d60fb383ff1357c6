import type * as Y from 'yjs';
import type { Act } from '../../act.ts';
import type { Shot } from '../reads.ts';
import { SHOT_TEXTS } from '../schema.ts';
import { addShot, deleteShots, restoreShots, setShots, setShotText } from '../writes.ts';
import type { ProposedFields, ShotProposal } from './proposal.ts';

/** What importing a proposed shot would do, for the list that is shown before. `key`: its place in the file. */
export type ShotRow =
  | { what: 'new'; key: number; shot: ShotProposal; stage: string }
  | { what: 'changed'; key: number; shot: ShotProposal; id: string; fields: (keyof ProposedFields)[] }
  | { what: 'same'; key: number; shot: ShotProposal; id: string };

export type ChangingShotRow = Exclude<ShotRow, { what: 'same' }>;

/** Characters in one transaction, each of up to three bytes: a device sends no larger update than 1 MiB. */
const AT_ONCE = 200_000;
/** Of a record besides what it says. */
const RECORD = 2_000;

/**
 * Tells which shots are here already: by the id they were exported with, else by their title, the second of a name being the
 * second here. A stage is known by its name; where a file names none, new shots go where those before them went.
 */
export function planShots(
  shots: readonly ShotProposal[],
  here: readonly Shot[],
  stages: readonly { id: string; names: readonly string[] }[],
): ShotRow[] {
  const byId = new Map(here.map((shot) => [shot.id, shot]));
  const byTitle = new Map<string, Shot[]>();
  const listed = new Set(shots.map(({ id }) => id));
  for (const shot of here) {
    if (listed.has(shot.id) || shot.title.trim() === '') continue;
    const same = byTitle.get(nameOf(shot.title));
    if (same === undefined) byTitle.set(nameOf(shot.title), [shot]);
    else same.push(shot);
  }
  let stage = stages[0]?.id ?? '';
  return shots.map((shot, key): ShotRow => {
    stage = stages.find(({ names }) => names.some((name) => sameName(name, shot.stage)))?.id ?? stage;
    const known =
      (shot.id === null ? undefined : byId.get(shot.id)) ??
      byTitle.get(nameOf(shot.fields.title ?? ''))?.shift();
    if (known === undefined) return { what: 'new', key, shot, stage };
    stage = known.place.stage;
    const fields = (Object.keys(shot.fields) as (keyof ProposedFields)[]).filter(
      (field) => known[field] !== shot.fields[field],
    );
    if (fields.length === 0) return { what: 'same', key, shot, id: known.id };
    return { what: 'changed', key, shot, id: known.id, fields };
  });
}

const nameOf = (title: string): string => title.normalize('NFC').replaceAll(/\s+/g, ' ').trim().toLowerCase();
const sameName = (name: string, stage: string | null): boolean =>
  stage !== null && name !== '' && nameOf(name) === nameOf(stage);

/**
 * Does what the chosen rows say, by typed writes. New shots are made as deleted ones under an origin of their own, and
 * restored under `origin`: undoing an import leaves no half records behind.
 */
export function importShots(
  doc: Y.Doc,
  rows: readonly ChangingShotRow[],
  act: Act,
  origin: unknown,
  createOrigin: unknown,
): string[] {
  const made: string[] = [];
  for (const some of inPieces(rows)) {
    const ids: string[] = [];
    doc.transact(() => {
      for (const row of some) {
        if (row.what !== 'new') continue;
        const at = { stage: row.stage, before: null, fields: row.shot.fields };
        ids.push(addShot(doc, { ...at, ...act }, createOrigin));
      }
      deleteShots(doc, ids, act, createOrigin);
    }, createOrigin);
    doc.transact(() => {
      restoreShots(doc, ids, origin);
      for (const row of some) if (row.what === 'changed') change(doc, row, origin);
    }, origin);
    made.push(...ids);
  }
  return made;
}

function change(
  doc: Y.Doc,
  { id, shot, fields }: Extract<ShotRow, { what: 'changed' }>,
  origin: unknown,
): void {
  const { title, action, dialogue, notes, ...values } = shot.fields;
  const texts = { title, action, dialogue, notes };
  for (const field of SHOT_TEXTS) {
    const text = texts[field];
    if (text !== undefined && fields.includes(field)) setShotText(doc, id, field, text, origin);
  }
  const changed = Object.fromEntries(
    Object.entries(values).filter(([field]) => fields.includes(field as 'size')),
  );
  setShots(doc, [id], changed, origin);
}

function inPieces(rows: readonly ChangingShotRow[]): ChangingShotRow[][] {
  const pieces: ChangingShotRow[][] = [];
  let size = Infinity;
  for (const row of rows) {
    const own = RECORD + JSON.stringify(row.shot).length;
    size += own;
    if (size > AT_ONCE) {
      pieces.push([]);
      size = own;
    }
    pieces.at(-1)!.push(row);
  }
  return pieces;
}
