import { defineDocument } from '../define-document.ts';
import { checkRoots } from '../records.ts';
import { BOARD_MIGRATIONS } from './migrations.ts';
import { readBoard } from './reads.ts';
import { BOARD_RULES } from './rules.ts';
import { BOARD_ROOTS } from './schema.ts';
import { seedBoard } from './seed.ts';
import { boardFiles } from './takes.ts';

export * from './duration.ts';
export { isPattern, NUMBERINGS } from './numbering.ts';
export * from './reads.ts';
export { lockNumbers, setAspect, setNumbering, setShotNumber, unlockNumbers } from './setting-writes.ts';
export { ratioOf, readBoardSettings } from './settings.ts';
export type { BoardSettings } from './settings.ts';
export {
  BOARD_ASPECTS,
  NUMBER_LIMITS,
  SHOT_ANGLES,
  SHOT_LIMITS,
  SHOT_MOVEMENTS,
  SHOT_SIZES,
  SHOT_STATUSES,
  SHOT_TEXTS,
  TAKE_LAYERS,
  TAKE_NOTE_LENGTH,
} from './schema.ts';
export type {
  BoardAspect,
  ShotAngle,
  ShotMovement,
  ShotSize,
  ShotStatus,
  ShotText,
  TakeLayer,
} from './schema.ts';
export { framesOf, lengthOf, segmentAt, segmentsOf, USUAL_SECONDS } from './segments.ts';
export type { Segment } from './segments.ts';
export { sourceState, titleOf } from './source.ts';
export type { ShotSource, SourceState } from './source.ts';
export { addShotOfWords, forgetSource, leaveSource, takeOverSource } from './source-writes.ts';
export { addTake, deleteTakes, makeTake, restoreTakes, setTakeNote, showTake } from './take-writes.ts';
export type { NewTake } from './take-writes.ts';
export { NO_TAKES, readTakes, shownTake } from './takes.ts';
export type { ShotTakes, Take, TakeStack } from './takes.ts';
export {
  addShot,
  deleteShots,
  duplicateShots,
  moveShots,
  restoreShots,
  setShots,
  setShotText,
} from './writes.ts';
export type { NewShot, ShotChange } from './writes.ts';

export const board = defineDocument({
  kind: 'board',
  scope: 'project',
  named: false,
  schemaVersion: 1,
  read: 'viewer',
  write: 'editor',
  opensWithProject: true,
  roots: BOARD_ROOTS,
  rules: BOARD_RULES,
  migrations: BOARD_MIGRATIONS,
  seed: seedBoard,
  files: boardFiles,
  check: (doc) => checkRoots(doc, BOARD_ROOTS),
  toText: (doc) =>
    // Without the plan the stages' order is unknown: shots of one stage stand together all the same.
    readBoard(doc, [])
      .shots.toSorted((a, b) => (a.place.stage < b.place.stage ? -1 : a.place.stage > b.place.stage ? 1 : 0))
      .map(({ title, action, dialogue, notes }) =>
        [title, action, dialogue, notes].filter(Boolean).join('\n'),
      )
      .filter((text) => text !== '')
      .join('\n\n'),
});
