import { createHash } from 'node:crypto';
import { KINDS, readCalendar } from '@clapper/documents';
import { writeIcs } from '@clapper/documents/ics';
import { projectDocument } from '@clapper/protocol';
import * as Y from 'yjs';
import type { ProjectRow, Storage } from '../storage/storage.ts';
import type { Folder } from '../sync/fold-threads.ts';
import { readStoredDoc } from '../sync/stored-doc.ts';
import { zoneOf } from './project-zone.ts';

export interface CalendarFilesOptions {
  documents: Storage['documents'];
  projects: Pick<Storage['projects'], 'members'>;
  /** For calendars that would hold up the event loop. */
  folder: Folder;
  now(): number;
}

/** A project's calendar as a file for other programs. */
export interface CalendarFile {
  /** Changes with everything that is in it, and with the year: zones are written some years ahead. */
  etag: string;
  /** The file itself. Most who ask have it, and are told by `etag` alone. */
  text(): Promise<string>;
}

export interface CalendarFiles {
  /** Of what is on disk, never of an edit that might still fail. */
  of(project: ProjectRow): Promise<CalendarFile>;
}

/** What is written changes with this program too: who has a file of an older one gets it anew. */
const FORMAT = 1;

export function createCalendarFiles(options: CalendarFilesOptions): CalendarFiles {
  const { documents, projects, now } = options;
  return {
    async of(project) {
      const document = projectDocument(project.id, 'calendar');
      const [head, members] = await Promise.all([documents.head(document), projects.members(project.id)]);
      const names = new Map(members.map(({ user, name }) => [user, name]));
      const at = now();
      const facts = [FORMAT, head?.epoch, head?.headTip, project.name, project.language, [...names]];
      const year = new Date(at).getUTCFullYear();
      return {
        etag: `"${createHash('sha256')
          .update(JSON.stringify([...facts, year]))
          .digest('base64url')}"`,

        async text() {
          const doc = await readStoredDoc(options, document, KINDS.calendar);
          const { events, zone } = readCalendar(doc ?? new Y.Doc());
          return writeIcs(events, {
            name: project.name,
            zone: zoneOf(zone, project.language),
            now: at,
            nameOf: (user) => names.get(user) ?? '',
          });
        },
      };
    },
  };
}
