import { safeParse } from 'zod';
import type * as Y from 'yjs';
import { writeText } from '../text.ts';
import { recordMust } from '../write-checks.ts';
import { setDifferent } from '../records.ts';
import { addShot, type NewShot } from './writes.ts';
import { shotText } from './reads.ts';
import { SHOT_FIELDS, SHOT_LIMITS } from './schema.ts';
import { sourceOf, sourceState, titleOf, type ShotSource } from './source.ts';
import { shortened, type PlainRange } from '../text-range.ts';

export interface ShotOfWords extends Omit<NewShot, 'fields'> {
  range: PlainRange;
}

/** Makes a shot of words of its stage's page and returns its id; null when no words stand there. */
export function addShotOfWords(
  board: Y.Doc,
  plan: Y.Doc,
  { range, ...shot }: ShotOfWords,
  origin: unknown,
): string | null {
  const found = sourceOf(plan, shot.stage, range);
  if (found === null) return null;
  const { source, words } = found;
  const fields = { title: titleOf(words), action: shortened(words, SHOT_LIMITS.action), source };
  return addShot(board, { ...shot, fields }, origin);
}

/**
 * Makes a shot say what its words say now: its action, and its title where nobody gave it another one. Its
 * source is then as it is now.
 */
export function takeOverSource(board: Y.Doc, plan: Y.Doc, id: string, origin: unknown): void {
  withSource(board, plan, id, origin, ({ words }, was) => {
    const [title, action] = [shotText(board, id, 'title'), shotText(board, id, 'action')];
    if (title?.toJSON() === titleOf(was.quote)) writeText(title, titleOf(words));
    if (action !== null) writeText(action, shortened(words, SHOT_LIMITS.action));
  });
}

/** Leaves a shot as it is although its words changed: they are looked at as they are now from here on. */
export function leaveSource(board: Y.Doc, plan: Y.Doc, id: string, origin: unknown): void {
  withSource(board, plan, id, origin, () => undefined);
}

/** Cuts a shot off from the plan: what it says is its own. */
export function forgetSource(board: Y.Doc, id: string, origin: unknown): void {
  const shot = recordMust(board, 'shots', id);
  if (shot.get('source') == null) return;
  board.transact(() => shot.set('source', null), origin);
}

function withSource(
  board: Y.Doc,
  plan: Y.Doc,
  id: string,
  origin: unknown,
  write: (now: { words: string }, was: ShotSource) => void,
): void {
  const shot = recordMust(board, 'shots', id);
  const was = safeParse(SHOT_FIELDS.source.schema, shot.get('source')).data ?? null;
  if (was === null) return;
  const found = sourceState(plan, was);
  const now = found.state === 'removed' ? null : sourceOf(plan, was.stage, found.range);
  if (now === null) return;
  board.transact(() => {
    write(now, was);
    setDifferent(shot, { source: now.source });
  }, origin);
}
