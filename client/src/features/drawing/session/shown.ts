/** When drawings lie over the picture: while it plays they would hide what they speak of. */
export const SHOWN = ['paused', 'always', 'hidden'] as const;

export type Shown = (typeof SHOWN)[number];

export function isShown(shown: Shown, playing: boolean): boolean {
  switch (shown) {
    case 'hidden':
      return false;
    case 'paused':
      return !playing;
    case 'always':
      return true;
    default:
      return shown satisfies never;
  }
}

/** Where nothing plays there are two. */
export function nextShown(shown: Shown, plays: boolean): Shown {
  switch (shown) {
    case 'paused':
      return plays ? 'always' : 'hidden';
    case 'always':
      return 'hidden';
    case 'hidden':
      return 'paused';
    default:
      return shown satisfies never;
  }
}
