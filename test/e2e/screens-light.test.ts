import { count } from '../harness/counts.ts';
import { checkEveryScreen, type Look } from './every-screen.ts';

/** In the short run the widest, in the long run every width. */
const LOOKS: Look[] = [
  { theme: 'light', width: 1440 },
  { theme: 'light', width: 1024 },
  { theme: 'light', width: 390 },
];
checkEveryScreen(LOOKS.slice(0, count(1, 3)), [1440, 1024, 390]);
