import type { Anchor } from '@clapper/documents';
import { useLayoutEffect } from 'react';
import { openThreads } from './open-threads.ts';
import { useTalk } from './talk-session.tsx';

/** Tells a page how many threads are open at what; both functions are the same each time. */
export function useOpenThreads(
  keyOf: (anchor: Anchor) => string | null,
  tell: (counts: ReadonlyMap<string, number>) => void,
): void {
  const talk = useTalk();
  useLayoutEffect(() => {
    tell(openThreads(talk?.talk.threads ?? [], keyOf));
  }, [talk, keyOf, tell]);
}
