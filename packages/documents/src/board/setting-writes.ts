import { safeParse } from 'zod';
import type * as Y from 'yjs';
import type { Act } from '../act.ts';
import { rootMap, setDifferent } from '../records.ts';
import { fieldMust, invalidField, recordMust } from '../write-checks.ts';
import { readBoard, type Shot } from './reads.ts';
import { BOARD_SETTINGS, SHOT_FIELDS, type BoardAspect } from './schema.ts';
import { readBoardSettings, type BoardSettings } from './settings.ts';

/** Pictures keep their own shape: they are shown within the new one. */
export function setAspect(doc: Y.Doc, aspect: BoardAspect, origin: unknown): void {
  write(doc, { aspect: fieldMust('aspect', BOARD_SETTINGS.aspect.schema, aspect) }, origin);
}

/** A pattern such as `{n}`, `{s}{a}` or `SC{s:2}_{i:2}`. */
export function setNumbering(doc: Y.Doc, pattern: string, origin: unknown): void {
  write(doc, { numbering: fieldMust('numbering', BOARD_SETTINGS.numbering.schema, pattern) }, origin);
}

/** From now on every shot keeps the number it has: what comes between gets one of its own, what goes leaves a gap. */
export function lockNumbers(
  doc: Y.Doc,
  stages: readonly { id: string }[],
  { by, at }: Act,
  origin: unknown,
): void {
  if (readBoardSettings(doc).locked !== null) return;
  const numbers = Object.fromEntries(readBoard(doc, stages).shots.map(({ id, number }) => [id, number]));
  write(doc, { locked: fieldMust('locked', BOARD_SETTINGS.locked.schema, { by, at, numbers }) }, origin);
}

/** Shots are numbered anew; numbers given by hand stay. */
export function unlockNumbers(doc: Y.Doc, origin: unknown): void {
  if (readBoardSettings(doc).locked !== null) write(doc, { locked: null }, origin);
}

/** A number by hand, which no other shot may bear; null: as the board numbers. */
export function setShotNumber(
  doc: Y.Doc,
  id: string,
  number: string | null,
  stages: readonly { id: string }[],
  origin: unknown,
): void {
  const shot = recordMust(doc, 'shots', id);
  const value = number === null ? null : { number, lock: null };
  const fixed = fieldMust('fixed', SHOT_FIELDS.fixed.schema, value);
  const { shots, deleted } = readBoard(doc, stages);
  // A number that only follows from the order makes room for one that somebody chose.
  const locked = readBoardSettings(doc).locked !== null;
  const bears = (other: Shot) => other.number === number && (locked || other.fixed !== null);
  if (fixed !== null && [...shots, ...deleted].some((other) => other.id !== id && bears(other)))
    throw invalidField('fixed', 'taken');
  if (fixed === null && shot.get('fixed') == null) return;
  doc.transact(() => setDifferent(shot, { fixed }), origin);
}

/** Shots made while numbers are locked keep what they are called now, whatever comes between later. */
export function keepNumbers(doc: Y.Doc, ids: readonly string[], origin: unknown): void {
  const { locked } = readBoardSettings(doc);
  if (locked === null) return;
  const { shots } = readBoard(doc, []);
  const numbered = (stage: string) =>
    shots.some((shot) => shot.place.stage === stage && !ids.includes(shot.id));
  doc.transact(() => {
    for (const { id, number, place } of shots) {
      // In a stage of its own its number depends on the stages in front, which only the plan knows.
      if (!ids.includes(id) || !numbered(place.stage)) continue;
      const parsed = safeParse(SHOT_FIELDS.fixed.schema, { number, lock: locked.at });
      if (parsed.success) recordMust(doc, 'shots', id).set('fixed', parsed.data);
    }
  }, origin);
}

function write(doc: Y.Doc, values: Partial<BoardSettings>, origin: unknown): void {
  const before = readBoardSettings(doc);
  const changed = Object.entries(values).filter(
    ([key, value]) => before[key as keyof BoardSettings] !== value,
  );
  if (changed.length === 0) return;
  const root = rootMap(doc, 'settings');
  if (root === null) throw invalidField('settings', 'unreadable');
  doc.transact(() => setDifferent(root, Object.fromEntries(changed)), origin);
}
