import { defineDocument } from '../define-document.ts';
import { feedbackText } from '../feedback/words.ts';
import { fileHashes } from '../file.ts';
import { listedVideos } from '../media/listed.ts';
import { checkRoots } from '../records.ts';
import { REVIEW_MIGRATIONS } from './migrations.ts';
import { readReview } from './reads.ts';
import { REVIEW_RULES } from './rules.ts';
import { REVIEW_FILES, REVIEW_ROOTS } from './schema.ts';

export const review = defineDocument({
  kind: 'review',
  scope: 'project',
  named: true,
  listedIn: listedVideos,
  schemaVersion: 1,
  read: 'viewer',
  write: 'reviewer',
  opensWithProject: false,
  roots: REVIEW_ROOTS,
  rules: REVIEW_RULES,
  migrations: REVIEW_MIGRATIONS,
  // Nobody has shown anything yet.
  seed: () => null,
  check: (doc) => checkRoots(doc, REVIEW_ROOTS),
  files: (doc) => fileHashes(doc, REVIEW_FILES),
  toText: (doc) => feedbackText(readReview(doc)),
});
