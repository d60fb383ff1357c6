import {
  FEED_SIZE,
  INBOX_SIZE,
  writeFeed,
  writeHome,
  writeInfo,
  type DomainEvent,
  type FeedEntry,
  type HomeFacts,
  type InfoFacts,
} from '@clapper/documents';
import { notificationOf } from '../notify/notification.ts';
import type { Activity, Projects, Storage } from '../storage/storage.ts';
import type { Projections } from '../sync/sync.ts';

/** SQL truth → documents that only the server writes. */
export function createProjections({
  projects,
  notifications,
  activity,
}: Pick<Storage, 'projects' | 'notifications' | 'activity'>): Projections {
  return {
    async seedFacts(id) {
      const project = await projects.get(id);
      if (project === null) return null;
      return { project: id, template: project.template, language: project.language };
    },

    async project(kind, address) {
      switch (kind) {
        case 'info': {
          const facts = address.scope === 'project' ? await infoFacts(projects, address.project) : null;
          return facts === null ? null : (doc, origin) => writeInfo(doc, facts, origin);
        }
        case 'feed': {
          if (address.scope !== 'project' || (await projects.get(address.project)) === null) return null;
          const entries = await feedEntries(activity, address.project);
          return (doc, origin) => writeFeed(doc, entries, origin);
        }
        case 'home': {
          if (address.scope !== 'user') return null;
          const facts = await homeFacts({ projects, notifications }, address.user);
          return (doc, origin) => writeHome(doc, facts, origin);
        }
        default:
          return kind satisfies never;
      }
    },
  };
}

async function infoFacts(projects: Projects, id: string): Promise<InfoFacts | null> {
  const [project, members] = await Promise.all([projects.get(id), projects.members(id)]);
  if (project === null) return null;
  const { name, description, deadline, tag, status, template, language, progress, createdAt } = project;
  return {
    name,
    description,
    deadline,
    tag,
    status,
    template,
    language,
    progress,
    createdAt,
    // Never e-mails: the document is on the device of every member.
    members: members.map((member) => ({
      id: member.user,
      name: member.name,
      picture: member.profileImageUrl,
      role: member.role,
      joinedAt: member.joinedAt,
    })),
  };
}

async function feedEntries(activity: Activity, project: string): Promise<FeedEntry[]> {
  const rows = await activity.list(project, {}, FEED_SIZE);
  return rows.map(({ id, user, userName, event, at, until, count }) => ({
    id,
    user,
    userName,
    event: JSON.parse(event) as DomainEvent,
    at,
    until,
    count,
  }));
}

async function homeFacts(
  { projects, notifications }: Pick<Storage, 'projects' | 'notifications'>,
  user: string,
): Promise<HomeFacts> {
  const [list, newest] = await Promise.all([
    projects.listFor(user),
    notifications.newest(user, null, INBOX_SIZE),
  ]);
  return {
    projects: list.map(({ project, role }) => ({
      id: project.id,
      name: project.name,
      role,
      status: project.status,
      deadline: project.deadline,
      progress: project.progress,
      updatedAt: project.updatedAt,
    })),
    notifications: newest.map(notificationOf),
  };
}
