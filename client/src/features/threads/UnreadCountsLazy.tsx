import { atRest } from '../../app/at-rest.ts';
import { lazyPart } from '../../app/lazy-part.tsx';

export const UnreadCountsLazy = lazyPart(async () => {
  await atRest();
  return import('./UnreadCounts.tsx');
}, {});
