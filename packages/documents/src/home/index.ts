import { defineDocument } from '../define-document.ts';
import { checkRoots } from '../records.ts';
import { HOME_MIGRATIONS } from './migrations.ts';
import { readHome } from './reads.ts';
import { HOME_RULES } from './rules.ts';
import { HOME_ROOTS } from './schema.ts';

export * from './inbox.ts';
export * from './link.ts';
export * from './reads.ts';
export * from './unread.ts';
export {
  INBOX_SIZE,
  MAIL_FREQUENCIES,
  NEWS_MS,
  NOTIFICATION_LIMITS,
  NOTIFICATION_TYPES,
  PLACE_TYPES,
  type Follow,
  type MailFrequency,
  type NotificationType,
  type PlaceType,
  type Reading,
  type SubjectType,
} from './schema.ts';
export * from './writes.ts';

export const home = defineDocument({
  kind: 'home',
  scope: 'user',
  named: false,
  schemaVersion: 1,
  read: 'self',
  write: 'self',
  opensWithProject: false,
  roots: HOME_ROOTS,
  rules: HOME_RULES,
  migrations: HOME_MIGRATIONS,
  // Filled from SQL through writeHome, never seeded: a seed would be a second truth.
  seed: () => null,
  check: (doc) => checkRoots(doc, HOME_ROOTS),
  toText: (doc) =>
    readHome(doc)
      .projects.map(({ name }) => name)
      .join('\n'),
});
