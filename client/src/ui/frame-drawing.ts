import type { Shot } from '@clapper/documents';

interface Figure {
  x: number;
  y: number;
  scale: number;
}

/** How large a figure stands in the frame, as the shot size says. In units of a frame of 160 × 90. */
export function figureOf(size: Shot['size']): Figure | null {
  switch (size) {
    case null:
      return null;
    case 'ECU':
      return { x: 118, y: 34, scale: 5.2 };
    case 'CU':
      return { x: 118, y: 36, scale: 2.6 };
    case 'MCU':
      return { x: 119, y: 32, scale: 1.8 };
    case 'MS':
      return { x: 120, y: 30, scale: 1.25 };
    case 'MWS':
      return { x: 121, y: 28, scale: 0.82 };
    case 'WS':
      return { x: 122, y: 34, scale: 0.52 };
    case 'EWS':
      return { x: 124, y: 50, scale: 0.24 };
    default:
      return size satisfies never;
  }
}

/** Looking down lifts the horizon, looking up lowers it. */
export function horizonOf(angle: Shot['angle']): { y: number; tilt: number } {
  switch (angle) {
    case null:
    case 'eye':
      return { y: 56, tilt: 0 };
    case 'high':
      return { y: 26, tilt: 0 };
    case 'low':
      return { y: 76, tilt: 0 };
    case 'overhead':
      return { y: 6, tilt: 0 };
    case 'dutch':
      return { y: 52, tilt: -9 };
    default:
      return angle satisfies never;
  }
}

/** The pencil arrow of a camera move, in the lower right corner. */
export function moveOf(movement: Shot['movement']): string | null {
  switch (movement) {
    case null:
    case 'static':
      return null;
    case 'pan':
      return 'M128 80h20m-5-4 5 4-5 4';
    case 'tilt':
      return 'M146 84V66m-4 5 4-5 4 5';
    case 'push-in':
    case 'dolly':
      return 'M124 86l12-9m-5 0h5v5M152 86l-12-9m5 0h-5v5';
    case 'pull-out':
      return 'M136 77l-12 9m0-5v5h5M140 77l12 9m-5 0h5v-5';
    case 'track':
      return 'M126 80h24m-19-4-5 4 5 4m14-8 5 4-5 4';
    case 'crane':
      return 'M134 84c8 0 12-6 12-16m-4 5 4-5 4 5';
    case 'handheld':
      return 'M124 80c3-6 6-6 9 0s6 6 9 0 6-6 8-2';
    case 'zoom':
      return 'M128 70h20v14h-20zm6 4h8v6h-8z';
    default:
      return movement satisfies never;
  }
}
