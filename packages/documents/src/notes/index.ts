import { defineDocument } from '../define-document.ts';
import { FEEDBACK_FILES } from '../feedback/schema.ts';
import { feedbackText } from '../feedback/words.ts';
import { fileHashes } from '../file.ts';
import { listedVideos } from '../media/listed.ts';
import { checkRoots } from '../records.ts';
import { NOTES_MIGRATIONS } from './migrations.ts';
import { readInternalNotes } from './reads.ts';
import { NOTES_RULES } from './rules.ts';
import { NOTES_ROOTS } from './schema.ts';

export const notes = defineDocument({
  kind: 'notes',
  scope: 'project',
  named: true,
  listedIn: listedVideos,
  schemaVersion: 1,
  read: 'editor',
  write: 'editor',
  opensWithProject: false,
  roots: NOTES_ROOTS,
  rules: NOTES_RULES,
  migrations: NOTES_MIGRATIONS,
  // Nobody has noted anything yet.
  seed: () => null,
  check: (doc) => checkRoots(doc, NOTES_ROOTS),
  files: (doc) => fileHashes(doc, FEEDBACK_FILES),
  toText: (doc) => feedbackText(readInternalNotes(doc)),
});
