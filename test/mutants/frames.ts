import type { Mutant } from './mutant.ts';

/** SPEC part VF. */
export const frames: Mutant[] = [
  {
    rule: 'VF1',
    fault: 'it seeks to where a frame begins',
    by: 'test/e2e/review-frames.test.ts',
    file: 'client/src/features/review/player/player.ts',
    from: 'video.currentTime = clock.middle(target);',
    to: 'video.currentTime = clock.begins(target) - 0.001;',
  },
];
