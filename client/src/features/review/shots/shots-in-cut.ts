import { segmentsOf, shownTake, type Shot, type ShotTakes, type Take } from '@clapper/documents';

/** A shot of the board where it should stand in the film. */
export interface ShotInCut {
  id: string;
  number: string;
  title: string;
  /** What is shown of it on the board. */
  take: Take | null;
  /** Its first frame, and the first behind it. */
  frame: number;
  endFrame: number;
}

/**
 * The shots of the board one after the other, each as long as it says; of one that says nothing nobody knows where it
 * stands, so it is left out. What would begin behind the end of the film is not in it.
 */
export function shotsInCut(
  shots: readonly Pick<Shot, 'id' | 'duration' | 'number' | 'title'>[],
  takes: ReadonlyMap<string, ShotTakes>,
  { frames, fps }: { frames: number; fps: number },
): ShotInCut[] {
  const timed = shots.filter(({ duration }) => duration !== null && duration > 0);
  return segmentsOf(timed).flatMap(({ shot: id, start, seconds }, index) => {
    const { number, title } = timed[index]!;
    const frame = Math.round(start * fps);
    const endFrame = Math.min(frames, Math.round((start + seconds) * fps));
    if (frame >= frames || endFrame <= frame) return [];
    const own = takes.get(id);
    return [{ id, number, title, take: own === undefined ? null : shownTake(own), frame, endFrame }];
  });
}

/** Which one a frame belongs to; -1: the film is longer than its board. */
export function shotAtFrame(shots: readonly ShotInCut[], frame: number): number {
  return shots.findIndex((shot) => shot.frame <= frame && frame < shot.endFrame);
}

/** Where a step from the frame leads: back goes to the beginning of the shot first, as every player does. */
export function stepFrom(shots: readonly ShotInCut[], frame: number, direction: -1 | 1): ShotInCut | null {
  const found =
    direction === 1 ? shots.find((shot) => shot.frame > frame) : shots.findLast((shot) => shot.frame < frame);
  return found ?? null;
}
