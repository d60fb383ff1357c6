import type { Role } from '@clapper/access';
import type { DomainEvent, DomainEventType, EventDetails } from '@clapper/documents';
import { newId } from '@clapper/protocol/ids';
import type { NewActivity, ProjectRow } from './storage.ts';

/** One row of activity, of one event. */
export function newActivity(project: string, user: string, event: DomainEvent, at: number): NewActivity {
  return {
    id: newId(at),
    project,
    user,
    type: event.type,
    targetType: event.target.type,
    target: event.target.id,
    event: JSON.stringify(event),
    at,
    until: at,
    count: 1,
  };
}

interface Named {
  id: string;
  name: string;
}

/** Somebody came (`from` null), went (`to` null) or got another role, through whom. */
export function membershipChanged(change: {
  project: string;
  actor: string;
  member: Named;
  from: Role | null;
  to: Role | null;
  at: number;
}): NewActivity {
  const { project, actor, member, from, to, at } = change;
  return newActivity(project, actor, eventOf(), at);

  function eventOf(): DomainEvent {
    if (from === null) return memberEvent('memberJoined', member, { role: to ?? '' });
    if (to !== null) return memberEvent('roleChanged', member, { from, to });
    return memberEvent(actor === member.id ? 'memberLeft' : 'memberRemoved', member, { role: from });
  }
}

/** What somebody made different of a project, one row for each thing that is told in words of its own. */
export function projectChanged(
  actor: string,
  before: ProjectRow,
  { id, name, description, tag, status, deadline }: ProjectRow,
  at: number,
): NewActivity[] {
  const rows: NewActivity[] = [];
  function add<T extends DomainEventType>(type: T, detail: EventDetails[T]): void {
    const target = { type: 'project', id, name } as const;
    rows.push(newActivity(id, actor, { type, target, deviceAt: null, more: 0, detail } as DomainEvent, at));
  }
  if (name !== before.name) add('renamed', { from: before.name });
  if (status !== before.status) add('statusChanged', { from: before.status, to: status });
  if (deadline !== before.deadline) add('deadlineMoved', { from: before.deadline, to: deadline });
  const fields = [
    ...(description === before.description ? [] : ['description']),
    ...(tag === before.tag ? [] : ['tag']),
  ];
  if (fields.length > 0) add('edited', { fields });
  return rows;
}

export function accessRequested(request: {
  project: string;
  member: Named;
  role: Role;
  at: number;
}): NewActivity {
  const { project, member, role, at } = request;
  return newActivity(project, member.id, memberEvent('accessRequested', member, { role }), at);
}

function memberEvent<T extends DomainEventType>(
  type: T,
  { id, name }: Named,
  detail: EventDetails[T],
): DomainEvent {
  return { type, target: { type: 'member', id, name }, deviceAt: null, more: 0, detail } as DomainEvent;
}
