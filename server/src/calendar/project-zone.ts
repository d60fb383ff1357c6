import { KINDS, readCalendar } from '@clapper/documents';
import { projectDocument } from '@clapper/protocol';
import type { ProjectRow, Storage } from '../storage/storage.ts';
import type { Folder } from '../sync/fold-threads.ts';
import { readStoredDoc } from '../sync/stored-doc.ts';

/** What calendars without a zone of their own are shown in. */
export const ZONES = { ko: 'Asia/Seoul', en: 'UTC' } as const;

/** The zone that a project goes by: its calendar's. */
export async function projectZone(
  stored: { documents: Storage['documents']; folder: Folder },
  { id, language }: Pick<ProjectRow, 'id' | 'language'>,
): Promise<string> {
  const doc = await readStoredDoc(stored, projectDocument(id, 'calendar'), KINDS.calendar);
  return (doc === null ? null : readCalendar(doc).zone) ?? ZONES[language];
}
