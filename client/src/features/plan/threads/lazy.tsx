import { lazy, Suspense } from 'react';
import { addMessages } from '../../../app/i18n.ts';
import type { StageThreadsProps } from './StageThreads.tsx';

/** The words of the plan are there first: threads, and their words, come after them. */
const StageThreads = lazy(async () => {
  const [threads, words] = await Promise.all([
    import('./StageThreads.tsx'),
    import('@clapper/locales/threads'),
  ]);
  addMessages('threads', words);
  return threads;
});

export function StageThreadsLazy(props: StageThreadsProps) {
  return (
    <Suspense fallback={null}>
      <StageThreads {...props} />
    </Suspense>
  );
}
