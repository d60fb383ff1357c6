import {
  addShot,
  deleteShots,
  deleteTakes,
  duplicateShots,
  lockNumbers,
  makeTake,
  moveShots,
  readBoard,
  restoreShots,
  restoreTakes,
  setAspect,
  setNumbering,
  setShotNumber,
  setShots,
  setTakeNote,
  showTake,
  unlockNumbers,
  type Act,
  type BoardAspect,
  type NewShot,
  type NewTake,
  type Shot,
  type ShotChange,
  type TakeLayer,
} from '@clapper/documents';
import type * as Y from 'yjs';
import type { RecordUndo } from '../../../app/record-undo.ts';
import type { Spot } from './nudge.ts';
import { BOARD_ORIGIN, CREATE_ORIGIN } from './undo.ts';

/** Everything the page does to shots; each call is one step of undo, and none without the right to write. */
export interface BoardActions {
  /** Returns the new shot's id, or null when one may not write. */
  add(at: Spot, fields?: NewShot['fields']): string | null;
  addMany(at: Spot, shots: readonly NonNullable<NewShot['fields']>[]): string[];
  duplicate(ids: readonly string[]): string[];
  remove(ids: readonly string[]): void;
  restore(ids: readonly string[]): void;
  set(ids: readonly string[], change: ShotChange): void;
  move(ids: readonly string[], to: Spot): void;
  /** Each on top of its stack, where it is the one that is shown; those without a shot on new ones at the end. */
  addTakes(takes: readonly PlacedTake[]): void;
  showTake(shot: string, layer: TakeLayer, take: string): void;
  noteTake(take: string, note: string): void;
  removeTake(take: string): void;
  restoreTake(take: string): void;
  setAspect(aspect: BoardAspect): void;
  /** A pattern, which was asked whether it is one. */
  setNumbering(pattern: string): void;
  lockNumbers(): void;
  unlockNumbers(): void;
  /** By hand; null: as the board numbers. One that no other shot bears. */
  setNumber(shot: string, number: string | null): void;
  /** Several writes as one step. */
  together(write: () => void): void;
}

export type PlacedTake = Pick<NewTake, 'layer' | 'picture'> & { shot: string | null };

interface ActionsOptions {
  doc: Y.Doc;
  undo: RecordUndo;
  writable: boolean;
  user: string;
  now: () => number;
  stages: () => readonly { id: string }[];
}

export function boardActions({ doc, undo, writable, user, now, stages }: ActionsOptions): BoardActions {
  const act = (): Act => ({ by: user, at: now() });
  const step = (write: () => void) => {
    if (writable) undo.step(() => doc.transact(write, BOARD_ORIGIN));
  };
  /** Made as a deleted shot, then restored as a step: see `CREATE_ORIGIN`. */
  const create = (make: () => string[]): string[] => {
    if (!writable) return [];
    let ids: string[] = [];
    doc.transact(() => {
      ids = make();
      deleteShots(doc, ids, act(), CREATE_ORIGIN);
    }, CREATE_ORIGIN);
    undo.step(() => restoreShots(doc, ids, BOARD_ORIGIN));
    return ids;
  };
  const stageAtEnd = (): string =>
    readBoard(doc, stages()).shots.at(-1)?.place.stage ?? stages()[0]?.id ?? '';
  const addMany = ({ stage, before }: Spot, shots: readonly NonNullable<NewShot['fields']>[]) =>
    create(() => shots.map((fields) => addShot(doc, { stage, before, ...act(), fields }, CREATE_ORIGIN)));
  return {
    add: (at, fields = {}) => addMany(at, [fields])[0] ?? null,
    addMany,
    duplicate: (ids) => create(() => duplicateShots(doc, ids, act(), CREATE_ORIGIN)),
    remove: (ids) => step(() => deleteShots(doc, ids, act(), BOARD_ORIGIN)),
    restore: (ids) => step(() => restoreShots(doc, ids, BOARD_ORIGIN)),
    set: (ids, change) => step(() => setShots(doc, ids, change, BOARD_ORIGIN)),
    move: (ids, to) => step(() => moveShots(doc, ids, to, stages(), BOARD_ORIGIN)),
    addTakes(takes) {
      if (!writable) return;
      const made: string[] = [];
      const added: { id: string; shot: string; layer: TakeLayer }[] = [];
      // Made as deleted ones: undoing it keeps what others said of them.
      doc.transact(() => {
        const { by, at } = act();
        const stage = stageAtEnd();
        for (const [index, { shot, ...take }] of takes.entries()) {
          const on = shot ?? addShot(doc, { stage, before: null, by, at }, CREATE_ORIGIN);
          if (shot === null) made.push(on);
          // One after the other, also where several go onto one shot.
          const id = makeTake(doc, { ...take, shot: on, by, at: at + index }, CREATE_ORIGIN);
          added.push({ id, shot: on, layer: take.layer });
        }
        deleteShots(doc, made, act(), CREATE_ORIGIN);
        const ids = added.map(({ id }) => id);
        deleteTakes(doc, ids, act(), CREATE_ORIGIN);
      }, CREATE_ORIGIN);
      const uppermost = new Map(added.map((take) => [`${take.shot} ${take.layer}`, take]));
      step(() => {
        restoreShots(doc, made, BOARD_ORIGIN);
        const ids = added.map(({ id }) => id);
        restoreTakes(doc, ids, BOARD_ORIGIN);
        for (const { id, shot, layer } of uppermost.values()) showTake(doc, shot, layer, id, BOARD_ORIGIN);
      });
    },
    showTake: (shot, layer, take) => step(() => showTake(doc, shot, layer, take, BOARD_ORIGIN)),
    noteTake: (take, note) => step(() => setTakeNote(doc, take, note, BOARD_ORIGIN)),
    removeTake: (take) => step(() => deleteTakes(doc, [take], act(), BOARD_ORIGIN)),
    restoreTake: (take) => step(() => restoreTakes(doc, [take], BOARD_ORIGIN)),
    setAspect: (aspect) => step(() => setAspect(doc, aspect, BOARD_ORIGIN)),
    setNumbering: (pattern) => step(() => setNumbering(doc, pattern, BOARD_ORIGIN)),
    lockNumbers: () => step(() => lockNumbers(doc, stages(), act(), BOARD_ORIGIN)),
    unlockNumbers: () => step(() => unlockNumbers(doc, BOARD_ORIGIN)),
    setNumber: (shot, number) => step(() => setShotNumber(doc, shot, number, stages(), BOARD_ORIGIN)),
    together: step,
  };
}

/** Where a new shot goes: beside a shot, or at the end of a stage. */
export function spotBeside(shots: readonly Shot[], id: string, side: 'before' | 'after'): Spot | null {
  const index = shots.findIndex((shot) => shot.id === id);
  const shot = shots[index];
  if (shot === undefined) return null;
  const { stage } = shot.place;
  if (side === 'before') return { stage, before: id };
  const next = shots[index + 1];
  return { stage, before: next?.place.stage === stage ? next.id : null };
}
