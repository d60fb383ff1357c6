import type { Thread } from '@clapper/documents';
import { useMemo } from 'react';
import { useStore } from '../../../app/store.ts';
import { isShown } from '../../threads/filter.ts';
import type { TalkSession } from '../../threads/talk-session.tsx';
import type { PlanThreads } from './plan-threads.ts';

/** What is said of a stage and of its words. */
export function useStageThreads(session: TalkSession | null, stage: string): readonly Thread[] {
  return useMemo(
    () =>
      session === null
        ? []
        : session.talk.threads.filter(
            ({ anchor, ...thread }) =>
              (anchor.type === 'stage' || anchor.type === 'text') &&
              anchor.stage === stage &&
              isShown({ anchor, ...thread }, session.moderates),
          ),
    [session, stage],
  );
}

/** Whether the words a thread hangs on are gone from their stage; false while nobody has looked. */
export function useGone(threads: PlanThreads, stage: string): (thread: Thread) => boolean {
  const present = useStore(threads.present).get(stage);
  const marked = useStore(threads.marks);
  return (thread) =>
    thread.anchor.type === 'text' &&
    present !== undefined &&
    // One that was only just made is looked for in a moment.
    marked.some(({ id }) => id === thread.id) &&
    !present.has(thread.id);
}
