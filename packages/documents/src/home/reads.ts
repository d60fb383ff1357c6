import type * as Y from 'yjs';
import type { ReadRecord } from '../fields.ts';
import { readRecords } from '../records.ts';
import { HOME_PROJECT_FIELDS } from './schema.ts';

export interface HomeProject extends ReadRecord<typeof HOME_PROJECT_FIELDS> {
  id: string;
}

export interface HomeFacts {
  /** Last changed first. */
  projects: HomeProject[];
}

export function readHome(doc: Y.Doc): HomeFacts {
  const projects = Array.from(readRecords(doc, 'projects', HOME_PROJECT_FIELDS, []), ([id, project]) => ({
    id,
    ...project,
  }));
  projects.sort((a, b) => b.updatedAt - a.updatedAt || (a.id < b.id ? -1 : 1));
  return { projects };
}
