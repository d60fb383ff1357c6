import { count } from '../harness/counts.ts';
import { checkEveryScreen, type Look } from './every-screen.ts';

/** In the short run the narrowest, in the long run every width. */
const LOOKS: Look[] = [
  { theme: 'dark', width: 390 },
  { theme: 'dark', width: 1024 },
  { theme: 'dark', width: 1440 },
];
checkEveryScreen(LOOKS.slice(0, count(1, 3)));
