import { z } from 'zod';
import type { Shot } from './board/reads.ts';
import type { ShotStatus } from './board/schema.ts';
import type { Stage } from './plan/reads.ts';
import type { StageStatus } from './plan/schema.ts';
import type { Thread } from './talk/reads.ts';

/** A share as it is kept and shown. */
export const percent = z.int().min(0).max(100);

export function percentOf(share: number): number {
  return Math.round(share * 100);
}

/** What progress is read from; deleted shots are not among `shots`. */
export interface Work {
  stages: readonly (Pick<Stage, 'id' | 'status'> & { written: boolean })[];
  shots: readonly Pick<Shot, 'id' | 'place' | 'status'>[];
  threads: readonly Pick<Thread, 'anchor' | 'resolved' | 'deleted' | 'hidden'>[];
  /** Notes on its videos that somebody has to see to yet. A video belongs to no stage. */
  openNotes: number;
}

/** Each 0…1. */
export interface Progress {
  whole: number;
  /** By the stage's id. */
  stages: ReadonlyMap<string, number>;
}

/** The page of a stage is as much work as three of its shots; whoever asked something waits for one shot's worth. */
const PAGE = 3;
const SHOT = 1;
const QUESTION = 1;

/**
 * How far a project is, and each of its stages: what is approved of its page and its shots, with every thread and
 * every note on a video that is still open as work that is not done. Without stages nothing is begun.
 */
export function progressOf({ stages, shots, threads, openNotes }: Work): Progress {
  const sums = new Map(stages.map(({ id }) => [id, { done: 0, work: 0 }]));
  const whole = { done: 0, work: 0 };
  const count = (stage: string | undefined, work: number, share: number): void => {
    for (const sum of [whole, stage === undefined ? undefined : sums.get(stage)]) {
      if (sum === undefined) continue;
      sum.work += work;
      sum.done += work * share;
    }
  };
  const stageOfShot = new Map(shots.map(({ id, place }) => [id, place.stage]));
  for (const { id, status, written } of stages) count(id, PAGE, pageShare(status, written));
  for (const { place, status } of shots) count(place.stage, SHOT, SHOT_SHARE[status]);
  for (const thread of threads) {
    if (thread.resolved !== null || thread.deleted !== null || thread.hidden !== null) continue;
    count(stageOf(thread.anchor, stageOfShot), QUESTION, 0);
  }
  count(undefined, QUESTION * openNotes, 0);
  return {
    whole: shareOf(whole),
    stages: new Map(Array.from(sums, ([id, sum]) => [id, shareOf(sum)])),
  };
}

const SHOT_SHARE: Readonly<Record<ShotStatus, number>> = {
  draft: 1 / 3,
  changes: 1 / 3,
  review: 2 / 3,
  approved: 1,
};

/** Empty, written, in review, approved. */
function pageShare(status: StageStatus, written: boolean): number {
  switch (status) {
    case 'approved':
      return 1;
    case 'review':
      return 2 / 3;
    case 'draft':
      return written ? 1 / 3 : 0;
    default:
      return status satisfies never;
  }
}

function stageOf(anchor: Thread['anchor'], stageOfShot: ReadonlyMap<string, string>): string | undefined {
  switch (anchor.type) {
    case 'stage':
    case 'text':
      return anchor.stage;
    case 'shot':
    case 'image':
      return stageOfShot.get(anchor.shot);
    case 'project':
    case 'event':
      return undefined;
    default:
      return anchor satisfies never;
  }
}

function shareOf({ done, work }: { done: number; work: number }): number {
  return work === 0 ? 0 : done / work;
}
