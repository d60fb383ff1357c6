import { drawn } from '../../../app/at-rest.ts';
import { lazyPart } from '../../../app/lazy-part.tsx';

/** The words of the plan are there first: threads, and their words, come after them. */
export const StageThreadsLazy = lazyPart(
  () => import('./StageThreads.tsx'),
  {
    threads: () => import('@clapper/locales/threads'),
  },
  drawn,
);
