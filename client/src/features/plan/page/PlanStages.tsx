import type { HandleState } from '@clapper/device';
import type { Anchor, Stage } from '@clapper/documents';
import { projectDocument } from '@clapper/protocol';
import { VisuallyHidden } from '@mantine/core';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDevice } from '../../../app/device-context.tsx';
import { usePageCommand } from '../../../app/page-commands.ts';
import { useProgress } from '../../../app/use-progress.ts';
import { writableDoc } from '../../../app/writable-doc.ts';
import type { Editor } from '@tiptap/core';
import { History } from '../../history/History.tsx';
import { useFollowedAt, useSayAt } from '../../presence/index.ts';
import { chipShelf } from '../chips/chip-book.ts';
import { ChipsLazy } from '../chips/ChipsLazy.tsx';
import { PLAN_ORIGIN, planUndo } from '../editor/undo.ts';
import { FindBar } from '../find/FindBar.tsx';
import { createFinder, stageOfCurrent } from '../find/finder.ts';
import { FoldedStage } from '../stage/FoldedStage.tsx';
import { StageSheet } from '../stage/StageSheet.tsx';
import { StageStrip } from '../stage/StageStrip.tsx';
import { stagePlaces } from '../stage/stage-places.ts';
import { useStageEdits } from '../stage/use-stage-edits.ts';
import { useStages } from '../stage/use-stages.ts';
import { UnreadCountsLazy } from '../../threads/UnreadCountsLazy.tsx';
import { useTalk } from '../../threads/talk-session.tsx';
import { planThreads } from '../threads/plan-threads.ts';
import { useAskedThread } from '../threads/use-asked-thread.ts';
import { useMarks } from '../threads/use-marks.ts';
import { PlanControls } from './PlanControls.tsx';
import { PlanLock } from './PlanLock.tsx';
import { PlanProvider, type PlanSession } from './plan-session.ts';
import { useAskedStage } from './use-asked-stage.ts';
import { useLayoutKeys } from './use-layout-keys.ts';
import { usePlanView, useRoom } from './use-layout.ts';
import { useAnnounceStage, useCaretLook, usePresenceMemory } from './use-presence.ts';
import { useShotFacts } from './use-shot-facts.ts';
import classes from '../PlanPage.module.css';

interface PlanStagesProps {
  project: string;
  state: Extract<HandleState, { phase: 'ready' }>;
  /** A repair made another document of this one; it comes as soon as a syllable is finished. */
  board: HandleState;
}

export function PlanStages({ project, state, board }: PlanStagesProps) {
  const { t } = useTranslation('plan');
  const device = useDevice();
  const { doc, awareness, generation, access, live } = state;
  const documentId = projectDocument(project, 'plan');
  const stages = useStages(doc);
  const room = useRoom();
  const view = usePlanView(project);
  const open = stages.find(({ id }) => id === view.open)?.id ?? stages[0]?.id ?? null;
  const mode = room === 'phone' ? 'one' : view.mode;
  const [active, setActive] = useState<string | null>(null);
  const [historyOf, openHistory] = useState<string | null>(null);
  const here = mode === 'all' ? (active ?? open) : open;

  const undo = planUndo(doc);
  const places = useMemo(() => stagePlaces(documentId), [documentId]);
  const [editors] = useState(() => new Map<string, Editor>());
  const [threads] = useState(planThreads);
  const [chips] = useState(chipShelf);
  const [shotMakers] = useState(() => new Map<string, () => void>());
  const [shownShots] = useState(() => new Set<string>());
  const talk = useTalk();
  const presence = usePresenceMemory(awareness, live);
  const look = useCaretLook();
  const latest = useRef({ stages, here });
  useLayoutEffect(() => {
    latest.current = { stages, here };
  });
  const finder = useFinder(doc, latest);
  const { setOpen, setMode } = view;
  const openStage = useCallback(
    (stage: string, focus: boolean) => {
      undo.pause();
      places.set(stage, { focus });
      setOpen(stage);
      setActive(stage);
      const shown = editors.get(stage);
      if (focus) shown?.view.focus();
    },
    [undo, places, editors, setOpen],
  );
  const writableBoard = writableDoc(board);
  const session = useMemo<PlanSession>(
    () => ({
      documentId,
      doc,
      awareness,
      generation,
      writable: access.write && state.schema === 'fits',
      board: writableBoard,
      presence,
      look,
      undo,
      finder,
      editors,
      places,
      threads,
      chips,
      shotMakers,
      shownShots,
      openStage,
      openHistory,
    }),
    [
      documentId,
      doc,
      awareness,
      generation,
      access.write,
      state.schema,
      writableBoard,
      presence,
      look,
      undo,
      finder,
      editors,
      places,
      threads,
      chips,
      shotMakers,
      shownShots,
      openStage,
    ],
  );

  const now = useCallback(() => device.serverTime(), [device]);
  const edited = useStageEdits(project, doc, live, now);
  const shots = useShotFacts(board, stages);
  const progress = useProgress();
  useAnnounceStage(awareness, here);
  useSayAt(atStage(stages, here));
  useMarks(threads, talk);
  const showStage = useCallback((stage: string) => openStage(stage, false), [openStage]);
  useAskedStage(showStage);
  useAskedThread(threads, talk, showStage);
  useFollowedAt('stage', showStage);
  useLayoutKeys(session, stages);
  usePageCommand('plan.history', here === null ? null : () => openHistory(here));
  useEffect(
    () =>
      finder.state.subscribe(() => {
        // A hit in a folded stage unfolds it; the focus stays in the bar.
        const stage = stageOfCurrent(finder.state.get());
        if (finder.state.get().open && stage !== null && stage !== latest.current.here) {
          setOpen(stage);
          setActive(stage);
        }
      }),
    [finder, setOpen],
  );

  const back = () => {
    if (here !== null) editors.get(here)?.view.focus();
  };
  const facts = (stage: Stage) => ({
    stage,
    edited: edited[stage.id] ?? null,
    shots: shots.get(stage.id) ?? null,
    progress: progress.stages.get(stage.id) ?? 0,
  });
  return (
    <PlanProvider value={session}>
      <UnreadCountsLazy keyOf={stageOf} tell={threads.setUnread} />
      <VisuallyHidden component="h1">{t('title')}</VisuallyHidden>
      <ChipsLazy />
      <PlanControls mode={mode} setMode={setMode} canCompare={room !== 'phone'} finder={finder} />
      <div className={classes['page']}>
        <PlanLock state={state} project={project} />
        <FindBar finder={finder} writable={session.writable} back={back} />
        <div className={classes['stages']} data-mode={mode} data-room={room}>
          {mode === 'one' && room !== 'columns' && <StageStrip stages={stages} open={open} room={room} />}
          {stages.map((stage) => {
            if (mode === 'all' || stage.id === open) {
              const onFocus = () => setActive(stage.id);
              return (
                <StageSheet
                  key={stage.id}
                  {...facts(stage)}
                  compact={mode === 'all'}
                  room={room}
                  onFocus={onFocus}
                />
              );
            }
            // Without room for columns the strip above stands for the folded ones.
            return room === 'columns' ? <FoldedStage key={stage.id} {...facts(stage)} /> : null;
          })}
        </div>
      </div>
      {historyOf !== null && (
        <History
          kind="plan"
          project={project}
          doc={doc}
          stages={stages}
          writable={session.writable}
          about={historyOf}
          step={(write) => {
            undo.pause();
            write(PLAN_ORIGIN);
            undo.pause();
          }}
          undo={undo.undo}
          onClose={() => openHistory(null)}
        />
      )}
    </PlanProvider>
  );
}

function atStage(stages: readonly Stage[], here: string | null) {
  const stage = stages.find(({ id }) => id === here);
  return stage === undefined ? null : { type: 'stage' as const, id: stage.id, label: String(stage.number) };
}

function useFinder(
  doc: PlanSession['doc'],
  latest: { readonly current: { stages: readonly Stage[]; here: string | null } },
) {
  const finder = useMemo(
    () =>
      createFinder(
        doc,
        planUndo(doc),
        () => latest.current.stages.map(({ id }) => id),
        () => latest.current.here,
      ),
    [doc, latest],
  );
  useEffect(() => finder.start(), [finder]);
  return finder;
}

function stageOf(anchor: Anchor): string | null {
  return 'stage' in anchor ? anchor.stage : null;
}
