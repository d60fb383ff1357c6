import type { Anchor } from '@clapper/documents';
import { useEffect } from 'react';
import { isShown } from './filter.ts';
import { useTalk } from './talk-session.tsx';
import { useReadings } from './use-readings.ts';

export interface UnreadCountsProps {
  /** What a thread is counted at; null: at nothing on this page. The same function each time. */
  keyOf: (anchor: Anchor) => string | null;
  tell: (counts: ReadonlyMap<string, number>) => void;
}

/** Tells a page how many unread notes there are at what. It comes after the page, and shows nothing itself. */
export default function UnreadCounts({ keyOf, tell }: UnreadCountsProps) {
  const session = useTalk();
  const readings = useReadings();
  useEffect(() => {
    const counts = new Map<string, number>();
    for (const thread of session?.talk.threads ?? []) {
      const key = keyOf(thread.anchor);
      if (key === null || !isShown(thread, session?.moderates ?? false)) continue;
      const unread = readings.unreadIn(thread);
      if (unread > 0) counts.set(key, (counts.get(key) ?? 0) + unread);
    }
    tell(counts);
  }, [session, readings, keyOf, tell]);
  return null;
}
