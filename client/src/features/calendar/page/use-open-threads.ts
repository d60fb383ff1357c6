import type { Anchor } from '@clapper/documents';
import { useLayoutEffect } from 'react';
import { openThreads as openThreadsOf } from '../../threads/open-threads.ts';
import { useTalk } from '../../threads/talk-session.tsx';
import type { CalendarSession } from '../session/calendar-session.ts';

/** Tells the events how many threads are open on them; only those whose number changed are drawn again. */
export function useOpenThreads({ openThreads }: CalendarSession): void {
  const talk = useTalk();
  useLayoutEffect(() => {
    openThreads.set(openThreadsOf(talk?.talk.threads ?? [], eventOf));
  }, [openThreads, talk]);
}

/** The event a thread is about. */
export function eventOf(anchor: Anchor): string | null {
  return anchor.type === 'event' ? anchor.event : null;
}
