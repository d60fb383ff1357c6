import { markThreads, NEWS_MS, readingOf, readReadings, unreadIn, type Thread } from '@clapper/documents';
import { userDocument } from '@clapper/protocol';
import { useMemo } from 'react';
import { useDevice, useDocument, useRead } from '../../app/device-context.tsx';
import { useProject } from '../../app/project-context.tsx';
import { TALK_ORIGIN } from './talk-session.tsx';

/** How far this person has read, on whatever device of theirs. */
export interface Readings {
  /** How many notes of others they have not seen. */
  unreadIn(thread: Thread): number;
  read(threads: readonly Thread[]): void;
}

/** Until it is known what was read, nothing is new. */
const NOTHING_NEW: Readings = { unreadIn: () => 0, read: () => undefined };

export function useReadings(): Readings {
  const device = useDevice();
  const { members } = useProject();
  const me = device.user.id;
  const home = useDocument(userDocument(me, 'home'));
  const readings = useRead(home, readReadings);
  const doc = home.phase === 'ready' ? home.doc : null;
  const joinedAt = members.find(({ id }) => id === me)?.joinedAt;
  return useMemo(() => {
    if (doc === null || readings === null || joinedAt === undefined) return NOTHING_NEW;
    const reader = { me, since: Math.max(joinedAt, device.serverTime() - NEWS_MS) };
    const unread = (thread: Thread) => unreadIn(thread, readings.get(thread.id), reader);
    return {
      unreadIn: unread,
      read(threads) {
        const news = threads.filter((thread) => unread(thread) > 0);
        if (news.length === 0) return;
        const act = { by: me, at: device.serverTime() };
        markThreads(doc, act, new Map(news.map((thread) => [thread.id, readingOf(thread, me)])), TALK_ORIGIN);
      },
    };
  }, [doc, readings, joinedAt, me, device]);
}
