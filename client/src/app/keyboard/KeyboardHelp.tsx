import { atRest } from '../at-rest.ts';
import { lazyPart } from '../lazy-part.tsx';

/** `?` shows the keys. */
export const KeyboardHelp = lazyPart(() => import('./KeyboardDialog.tsx'), {}, atRest);
