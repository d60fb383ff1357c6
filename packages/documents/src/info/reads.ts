import type * as Y from 'yjs';
import type { Problem } from '../define-document.ts';
import type { ReadRecord } from '../fields.ts';
import { readFields, readRecords, rootMap } from '../records.ts';
import { MEMBER_FIELDS, PROJECT_FIELDS } from './schema.ts';

export interface Member extends ReadRecord<typeof MEMBER_FIELDS> {
  id: string;
}

export interface InfoFacts extends ReadRecord<typeof PROJECT_FIELDS> {
  /** By the time they joined. */
  members: Member[];
}

/** The project and its members; null until the server has filled it. */
export function readInfo(doc: Y.Doc): InfoFacts | null {
  const problems: Problem[] = [];
  const map = rootMap(doc, 'project');
  const project = map === null ? null : readFields(map, 'project', PROJECT_FIELDS, problems);
  if (project === null) return null;
  const members = Array.from(readRecords(doc, 'members', MEMBER_FIELDS, problems), ([id, member]) => ({
    id,
    ...member,
  }));
  members.sort((a, b) => a.joinedAt - b.joinedAt || (a.id < b.id ? -1 : 1));
  return { ...project, members };
}
