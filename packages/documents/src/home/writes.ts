import type * as Y from 'yjs';
import type { Act } from '../act.ts';
import { mirrorRecords, readVotes, sameValue } from '../records.ts';
import { voteKey, type VoteAddress } from '../votes.ts';
import { fieldMust } from '../write-checks.ts';
import type { InboxState } from './inbox.ts';
import {
  subjectKey,
  type HomeFacts,
  type HomeNotification,
  type Preferences,
  type FollowSubject,
} from './reads.ts';
import {
  followSchema,
  HOME_PREFERENCE_FIELDS,
  markSchema,
  MOST_READINGS,
  NEWS_MS,
  readingSchema,
  type Follow,
  type Reading,
} from './schema.ts';

/** Brings the projection up to date, writing only what differs: the same facts again are no update. */
export function writeHome(doc: Y.Doc, facts: HomeFacts, origin: unknown): void {
  doc.transact(() => {
    mirrorRecords(doc.getMap('projects'), facts.projects);
    mirrorRecords(doc.getMap('notifications'), facts.notifications);
    forgetMarks(doc, facts.notifications);
  }, origin);
}

/** Marks of what has left the list: else a document that is opened every day would grow for years. */
function forgetMarks(doc: Y.Doc, notifications: readonly HomeNotification[]): void {
  const known = new Set(notifications.map(({ id }) => id));
  const oldest = notifications.at(-1)?.at ?? 0;
  for (const { subject, user, value } of readVotes(doc, 'marks', markSchema, [])) {
    // A newer one may be of a notification that a backup did not have.
    if (!known.has(subject) && value.upTo < oldest) doc.getMap('marks').delete(voteKey({ subject, user }));
  }
}

/** Says of notifications, as they stand now, that they were read or put away, or are to be read again. */
export function markNotifications(
  doc: Y.Doc,
  user: string,
  notifications: readonly Pick<HomeNotification, 'id' | 'at'>[],
  state: InboxState,
  origin: unknown,
): void {
  const values = notifications.map(({ id, at }) => ({
    address: { subject: id, user },
    value: state === 'unread' ? null : fieldMust('mark', markSchema, { state, upTo: at }),
  }));
  doc.transact(() => {
    for (const { address, value } of values) vote(doc.getMap('marks'), address, value);
  }, origin);
}

/** Says of threads that they were read so far; what is too old to be news is forgotten. */
export function markThreads(
  doc: Y.Doc,
  { by, at }: Act,
  read: ReadonlyMap<string, Reading>,
  origin: unknown,
): void {
  const values = Array.from(read, ([subject, reading]) => ({
    address: { subject, user: by },
    value: fieldMust('reading', readingSchema, reading),
  }));
  const readings = doc.getMap('readings');
  doc.transact(() => {
    for (const { address, value } of values) vote(readings, address, value);
    const own = readVotes(doc, 'readings', readingSchema, []).filter(({ user }) => user === by);
    own.sort((a, b) => b.value.upTo - a.value.upTo || (a.subject < b.subject ? -1 : 1));
    for (const [index, { value, ...address }] of own.entries()) {
      if (index >= MOST_READINGS || value.upTo < at - NEWS_MS) vote(readings, address, null);
    }
  }, origin);
}

/** Follows something, mutes it, or (null) leaves it to what concerns one anyway. */
export function setFollow(
  doc: Y.Doc,
  user: string,
  subject: FollowSubject,
  follow: Follow | null,
  origin: unknown,
): void {
  const value = follow === null ? null : fieldMust('follow', followSchema, follow);
  const address = { subject: subjectKey(subject), user };
  doc.transact(() => vote(doc.getMap('follows'), address, value), origin);
}

export function setPreferences(doc: Y.Doc, change: Partial<Preferences>, origin: unknown): void {
  const entries = Object.entries(change).map(
    ([key, value]) =>
      [key, fieldMust<unknown>(key, HOME_PREFERENCE_FIELDS[key as keyof Preferences].schema, value)] as const,
  );
  const preferences = doc.getMap('preferences');
  doc.transact(() => {
    for (const [key, value] of entries) if (preferences.get(key) !== value) preferences.set(key, value);
  }, origin);
}

function vote(votes: Y.Map<unknown>, address: VoteAddress, value: unknown): void {
  const key = voteKey(address);
  if (value === null) {
    if (votes.has(key)) votes.delete(key);
  } else if (!sameValue(votes.get(key), value)) votes.set(key, value);
}
