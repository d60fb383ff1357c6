import type { DomainEvent } from '@clapper/documents';

/** What two acts of a person in a document must share to be told as one; null: each is told for itself. */
export function burstKey(event: DomainEvent): string | null {
  const { type, target } = event;
  const key = `${type} ${target.type} ${target.id}`;
  switch (type) {
    case 'edited':
    case 'renamed':
    case 'moved':
    case 'statusChanged':
      return key;
    case 'wordsEdited':
    case 'reacted':
      return `${key} ${event.detail.note}`;
    case 'replied':
      // Whoever is named in one of them hears of those that name them, and of no others.
      return [key, event.detail.to, ...event.detail.mentions.toSorted()].join(' ');
    case 'created':
    case 'deleted':
    case 'restored':
    case 'deadlineMoved':
    case 'assigned':
    case 'peopleChanged':
    case 'commented':
    case 'mentionsChanged':
    case 'noteDeleted':
    case 'noteHidden':
    case 'noteShown':
    case 'resolved':
    case 'reopened':
    case 'approved':
    case 'changesRequested':
    case 'verdictWithdrawn':
    case 'cutAdded':
    case 'memberJoined':
    case 'memberLeft':
    case 'memberRemoved':
    case 'roleChanged':
    case 'accessRequested':
      return null;
    default:
      return event satisfies never;
  }
}

/** Two acts of one burst as one: what it is now, and what it was before the first. */
export function mergedEvent(first: DomainEvent, last: DomainEvent): DomainEvent {
  const more = Math.max(first.more, last.more);
  switch (last.type) {
    case 'edited':
      if (first.type !== 'edited') return last;
      return { ...last, more, detail: { fields: union(first.detail.fields, last.detail.fields) } };
    case 'reacted':
      if (first.type !== 'reacted') return last;
      return {
        ...last,
        more,
        detail: { ...last.detail, emoji: union(first.detail.emoji, last.detail.emoji) },
      };
    case 'renamed':
      return first.type === 'renamed' ? { ...last, more, detail: first.detail } : last;
    case 'moved':
      if (first.type !== 'moved') return last;
      return { ...last, more, detail: { ...last.detail, from: first.detail.from } };
    case 'statusChanged':
      if (first.type !== 'statusChanged') return last;
      return { ...last, more, detail: { ...last.detail, from: first.detail.from } };
    default:
      return { ...last, more };
  }
}

function union(one: readonly string[], other: readonly string[]): string[] {
  return [...new Set([...one, ...other])];
}
