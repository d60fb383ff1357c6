import { useLayoutEffect } from 'react';
import { useStore } from '../../../app/store.ts';
import type { TalkSession } from '../../threads/talk-session.tsx';
import type { PlanThreads } from './plan-threads.ts';
import type { ThreadMark } from './thread-marks.ts';

/** Marks the words of open threads, of the one that is unfolded, and of the one that is being written. */
export function useMarks(threads: PlanThreads, session: TalkSession | null): void {
  const unfolded = useStore(threads.unfolded);
  const composing = useStore(threads.composing);
  useLayoutEffect(() => {
    const marks: ThreadMark[] = [];
    for (const { id, anchor, resolved, deleted, hidden } of session?.talk.threads ?? []) {
      if (anchor.type !== 'text') continue;
      const open = resolved === null && deleted === null && hidden === null;
      if (open || id === unfolded) marks.push({ id, anchor });
    }
    if (composing?.type === 'text') marks.push({ id: 'new', anchor: composing });
    threads.setMarks(marks);
  }, [threads, session, unfolded, composing]);
}
