import type { Mutant } from './mutant.ts';

const byStorage = 'server/src/storage/sqlite/sqlite.test.ts';
const storageFile = 'server/src/storage/sqlite/activity.ts';
const documentsFile = 'server/src/storage/sqlite/documents.ts';

/** SPEC part AC, and what ST says of activity. */
export const activity: Mutant[] = [
  {
    rule: 'AC1',
    fault: 'edits are stored and not told',
    by: 'test/protocol/activity.test.ts',
    file: 'server/src/sync/write-group.ts',
    from: '    const activity = this.#telling?.rows ?? [];',
    to: '    const activity = this.#telling?.rows.slice(1) ?? [];',
  },
  {
    rule: 'AC2',
    fault: 'replies that name different people are told as one',
    by: 'server/src/activity/bursts.test.ts',
    file: 'server/src/activity/burst-of.ts',
    from: 'event.detail.to, ...event.detail.mentions.toSorted()]',
    to: 'event.detail.to]',
  },
  {
    rule: 'AC3',
    fault: 'an edit that cannot be read as an event fails',
    by: 'server/src/activity/document-activity.test.ts',
    file: 'server/src/activity/document-activity.ts',
    from: '      return otherwise;',
    to: '      throw error;',
  },
  {
    rule: 'AC4',
    fault: 'what could not be told is not told again',
    by: 'server/src/activity/teller.test.ts',
    file: 'server/src/activity/teller.ts',
    from: '      waiting = true;\n      retryAt = now() + RETRY_MS;',
    to: '      retryAt = now() + RETRY_MS;',
  },
  {
    rule: 'ST120',
    fault: 'activity is written for a document that has another history',
    by: byStorage,
    file: documentsFile,
    from: "    if (at.epoch !== epoch) return { ok: false, document, code: 'EPOCH' };",
    to: "    if (activity !== undefined) addActivity(db, activity);\n    if (at.epoch !== epoch) return { ok: false, document, code: 'EPOCH' };",
  },
  {
    rule: 'ST121',
    fault: 'a count that comes late counts down',
    by: byStorage,
    file: storageFile,
    from: 'lt(activity.count, count)',
    to: 'lt(activity.at, Infinity)',
  },
  {
    rule: 'ST122',
    fault: 'of two at the same moment the next page leaves one out',
    by: byStorage,
    file: storageFile,
    from: 'and(eq(activity.until, after.until), lt(activity.id, after.id)),',
    to: 'and(eq(activity.until, after.until), eq(activity.id, after.id)),',
  },
  {
    rule: 'ST123',
    fault: 'what went on meanwhile counts as told',
    by: byStorage,
    file: storageFile,
    from: 'lte(activity.count, count)',
    to: 'lte(activity.at, Infinity)',
  },
  {
    rule: 'ST124',
    fault: 'what nobody was told of is forgotten',
    by: byStorage,
    file: storageFile,
    from: '.where(and(lt(activity.until, before), eq(activity.waiting, false)))',
    to: '.where(lt(activity.until, before))',
  },
  {
    rule: 'ST125',
    fault: 'who leaves is told as removed',
    by: byStorage,
    file: 'server/src/storage/new-activity.ts',
    from: "actor === member.id ? 'memberLeft' : 'memberRemoved'",
    to: "'memberRemoved'",
  },
  {
    rule: 'ST126',
    fault: 'what was opened again counts as resolved',
    by: byStorage,
    file: 'server/src/storage/sqlite/activity-tally.ts',
    from: "in ('resolved', 'reopened')",
    to: "in ('resolved')",
  },
];
