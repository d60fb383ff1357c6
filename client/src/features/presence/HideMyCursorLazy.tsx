import { lazyPart } from '../../app/lazy-part.tsx';

export const HideMyCursorLazy = lazyPart(() => import('./HideMyCursor.tsx'), {
  presence: () => import('@clapper/locales/presence'),
});
