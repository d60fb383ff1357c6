import {
  NOTIFICATION_LIMITS,
  notificationLink,
  type DomainEvent,
  type HomeNotification,
  type NotificationType,
} from '@clapper/documents';
import type { Happened, Notify } from '../activity/happened.ts';
import type { NotificationRow, ProjectRow, Storage } from '../storage/storage.ts';
import type { Delivery, Notice } from './delivery.ts';
import { notificationOf, type NotificationBody } from './notification.ts';
import { placeOf, recipients, subjectOf, takenBack, type Facts } from './recipients.ts';
import type { ProjectFacts } from './project-facts.ts';

export interface NotifierOptions {
  storage: Pick<Storage, 'notifications' | 'projects' | 'accounts'>;
  facts: ProjectFacts;
  /** People's homes have something new to show. */
  changed: () => void;
  /** For what should also reach people outside the app. */
  delivery: Delivery;
}

/**
 * What happened → who hears of it. Whoever calls may call again with the same: a notification goes by person and
 * activity, so twice makes one, and a burst makes one that counts up.
 */
export function createNotifier({ storage, facts, changed, delivery }: NotifierOptions): Notify {
  const { notifications, projects, accounts } = storage;
  return {
    async tell(project, happened) {
      const about = await projects.get(project);
      // It was deleted meanwhile, and everything it told with it.
      if (about === null) return;
      const known = await facts.of(project, happened.flatMap(videoOf));
      const before = await notifications.about(happened.map(({ id }) => id));
      const rows: NotificationRow[] = [];
      for (const one of happened) {
        for (const { subject, users } of takenBack(one.event, one.actor)) {
          await notifications.cancel(project, subject, users, one.at);
        }
        const told = recipients(one.event, one.actor, known);
        if (told.size === 0) continue;
        const name = (await accounts.get(one.actor))?.nickname ?? '';
        for (const [user, type] of told) {
          const earlier = before.find((row) => row.user === user && row.id === one.id);
          rows.push(rowOf(project, user, type, one, { id: one.actor, name }, known, earlier));
        }
      }
      if (rows.length > 0) await notifications.put(rows);
      changed();
      // As they are kept: what was taken back before this came again stays so.
      const kept = rows.length === 0 ? [] : await notifications.about(rows.map(({ id }) => id));
      const notices = kept.flatMap((row): Notice[] => {
        const isNew = rows.some(({ user, id }) => user === row.user && id === row.id);
        return isNew && row.cancelledAt === null ? [noticeOf(row, about)] : [];
      });
      if (notices.length > 0) await delivery.tell(notices);
    },
  };
}

function rowOf(
  project: string,
  user: string,
  type: NotificationType,
  { id, event, actor, at, count }: Happened,
  by: { id: string; name: string },
  facts: Facts & { nameOf(place: HomeNotification['place']): string },
  earlier: NotificationRow | undefined,
): NotificationRow {
  const place = placeOf(event, facts);
  const { target } = event;
  // Of a member the name is who did it, or who is told; the project is named beside every label.
  const name = target.type === 'member' || target.type === 'project' ? '' : target.name;
  const label = name === '' ? facts.nameOf(place) : name;
  const told = earlier === undefined ? null : notificationOf(earlier).type;
  const body: NotificationBody = {
    // A burst that began by naming somebody still did.
    type: told === 'mention' ? told : type,
    by,
    count: Math.max(1, count),
    place,
    thread: target.type === 'thread' ? target.id : null,
    picture: target.type === 'thread' && facts.thread(target.id)?.picture === true,
    label: cut(label, NOTIFICATION_LIMITS.label),
    detail: cut(detailOf(event), NOTIFICATION_LIMITS.detail),
  };
  return {
    user,
    id,
    project,
    subject: told === 'mention' ? earlier!.subject : subjectOf(event, actor, type),
    body: JSON.stringify(body),
    at,
    cancelledAt: null,
  };
}

export function noticeOf(row: NotificationRow, { id, name, language }: ProjectRow): Notice {
  const notification = notificationOf(row);
  const { type, by, label, picture, count, at } = notification;
  return {
    id: row.id,
    user: row.user,
    type,
    project: { id, name, language },
    who: by?.name ?? null,
    what: label,
    picture,
    count,
    link: notificationLink(notification),
    at,
  };
}

/** The video whose review knows whom it concerns. */
function videoOf({ event: { target } }: Happened): string[] {
  if (target.type === 'video') return [target.id];
  return target.video === undefined ? [] : [target.video];
}

/** What it came to. */
function detailOf(event: DomainEvent): string {
  switch (event.type) {
    case 'statusChanged':
    case 'roleChanged':
      return event.detail.to;
    case 'memberJoined':
    case 'accessRequested':
      return event.detail.role;
    case 'reacted':
      return event.detail.emoji.join(' ');
    default:
      return '';
  }
}

export function cut(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1).toWellFormed()}…`;
}
