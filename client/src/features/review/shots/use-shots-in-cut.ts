import { readBoard, readStages } from '@clapper/documents';
import { useCallback, useMemo } from 'react';
import type { Doc } from 'yjs';
import { useRead } from '../../../app/device-context.tsx';
import { useProject } from '../../../app/project-context.tsx';
import type { Clock } from '../player/clock.ts';
import { shotsInCut, type ShotInCut } from './shots-in-cut.ts';

const NO_STAGES: readonly { id: string }[] = [];
const NOWHERE: readonly ShotInCut[] = [];
const stagesOf = (doc: Doc): readonly { id: string }[] => readStages(doc).stages;

/** The board's shots in this film; none where the board says nothing of time, or is not for this person. */
export function useShotsInCut(clock: Clock | null): readonly ShotInCut[] {
  const { board, plan } = useProject();
  const stages = useRead(plan, stagesOf) ?? NO_STAGES;
  const shots = useRead(
    board,
    useCallback((doc: Doc) => readBoard(doc, stages).shots, [stages]),
  );
  return useMemo(
    () => (shots === null || clock === null ? NOWHERE : shotsInCut(shots, clock)),
    [shots, clock],
  );
}
