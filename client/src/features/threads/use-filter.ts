import type { Thread } from '@clapper/documents';
import { useState } from 'react';
import { passes, type Filter } from './filter.ts';
import type { Readings } from './use-readings.ts';

/** Which of the threads of one subject one wants to see. */
export function useFilter(
  threads: readonly Thread[],
  unfolded: string | null,
  me: string,
  { unreadIn, read }: Readings,
) {
  const [filter, setFilter] = useState<Filter>('open');
  const open = threads.filter(({ resolved }) => resolved === null).length;
  return {
    filter,
    setFilter,
    open,
    resolved: threads.length - open,
    unread: threads.reduce((sum, thread) => sum + unreadIn(thread), 0),
    readAll: () => read(threads),
    // The one that is unfolded stays, also when what was just done to it takes it out of the filter.
    shown: threads.filter((thread) => thread.id === unfolded || passes(thread, filter, me, unreadIn(thread))),
  };
}
