import {
  markNotifications,
  markThreads,
  NEWS_MS,
  readInbox,
  readingOf,
  readReadings,
  unreadIn,
  type Thread,
} from '@clapper/documents';
import { userDocument } from '@clapper/protocol';
import { useMemo } from 'react';
import type { Doc } from 'yjs';
import { useDevice, useDocument, useRead } from '../../app/device-context.tsx';
import { useProject } from '../../app/project-context.tsx';
import { TALK_ORIGIN } from './talk-session.tsx';

/** How far this person has read, on whatever device of theirs. */
export interface Readings {
  /** How many notes of others they have not seen. */
  unreadIn(thread: Thread): number;
  /** There is such a note, or the inbox tells of the thread as of something new. */
  hasNews(thread: Thread): boolean;
  /** They have been seen: their notes, and what the inbox says of them. */
  read(threads: readonly Thread[]): void;
}

/** Until it is known what was read, nothing is new. */
const NOTHING_NEW: Readings = {
  unreadIn: () => 0,
  hasNews: () => false,
  read: () => undefined,
};

export function useReadings(): Readings {
  const device = useDevice();
  const { members } = useProject();
  const me = device.user.id;
  const home = useDocument(userDocument(me, 'home'));
  const known = useRead(home, readAll);
  const doc = home.phase === 'ready' ? home.doc : null;
  const joinedAt = members.find(({ id }) => id === me)?.joinedAt;
  return useMemo(() => {
    if (doc === null || known === null || joinedAt === undefined) return NOTHING_NEW;
    const reader = { me, since: Math.max(joinedAt, device.serverTime() - NEWS_MS) };
    const unread = (thread: Thread) => unreadIn(thread, known.readings.get(thread.id), reader);
    const toldOf = (thread: Thread) => known.unread.filter((item) => item.thread === thread.id);
    return {
      unreadIn: unread,
      hasNews: (thread) => unread(thread) > 0 || toldOf(thread).length > 0,
      read(threads) {
        markNotifications(doc, me, threads.flatMap(toldOf), 'read', TALK_ORIGIN);
        const news = threads.filter((thread) => unread(thread) > 0);
        if (news.length === 0) return;
        const act = { by: me, at: device.serverTime() };
        markThreads(doc, act, new Map(news.map((thread) => [thread.id, readingOf(thread, me)])), TALK_ORIGIN);
      },
    };
  }, [doc, known, joinedAt, me, device]);
}

function readAll(home: Doc) {
  return {
    readings: readReadings(home),
    unread: readInbox(home).filter(({ state }) => state === 'unread'),
  };
}
