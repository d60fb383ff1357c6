import { KINDS, readCalendar } from '@clapper/documents';
import { projectDocument, type Language } from '@clapper/protocol';
import type { ProjectRow, Storage } from '../storage/storage.ts';
import type { Folder } from '../sync/fold-threads.ts';
import { readStoredDoc } from '../sync/stored-doc.ts';

/** What calendars without a zone of their own are shown in. */
const ZONES = { ko: 'Asia/Seoul', en: 'UTC' } as const satisfies Record<Language, string>;

/** The zone of a calendar that says `zone`, or nothing, in a project of this language. */
export function zoneOf(zone: string | null, language: Language): string {
  return zone ?? ZONES[language];
}

/** The zone that a project goes by: its calendar's. */
export async function projectZone(
  stored: { documents: Storage['documents']; folder: Folder },
  { id, language }: Pick<ProjectRow, 'id' | 'language'>,
): Promise<string> {
  const doc = await readStoredDoc(stored, projectDocument(id, 'calendar'), KINDS.calendar);
  return zoneOf(doc === null ? null : readCalendar(doc).zone, language);
}
