/** A video under review: `@clapper/documents/review`. Its list, its cuts, what is said of them, and what editors keep to themselves. */
export * from './feedback/reads.ts';
export {
  NOTE_LIMITS,
  NOTE_PRIORITIES,
  NOTE_STATUSES,
  videoPlaceSchema,
  type NotePriority,
  type NoteStatus,
  type VideoPlace,
} from './feedback/schema.ts';
export * from './feedback/writes.ts';
export * from './media/reads.ts';
export { VIDEO_LIMITS } from './media/schema.ts';
export * from './media/writes.ts';
export * from './notes/reads.ts';
export * from './review/approval.ts';
export * from './review/due.ts';
export * from './review/markers.ts';
export * from './review/note-list.ts';
export * from './review/notes-in-cut.ts';
export * from './review/open-notes.ts';
export * from './review/reads.ts';
export { CUT_LIMITS, type CutMeasures, type CutMedia } from './review/schema.ts';
export * from './review/writes.ts';
