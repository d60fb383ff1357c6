import { lazyPart } from '../../app/lazy-part.tsx';

/** Its code and its words come with the first look at what it is about. */
export const SubjectThreadsLazy = lazyPart(() => import('./SubjectThreads.tsx'), {
  threads: () => import('@clapper/locales/threads'),
});
