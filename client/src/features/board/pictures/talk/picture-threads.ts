import type { Anchor, ShotTakes, Take, TakeLayer, Thread } from '@clapper/documents';
import { TAKE_LAYERS } from '@clapper/documents';
import { isShown } from '../../../threads/filter.ts';

export type PictureAnchor = Extract<Anchor, { type: 'image' }>;
export type Point = NonNullable<PictureAnchor['point']>;

/** A thread on a picture of a shot. */
export interface PictureThread {
  thread: Thread;
  anchor: PictureAnchor;
  /** Of those at a point, oldest first; deleted ones keep theirs, so that nobody else's changes. Null: at no point. */
  number: number | null;
}

/** A point of the picture that is looked at. */
export interface Pin extends PictureThread {
  number: number;
  point: Point;
  /** It was set on this picture; else on another one of its stack, and stands where that one had it. */
  here: boolean;
}

export function pictureThreads(
  threads: readonly Thread[],
  shot: string,
  moderates: boolean,
): PictureThread[] {
  let count = 0;
  return threads.flatMap((thread) => {
    const { anchor } = thread;
    if (anchor.type !== 'image' || anchor.shot !== shot) return [];
    const number = anchor.point === null ? null : ++count;
    return isShown(thread, moderates) ? [{ thread, anchor, number }] : [];
  });
}

/** What is open, and the one that is looked at, on the pictures of one stack. */
export function pinsOn(
  threads: readonly PictureThread[],
  take: Take,
  takes: ShotTakes,
  unfolded: string | null,
): Pin[] {
  return threads.flatMap(({ thread, anchor, number }) => {
    const { point, image } = anchor;
    if (point === null || number === null || takeOf(takes, image)?.layer !== take.layer) return [];
    if (thread.resolved !== null && thread.id !== unfolded) return [];
    return [{ thread, anchor, number, point, here: image === take.id }];
  });
}

/** A picture of the shot, deleted ones too; null: it is none of this shot. */
export function takeOf(takes: ShotTakes, id: string): Take | null {
  for (const layer of TAKE_LAYERS satisfies readonly TakeLayer[]) {
    const stack = takes[layer];
    const found = [...stack.takes, ...stack.deleted].find((take) => take.id === id);
    if (found !== undefined) return found;
  }
  return null;
}

/** Where a hand that moves by keys points next: within the picture. */
export function movedPoint({ x, y }: Point, by: Point): Point {
  const within = (share: number) => Math.min(1, Math.max(0, Math.round(share * 1_000) / 1_000));
  return { x: within(x + by.x), y: within(y + by.y) };
}
