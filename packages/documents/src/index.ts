export type { Act } from './act.ts';
export type * from './define-document.ts';
export { defineDocument } from './define-document.ts';
export { EVENT_SOURCES } from './events.ts';
export * from './events/domain-event.ts';
export { eventsOf, named, type EventSource, type Happening } from './events/event-source.ts';
export type * from './fields.ts';
export * from './file.ts';
export { HISTORIES } from './histories.ts';
export * from './history/index.ts';
export * from './inspect/index.ts';
export { migrate, type Migration } from './migrate.ts';
export {
  documentAccess,
  guestAccess,
  KINDS,
  kindOf,
  mayCreate,
  projectDocuments,
  type KindName,
} from './registry.ts';
export { percentOf, progressOf, type Progress, type Work } from './progress.ts';
export { readStageWork } from './plan/stage-work.ts';
export type * from './rules.ts';
export { plainRange, rangePositions, type PlainRange, type TextRange } from './text-range.ts';
export { textChange, writeText, type TextChange } from './text.ts';
export { parseVoteKey, voteKey, type Vote, type VoteAddress } from './votes.ts';

export * from './board/index.ts';
export * from './calendar/index.ts';
export * from './drawing/index.ts';
export { fillDemoCalendar } from './demo/calendar.ts';
export { demoProject, fillDemo, type FillDemo } from './demo/index.ts';
export * from './feed/index.ts';
export * from './home/index.ts';
export * from './info/index.ts';
export * from './plan/index.ts';
export * from './talk/index.ts';
