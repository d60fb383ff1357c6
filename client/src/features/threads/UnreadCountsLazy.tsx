import { atRest } from '../../app/at-rest.ts';
import { lazyPart } from '../../app/lazy-part.tsx';

export const UnreadCountsLazy = lazyPart(() => import('./UnreadCounts.tsx'), {}, atRest);
