import { compareInStage, type Shot } from '@clapper/documents';
import type { BoardRead } from './board-store.ts';

/** What this person is at, when somebody else deletes it. */
export interface Hand {
  me: string;
  /** They write in it, drag it or look at its pictures: it is not taken out of their hands. */
  grips(id: string): boolean;
  /** They have it before them: also when they have let go, until they turn to another. */
  holds(id: string): boolean;
  /** These have just been taken from before their eyes, or are about to be, when they let go. */
  told(shots: readonly Shot[]): void;
}

/** Shots that others have deleted and that stay on this screen meanwhile. */
export type Held = ReadonlySet<string>;

export const NOTHING_HELD: Held = new Set();

/** `before` is the board that they saw when they were at it. */
export function heldOf(
  board: BoardRead,
  before: BoardRead,
  held: Held,
  { me, grips, holds }: Pick<Hand, 'me' | 'grips' | 'holds'>,
): { held: Held; taken: readonly Shot[] } {
  const ids = new Set<string>();
  const taken: Shot[] = [];
  for (const shot of board.deleted) {
    const { id, deleted } = shot;
    if (deleted?.by === me) continue;
    const [grip, hold] = [grips(id), holds(id)];
    const now = before.byId.get(id)?.deleted === null;
    if (now && (grip || hold)) taken.push(shot);
    if (now ? grip : held.has(id) && (grip || hold)) ids.add(id);
  }
  return { held: ids.size === 0 ? NOTHING_HELD : ids, taken };
}

/** The board with them where they stood; each still says that it is deleted. */
export function withHeld(board: BoardRead, held: Held): BoardRead {
  if (held.size === 0) return board;
  const shots = [...board.shots];
  for (const shot of board.deleted.filter(({ id }) => held.has(id))) {
    const { stage } = shot.place;
    const next = shots.findIndex((other) => other.place.stage === stage && compareInStage(other, shot) > 0);
    const last = shots.findLastIndex((other) => other.place.stage === stage);
    shots.splice(next >= 0 ? next : last >= 0 ? last + 1 : shots.length, 0, shot);
  }
  return { ...board, shots, deleted: board.deleted.filter(({ id }) => !held.has(id)) };
}
