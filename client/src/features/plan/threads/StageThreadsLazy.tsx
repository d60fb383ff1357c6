import { addMessages } from '../../../app/i18n.ts';
import { lazyPart } from '../../../app/lazy-part.tsx';

/** The words of the plan are there first: threads, and their words, come after them. */
export const StageThreadsLazy = lazyPart(async () => {
  const [threads, words] = await Promise.all([
    import('./StageThreads.tsx'),
    import('@clapper/locales/threads'),
  ]);
  addMessages('threads', words);
  return threads;
});
