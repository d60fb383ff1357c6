import { SCREENS } from '../screens/screens.ts';
import { checkScreens, ROUNDS } from './check-screens.ts';

// One half of the screens, so that two files share the work.
checkScreens(
  SCREENS.filter((_, i) => i % 2 === 0),
  ROUNDS,
);
