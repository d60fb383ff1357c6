import { stageContent, type Stage } from '@clapper/documents';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlan } from '../page/plan-session.ts';
import type { Room } from '../page/use-layout.ts';
import { useThreadsPlace } from '../threads/use-threads-place.ts';
import { StageThreadsLazy } from '../threads/StageThreadsLazy.tsx';
import type { ShotFacts } from '../page/use-shot-facts.ts';
import { useListener } from '../page/use-listener.ts';
import { StageBody } from './StageBody.tsx';
import { StageFoot } from './StageFoot.tsx';
import { StageHead } from './StageHead.tsx';
import classes from './StageSheet.module.css';

export interface StageFacts {
  stage: Stage;
  edited: number | null;
  shots: ShotFacts | null;
  /** 0…1 */
  progress: number;
}

interface StageSheetProps extends StageFacts {
  /** Beside its neighbours: less room around the words. */
  compact: boolean;
  room: Room;
  onFocus: () => void;
}

/** An open stage: its head, the page one writes on, and how much is written. */
export function StageSheet({ stage, edited, shots, compact, room, onFocus }: StageSheetProps) {
  const { t } = useTranslation('plan');
  const { doc } = usePlan();
  const scroller = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLElement>(null);
  useListener(sheet, 'focusin', onFocus);
  const fragment = stageContent(doc, stage.id);
  const threads = useThreadsPlace(stage.id, compact || room === 'phone');
  const title = stage.title || t('stage.untitled');
  const label = t('stage.editor', { number: stage.number, title });
  if (fragment === null) return null;
  return (
    <section
      className={classes['sheet']}
      data-compact={compact || undefined}
      aria-label={label}
      data-stage={stage.number}
      data-presence-id={`stage:${stage.id}`}
      ref={sheet}
    >
      <StageHead stage={stage} compact={compact} fragment={fragment} threads={threads} />
      <div className={classes['scroller']} ref={scroller} data-scroller>
        <div className={classes['columns']}>
          <div className={classes['words']}>
            <StageBody key={stage.id} stage={stage} label={label} fragment={fragment} scroller={scroller} />
          </div>
          {threads.session !== null && threads.shown && (
            <StageThreadsLazy
              session={threads.session}
              stage={stage}
              scroller={scroller}
              drawer={threads.drawer}
              onClose={threads.hide}
            />
          )}
        </div>
      </div>
      <StageFoot fragment={fragment} edited={edited} shots={shots} />
    </section>
  );
}
