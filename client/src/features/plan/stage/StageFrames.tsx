import { readBoard, readTakes, shownTake, type Stage, type Take } from '@clapper/documents';
import { useCallback } from 'react';
import type * as Y from 'yjs';
import { useRead } from '../../../app/device-context.tsx';
import { useProject } from '../../../app/project-context.tsx';
import { FramePaper } from '../../../ui/FramePaper.tsx';
import FramePhoto from '../../files/FramePhoto.tsx';
import { usePlan } from '../page/plan-session.ts';
import { useStages } from './use-stages.ts';
import classes from './StageFrames.module.css';

/** As many as leave room for the words below. */
const FRAMES = 3;

/** The first shots of a folded stage, once one of them has a picture: until then its words tell more. */
export default function StageFrames({ stage }: { stage: string }) {
  const { board } = useProject();
  const stages = useStages(usePlan().doc);
  const frames = useRead(
    board,
    useCallback((doc: Y.Doc) => framesOf(doc, stages, stage), [stages, stage]),
  );
  if (frames === null || frames.every(({ take }) => take === null)) return null;
  return (
    <div className={classes['frames']} aria-hidden>
      {frames.map(({ shot, take }) => (
        <div key={shot.id} className={classes['frame']}>
          {take === null ? (
            <FramePaper words="" size={shot.size} angle={shot.angle} movement={shot.movement} />
          ) : (
            <FramePhoto take={take} />
          )}
          <span className={classes['number']}>{shot.number}</span>
        </div>
      ))}
    </div>
  );
}

function framesOf(doc: Y.Doc, stages: readonly Stage[], stage: string) {
  const takes = readTakes(doc);
  const takeOf = (shot: string): Take | null => {
    const own = takes.get(shot);
    return own === undefined ? null : shownTake(own);
  };
  return readBoard(doc, stages)
    .shots.filter(({ place }) => place.stage === stage)
    .slice(0, FRAMES)
    .map((shot) => ({ shot, take: takeOf(shot.id) }));
}
