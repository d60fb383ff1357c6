import { drawn } from '../../../app/at-rest.ts';
import { lazyPart } from '../../../app/lazy-part.tsx';

/** One can read and type before they are there. */
export const StageToolsLazy = lazyPart(
  () => import('./StageTools.tsx'),
  {
    insert: () => import('@clapper/locales/insert'),
    spine: () => import('@clapper/locales/spine'),
  },
  drawn,
);
