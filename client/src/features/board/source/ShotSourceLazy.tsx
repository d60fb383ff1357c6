import { lazyPart } from '../../../app/lazy-part.tsx';

/** Most shots were made by hand: its code comes with the first that was not. */
export const ShotSourceLazy = lazyPart(() => import('./ShotSource.tsx'), {
  spine: () => import('@clapper/locales/spine'),
});
