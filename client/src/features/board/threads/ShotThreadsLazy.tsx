import { addMessages } from '../../../app/i18n.ts';
import { lazyPart } from '../../../app/lazy-part.tsx';

/** Its code and its words come with the first look at a shot's details. */
export const ShotThreadsLazy = lazyPart(async () => {
  const [threads, words] = await Promise.all([
    import('./ShotThreads.tsx'),
    import('@clapper/locales/threads'),
  ]);
  addMessages('threads', words);
  return threads;
});
