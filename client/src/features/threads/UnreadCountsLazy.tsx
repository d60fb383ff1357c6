import { lazyPart } from '../../app/lazy-part.tsx';

export const UnreadCountsLazy = lazyPart(() => import('./UnreadCounts.tsx'), {});
