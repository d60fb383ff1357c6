import { lazyPart } from '../../app/lazy-part.tsx';

/** Fabric and all that draws come when there is a picture with a drawing, or somebody begins one. */
export const DrawingLazy = lazyPart(() => import('./Drawing.tsx'), {
  drawing: () => import('@clapper/locales/drawing'),
});

/** What shows through from the frames around; it has no words. */
export const GhostsLazy = lazyPart(() => import('./Ghosts.tsx'), {});

/** The tools come with the words they need. */
export const DrawingBarLazy = lazyPart(() => import('./DrawingBar.tsx'), {
  drawing: () => import('@clapper/locales/drawing'),
});
