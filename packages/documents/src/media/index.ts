import { defineDocument } from '../define-document.ts';
import { checkRoots } from '../records.ts';
import { MEDIA_MIGRATIONS } from './migrations.ts';
import { readMedia } from './reads.ts';
import { MEDIA_RULES } from './rules.ts';
import { MEDIA_ROOTS } from './schema.ts';

export const media = defineDocument({
  kind: 'media',
  scope: 'project',
  named: false,
  schemaVersion: 1,
  read: 'viewer',
  write: 'editor',
  opensWithProject: true,
  roots: MEDIA_ROOTS,
  rules: MEDIA_RULES,
  migrations: MEDIA_MIGRATIONS,
  // No video is there yet.
  seed: () => null,
  check: (doc) => checkRoots(doc, MEDIA_ROOTS),
  toText: (doc) =>
    readMedia(doc)
      .videos.map(({ title }) => title)
      .filter((title) => title !== '')
      .join('\n'),
});
