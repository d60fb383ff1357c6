import { KINDS, NOTIFICATION_LIMITS, readCalendar } from '@clapper/documents';
import { dayOf } from '@clapper/documents/calendar';
import { asClapperError, projectDocument } from '@clapper/protocol';
import * as Y from 'yjs';
import { zoneOf } from '../calendar/project-zone.ts';
import type { Logger } from '../log.ts';
import type { NotificationRow, ProjectRow, Storage } from '../storage/storage.ts';
import type { Folder } from '../sync/fold-threads.ts';
import { readStoredDoc } from '../sync/stored-doc.ts';
import { deadlinesAhead, tellingDay, toldOfDeadline, type Deadline } from './coming-near.ts';
import type { Delivery } from './delivery.ts';
import type { NotificationBody } from './notification.ts';
import { cut, noticeOf } from './notifier.ts';
import type { ProjectFacts } from './project-facts.ts';

export interface DeadlinesOptions {
  storage: Pick<Storage, 'notifications' | 'projects' | 'documents'>;
  folder: Folder;
  facts: ProjectFacts;
  delivery: Delivery;
  /** People's homes have something new to show. */
  changed: () => void;
  log: Logger;
  now: () => number;
}

export interface Deadlines {
  /** Tells what is due and was not told, and takes back what was told and is not so any more. */
  look(): Promise<void>;
}

/** Projects asked for at once. */
const PAGE = 200;
/** What all of them are told under: by it what was told is found again. */
const SUBJECT = 'deadline';
/** Nothing is told longer ahead, with a day for zones. */
const TOLD_WITHIN_MS = 9 * 24 * 60 * 60_000;

/** As it was when it was last looked at. */
interface Seen {
  /** Of the project and its calendar: what they say is the same as long as this is. */
  version: string;
  zone: string;
  telling: number;
}

/**
 * What was told is on disk with the day it is about, so a server that starts again tells the rest and no more. Nobody
 * is told by being there at nine: what is due stays so until the next morning, for servers that were down and for
 * deadlines that were moved.
 */
export function createDeadlines(options: DeadlinesOptions): Deadlines {
  const { storage, folder, facts, delivery, changed, log, now } = options;
  const { notifications, projects, documents } = storage;
  let seen = new Map<string, Seen>();

  async function lookAt(project: ProjectRow): Promise<Seen> {
    const at = now();
    const document = projectDocument(project.id, 'calendar');
    const head = await documents.head(document);
    const version = [project.updatedAt, head?.epoch, head?.headSeq].join();
    const before = seen.get(project.id);
    // Most projects on most minutes: nothing of them is read.
    if (before?.version === version && before.telling === tellingDay(at, before.zone)) return before;
    const doc = head === null ? null : await readStoredDoc({ documents, folder }, document, KINDS.calendar);
    const calendar = readCalendar(doc ?? new Y.Doc());
    const zone = zoneOf(calendar.zone, project.language);
    const { id, deadline } = project;
    await tell(project, deadlinesAhead({ project: id, deadline, events: calendar.events, zone }, at), {
      at,
      today: dayOf(at, zone),
      afresh: before === undefined,
    });
    return { version, zone, telling: tellingDay(at, zone) };
  }

  async function tell(
    project: ProjectRow,
    ahead: readonly Deadline[],
    { at, today, afresh }: { at: number; today: string; afresh: boolean },
  ): Promise<void> {
    const told = await notifications.standing(project.id, SUBJECT, at - TOLD_WITHIN_MS);
    if (told.length === 0 && ahead.every(({ due }) => due === null)) return;
    const known = await facts.of(project.id);
    const owed = new Map<string, Set<string>>();
    const rows: NotificationRow[] = [];
    for (const deadline of ahead) {
      const users = toldOfDeadline(deadline, known);
      for (const id of deadline.ids) owed.set(id, users);
      if (deadline.due === null) continue;
      for (const user of users) {
        if (!told.some((row) => row.user === user && row.id === deadline.due)) {
          rows.push(rowOf(project.id, user, deadline, deadline.due, at));
        }
      }
    }
    const untrue = told.filter(
      ({ user, id, body }) => dateIn(body) >= today && owed.get(id)?.has(user) !== true,
    );
    const changes = [...rows, ...untrue.map((row) => ({ ...row, cancelledAt: at }))];
    if (changes.length > 0) {
      await notifications.put(changes);
      changed();
    }
    // The process before this one may have told them in the app alone. Delivering them again changes nothing.
    const due = new Set(ahead.flatMap(({ due }) => due ?? []));
    const again = afresh ? told.filter((row) => due.has(row.id) && !untrue.includes(row)) : [];
    const notices = [...again, ...rows].map((row) => noticeOf(row, project));
    if (notices.length > 0) await delivery.tell(notices);
  }

  return {
    async look() {
      const next = new Map<string, Seen>();
      for (let after = ''; ;) {
        const page = await projects.active(after, PAGE);
        for (const project of page) {
          try {
            next.set(project.id, await lookAt(project));
          } catch (error) {
            // It is looked at again, the others are told.
            log.error({ project: project.id, error: asClapperError(error) }, 'deadlines.notTold');
          }
        }
        if (page.length < PAGE) break;
        after = page.at(-1)!.id;
      }
      seen = next;
    },
  };
}

function rowOf(
  project: string,
  user: string,
  { place, label, day }: Deadline,
  id: string,
  at: number,
): NotificationRow {
  const body: NotificationBody = {
    type: 'deadline',
    by: null,
    count: 1,
    place,
    thread: null,
    label: cut(label, NOTIFICATION_LIMITS.label),
    detail: day,
  };
  return { user, id, project, subject: SUBJECT, body: JSON.stringify(body), at, cancelledAt: null };
}

/** The day that a notification of ours is about. */
function dateIn(body: string): string {
  return (JSON.parse(body) as NotificationBody).detail;
}
