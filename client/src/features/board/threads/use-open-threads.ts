import { useLayoutEffect } from 'react';
import { isShown } from '../../threads/filter.ts';
import { useTalk } from '../../threads/talk-session.tsx';
import type { BoardSession } from '../session/board-session.ts';

/** Tells the cards how many threads are open on their shots; only those whose number changed are drawn again. */
export function useOpenThreads({ openThreads }: BoardSession): void {
  const talk = useTalk();
  useLayoutEffect(() => {
    const open = new Map<string, number>();
    for (const thread of talk?.talk.threads ?? []) {
      if (thread.anchor.type !== 'shot' || thread.resolved !== null || !isShown(thread, false)) continue;
      open.set(thread.anchor.shot, (open.get(thread.anchor.shot) ?? 0) + 1);
    }
    openThreads.set(open);
  }, [openThreads, talk]);
}
