import type { Role } from '@clapper/access';
import type { DomainEvent, DomainEventType, EventDetails } from '@clapper/documents';
import { newId } from '@clapper/protocol';
import type { NewActivity } from './storage.ts';

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
