import { defineDocument } from '../define-document.ts';
import { checkRoots } from '../records.ts';
import { TALK_MIGRATIONS } from './migrations.ts';
import { readTalk } from './reads.ts';
import { TALK_RULES } from './rules.ts';
import { TALK_ROOTS } from './schema.ts';
import { talkText } from './words.ts';

export * from './anchors.ts';
export * from './notes-in.ts';
export { peopleIn, type Said } from './people-in.ts';
export * from './reads.ts';
export { emojiSchema, SURVEY, TALK_LIMITS, VERDICTS } from './schema.ts';
export type { Anchor, Verdict } from './schema.ts';
export * from './writes.ts';

export const talk = defineDocument({
  kind: 'talk',
  scope: 'project',
  named: false,
  schemaVersion: 1,
  read: 'viewer',
  write: 'reviewer',
  opensWithProject: true,
  roots: TALK_ROOTS,
  rules: TALK_RULES,
  migrations: TALK_MIGRATIONS,
  // Nobody has said anything yet.
  seed: () => null,
  check: (doc) => checkRoots(doc, TALK_ROOTS),
  toText: (doc) => talkText(readTalk(doc)),
});
