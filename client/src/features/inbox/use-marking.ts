import {
  markNotifications,
  setFollow,
  type Follow,
  type FollowSubject,
  type InboxItem,
  type InboxState,
} from '@clapper/documents';
import type { HandleState } from '@clapper/device';
import { useMe } from '../../app/device-context.tsx';

const ORIGIN = 'inbox';

export interface Marking {
  mark(items: readonly InboxItem[], state: InboxState): void;
  follow(subject: FollowSubject, follow: Follow | null): void;
}

/** What I make of it is mine to write, offline too. */
export function useMarking(state: HandleState): Marking {
  const me = useMe();
  const doc = state.phase === 'ready' ? state.doc : null;
  return {
    mark: (items, to) => doc !== null && markNotifications(doc, me.id, items, to, ORIGIN),
    follow: (subject, follow) => doc !== null && setFollow(doc, me.id, subject, follow, ORIGIN),
  };
}
