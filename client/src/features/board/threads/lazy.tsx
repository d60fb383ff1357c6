import { lazy, Suspense } from 'react';
import { addMessages } from '../../../app/i18n.ts';

/** Its code and its words come with the first look at a shot's details. */
const ShotThreads = lazy(async () => {
  const [threads, words] = await Promise.all([
    import('./ShotThreads.tsx'),
    import('@clapper/locales/threads'),
  ]);
  addMessages('threads', words);
  return threads;
});

export function ShotThreadsLazy(props: { shot: string }) {
  return (
    <Suspense fallback={null}>
      <ShotThreads {...props} />
    </Suspense>
  );
}
