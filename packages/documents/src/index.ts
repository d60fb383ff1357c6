export type { Act } from './act.ts';
export type * from './define-document.ts';
export { defineDocument } from './define-document.ts';
export type * from './fields.ts';
export { HISTORIES } from './histories.ts';
export * from './history/index.ts';
export * from './inspect/index.ts';
export { migrate, type Migration } from './migrate.ts';
export { documentAccess, KINDS, kindOf, projectDocuments, type KindName } from './registry.ts';
export type * from './rules.ts';
export { textChange, writeText, type TextChange } from './text.ts';
export { parseVoteKey, voteKey, type Vote, type VoteAddress } from './votes.ts';

export * from './board/index.ts';
export { demoProject, fillDemo, type FillDemo } from './demo/index.ts';
export * from './home/index.ts';
export * from './info/index.ts';
export * from './plan/index.ts';
export * from './talk/index.ts';
