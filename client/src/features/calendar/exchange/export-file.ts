import type { CalendarEvent } from '@clapper/documents';
import { saveFile } from '../../../app/export-document.ts';
import { fileName } from '../../../ui/file-name.ts';

export interface ExportOptions {
  /** What the file is called, and the calendar in it. */
  name: string;
  zone: string;
  now: number;
  members: readonly { id: string; name: string }[];
}

/** Gives a calendar file of these events to the person's own disk. What writes it comes when it is asked for. */
export async function exportCalendar(
  events: readonly CalendarEvent[],
  { name, zone, now, members }: ExportOptions,
): Promise<void> {
  const { writeIcs } = await import('@clapper/documents/ics');
  const names = new Map(members.map((member) => [member.id, member.name]));
  const text = writeIcs(events, { name, zone, now, nameOf: (user) => names.get(user) ?? '' });
  saveFile(`${fileName(name, 'calendar')}.ics`, text, 'text/calendar');
}
