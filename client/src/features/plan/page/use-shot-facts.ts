import type { HandleState } from '@clapper/device';
import { readBoard, type Stage } from '@clapper/documents';
import { useCallback } from 'react';
import { useRead } from '../../../app/device-context.tsx';

export interface ShotFacts {
  shots: number;
  seconds: number;
}

const NONE: ReadonlyMap<string, ShotFacts> = new Map();

/** How many shots each stage has on the board, and how long they are together. */
export function useShotFacts(board: HandleState, stages: readonly Stage[]): ReadonlyMap<string, ShotFacts> {
  const read = useCallback(
    (doc: Parameters<typeof readBoard>[0]) => {
      const facts = new Map<string, ShotFacts>();
      for (const { place, duration } of readBoard(doc, stages).shots) {
        const before = facts.get(place.stage) ?? { shots: 0, seconds: 0 };
        facts.set(place.stage, { shots: before.shots + 1, seconds: before.seconds + (duration ?? 0) });
      }
      return facts;
    },
    [stages],
  );
  return useRead(board, read) ?? NONE;
}
