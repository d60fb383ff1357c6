import { drawn } from '../../../app/at-rest.ts';
import { lazyPart } from '../../../app/lazy-part.tsx';

/** The words of the plan are there first; what chips are called now comes after them. */
export const ChipsLazy = lazyPart(
  () => import('./Chips.tsx'),
  {
    insert: () => import('@clapper/locales/insert'),
  },
  drawn,
);
