import { readBoard, readStages, readTakes } from '@clapper/documents';
import { useCallback, useMemo } from 'react';
import type { Doc } from 'yjs';
import { useRead } from '../../../app/device-context.tsx';
import { useProject } from '../../../app/project-context.tsx';
import type { Clock } from '../player/clock.ts';
import { shotsInCut, type ShotInCut } from './shots-in-cut.ts';

const NO_STAGES: readonly { id: string }[] = [];
const NOWHERE: readonly ShotInCut[] = [];
const takesOf = (doc: Doc) => readTakes(doc);
const stagesOf = (doc: Doc): readonly { id: string }[] => readStages(doc).stages;

/** The board's shots in this film; none where the board says nothing of time, or is not for this person. */
export function useShotsInCut(clock: Clock | null): readonly ShotInCut[] {
  const { board, plan } = useProject();
  const stages = useRead(plan, stagesOf) ?? NO_STAGES;
  const shots = useRead(
    board,
    useCallback((doc: Doc) => readBoard(doc, stages).shots, [stages]),
  );
  const takes = useRead(board, takesOf);
  return useMemo(
    () => (shots === null || takes === null || clock === null ? NOWHERE : shotsInCut(shots, takes, clock)),
    [shots, takes, clock],
  );
}
