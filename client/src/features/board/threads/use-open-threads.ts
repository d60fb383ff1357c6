import { useLayoutEffect } from 'react';
import { openThreads as openThreadsOf } from '../../threads/open-threads.ts';
import { useTalk } from '../../threads/talk-session.tsx';
import type { Anchor } from '@clapper/documents';
import type { BoardSession } from '../session/board-session.ts';

/** Tells the cards how many threads are open on their shots; only those whose number changed are drawn again. */
export function useOpenThreads({ openThreads }: BoardSession): void {
  const talk = useTalk();
  useLayoutEffect(() => {
    openThreads.set(openThreadsOf(talk?.talk.threads ?? [], shotOf));
  }, [openThreads, talk]);
}

/** The shot a thread is about. */
export function shotOf(anchor: Anchor): string | null {
  return anchor.type === 'shot' ? anchor.shot : null;
}
