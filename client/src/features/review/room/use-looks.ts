import { useState } from 'react';
import { recall, remember } from '../../../app/memory.ts';

export interface Toggled {
  on: boolean;
  toggle: () => void;
}

/** What lies over the picture and under its timeline, besides what is said of it: each on or off. */
export interface Looks {
  /** One points at things. */
  laser: Toggled & { end: () => void };
  /** What is drawn on the frames around shows through. */
  ghosts: Toggled;
  /** The shots of the board under the timeline. */
  shots: Toggled;
}

/** The first two are of the moment; whether one wants to see the shots is kept on the device. */
export function useLooks({ onLaser }: { onLaser: () => void }): Looks {
  const [laser, setLaser] = useState(false);
  const [ghosts, setGhosts] = useState(false);
  const [shots, setShots] = useState(() => recall('review.shots') !== 'no');
  return {
    laser: {
      on: laser,
      toggle() {
        onLaser();
        setLaser(!laser);
      },
      end: () => setLaser(false),
    },
    ghosts: { on: ghosts, toggle: () => setGhosts(!ghosts) },
    shots: {
      on: shots,
      toggle() {
        remember('review.shots', shots ? 'no' : null);
        setShots(!shots);
      },
    },
  };
}
