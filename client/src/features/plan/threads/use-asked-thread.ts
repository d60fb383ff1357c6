import { useEffect, useRef } from 'react';
import type { TalkSession } from '../../threads/talk-session.tsx';
import { useAskedThreadId } from '../../threads/permalink.ts';
import type { PlanThreads } from './plan-threads.ts';

/** Unfolds the thread an address asks for, in its stage, once it is there. */
export function useAskedThread(
  threads: PlanThreads,
  session: TalkSession | null,
  openStage: (stage: string) => void,
): void {
  const asked = useAskedThreadId();
  const shown = useRef<string | null>(null);
  useEffect(() => {
    if (asked === null || asked === shown.current || session === null) return;
    const thread = session.talk.threads.find(({ id }) => id === asked);
    if (thread === undefined || !('stage' in thread.anchor)) return;
    shown.current = asked;
    openStage(thread.anchor.stage);
    threads.unfold(asked);
  }, [asked, session, threads, openStage]);
}
