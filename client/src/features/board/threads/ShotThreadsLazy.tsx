import { lazyPart } from '../../../app/lazy-part.tsx';

/** Its code and its words come with the first look at a shot's details. */
export const ShotThreadsLazy = lazyPart(() => import('./ShotThreads.tsx'), {
  threads: () => import('@clapper/locales/threads'),
});
