import type * as Y from 'yjs';
import type { ReadRecord } from '../fields.ts';
import { readFields, readRecords, readVotes, rootMap } from '../records.ts';
import {
  followSchema,
  HOME_NOTIFICATION_FIELDS,
  HOME_PREFERENCE_FIELDS,
  HOME_PROJECT_FIELDS,
  markSchema,
  readingSchema,
  SUBJECT_TYPES,
  type Follow,
  type Mark,
  type Reading,
  type SubjectType,
} from './schema.ts';

export interface HomeProject extends ReadRecord<typeof HOME_PROJECT_FIELDS> {
  id: string;
}

export interface HomeNotification extends ReadRecord<typeof HOME_NOTIFICATION_FIELDS> {
  id: string;
}

/** What the server writes. */
export interface HomeFacts {
  /** Last changed first. */
  projects: HomeProject[];
  /** Newest first. */
  notifications: HomeNotification[];
}

export function readHome(doc: Y.Doc): HomeFacts {
  const projects = Array.from(readRecords(doc, 'projects', HOME_PROJECT_FIELDS, []), ([id, project]) => ({
    id,
    ...project,
  }));
  projects.sort((a, b) => b.updatedAt - a.updatedAt || (a.id < b.id ? -1 : 1));
  const notifications = Array.from(
    readRecords(doc, 'notifications', HOME_NOTIFICATION_FIELDS, []),
    ([id, notification]) => ({ id, ...notification }),
  );
  notifications.sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
  return { projects, notifications };
}

/** By notification. */
export function readMarks(doc: Y.Doc): Map<string, Mark> {
  return new Map(readVotes(doc, 'marks', markSchema, []).map(({ subject, value }) => [subject, value]));
}

/** By thread. */
export function readReadings(doc: Y.Doc): Map<string, Reading> {
  return new Map(readVotes(doc, 'readings', readingSchema, []).map(({ subject, value }) => [subject, value]));
}

export interface FollowSubject {
  type: SubjectType;
  id: string;
}

export function subjectKey({ type, id }: FollowSubject): string {
  return `${type}.${id}`;
}

/** What is followed and what is muted, by `subjectKey`. */
export function readFollows(doc: Y.Doc): Map<string, Follow> {
  const follows = new Map<string, Follow>();
  for (const { subject, value } of readVotes(doc, 'follows', followSchema, [])) {
    if (SUBJECT_TYPES.some((type) => subject.startsWith(`${type}.`))) follows.set(subject, value);
  }
  return follows;
}

export type Preferences = ReadRecord<typeof HOME_PREFERENCE_FIELDS>;

export function readPreferences(doc: Y.Doc): Preferences {
  const map = rootMap(doc, 'preferences');
  const read = map === null ? null : readFields(map, 'preferences', HOME_PREFERENCE_FIELDS, []);
  return read ?? { mail: HOME_PREFERENCE_FIELDS.mail.fallback!.value, push: true };
}
