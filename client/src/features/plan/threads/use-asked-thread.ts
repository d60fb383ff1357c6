import { useEffect, useRef } from 'react';
import { useAsked } from '../../../app/asked.ts';
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
  const times = useAsked();
  const shown = useRef<string | null>(null);
  useEffect(() => {
    const request = `${times} ${asked}`;
    if (asked === null || request === shown.current || session === null) return;
    const thread = session.talk.threads.find(({ id }) => id === asked);
    if (thread === undefined || !('stage' in thread.anchor)) return;
    shown.current = request;
    openStage(thread.anchor.stage);
    threads.unfold(asked);
  }, [asked, times, session, threads, openStage]);
}
