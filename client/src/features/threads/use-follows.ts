import { readFollows, setFollow, type Follow, type FollowSubject } from '@clapper/documents';
import { userDocument } from '@clapper/protocol';
import { useDocument, useMe, useRead } from '../../app/device-context.tsx';
import { TALK_ORIGIN } from './talk-session.tsx';

export interface Follows {
  follows: ReadonlyMap<string, Follow>;
  /** Null: leaves it to what concerns one anyway. */
  set(subject: FollowSubject, follow: Follow | null): void;
}

/** What this person follows and has muted, offline too; null until it is on this device. */
export function useFollows(): Follows | null {
  const me = useMe();
  const home = useDocument(userDocument(me.id, 'home'));
  const follows = useRead(home, readFollows);
  if (follows === null || home.phase !== 'ready') return null;
  const { doc } = home;
  return { follows, set: (subject, follow) => setFollow(doc, me.id, subject, follow, TALK_ORIGIN) };
}
