import type { HandleState } from '@clapper/device';
import { ratioOf } from '@clapper/documents';
import { useElementSize } from '@mantine/hooks';
import { VisuallyHidden } from '@mantine/core';
import {
  lazy,
  Suspense,
  useCallback,
  useDeferredValue,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
} from 'react';
import { useTranslation } from 'react-i18next';
import { usePart } from '../../../app/store.ts';
import { usePageCommand } from '../../../app/page-commands.ts';
import { AskToEditBar } from '../../../app/ask-to-edit.tsx';
import type { Project } from '../../../app/project-here.ts';
import { History } from '../../history/History.tsx';
import { useFollowedAt } from '../../presence/index.ts';
import { DamagedLine } from '../deleted/DamagedLine.tsx';
import { useEditedAfterDeleting } from '../deleted/use-edited-after-deleting.tsx';
import { useTakenAway } from '../deleted/use-taken-away.ts';
import { DetailsPanel } from '../details/DetailsPanel.tsx';
import { focusShot } from '../grid/focus-shot.ts';
import { Grid } from '../grid/Grid.tsx';
import { useSayShot } from '../people/use-say-shot.ts';
import { useShotPeople } from '../people/shot-people.ts';
import { useAnnounce } from '../people/use-announce.ts';
import { addShotHere } from '../session/add-shot.ts';
import { BoardProvider } from '../session/board-session.ts';
import { columnReader, linesOf, type Column } from '../session/columns.ts';
import { EVERYTHING, isFiltering, matches } from '../session/filter.ts';
import { reconcile } from '../session/selection.ts';
import { BOARD_ORIGIN } from '../session/undo.ts';
import { layoutFor, useBoardView } from '../session/view.ts';
import { BoardHead } from './BoardHead.tsx';
import { EmptyBoard } from './EmptyBoard.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { StageSwitch } from './StageSwitch.tsx';
import { useBoardKeys } from './use-board-keys.ts';
import { useGestures } from './use-gestures.ts';
import { UnreadCountsLazy } from '../../threads/UnreadCountsLazy.tsx';
import { shotOf } from '../../threads/open-threads.ts';
import { useOpenThreads } from '../../threads/use-open-threads.ts';
import { DropNote } from '../pictures/DropNote.tsx';
import { ImportPicturesLazy } from '../pictures/import/ImportPicturesLazy.tsx';
import { useAddPictures } from '../pictures/use-add-pictures.ts';
import { usePictureDrop } from '../pictures/use-picture-drop.ts';
import { PictureViewerLazy } from '../pictures/PictureViewerLazy.tsx';
import { useAskedFor } from './use-asked-for.ts';
import { useSession } from './use-session.ts';
import classes from './BoardView.module.css';

const ShotTable = lazy(() => import('../table/ShotTable.tsx'));

interface BoardViewProps {
  project: Project;
  state: Extract<HandleState, { phase: 'ready' }>;
}

export function BoardView({ project, state }: BoardViewProps) {
  const { t } = useTranslation('board');
  const { session, board, stages } = useSession(project, state);
  const [view, setView] = useBoardView(session.me.id);
  const filter = usePart(session.filter, (value) => value);
  const people = useShotPeople(state.awareness, session.me.id);
  const names = useMemo(() => new Map(project.members.map(({ id, name }) => [id, name])), [project.members]);
  const { ref: measured, width } = useElementSize<HTMLDivElement>();
  const scroller = useRef<HTMLDivElement>(null);
  const [chosenStage, setChosenStage] = useState<string | null>(null);
  const [historyShown, showHistory] = useState(false);

  const shown = useMemo(
    () => (isFiltering(filter) ? board.shots.filter((shot) => matches(shot, filter)) : board.shots),
    [board.shots, filter],
  );
  // The bars around the cards follow when the hand has been served: their menus cost more than a card.
  const calm = useDeferredValue(board);
  const openHistory = useCallback(() => showHistory(true), []);
  const openDetails = useCallback(() => setView({ details: true }), [setView]);
  const readColumns = useMemo(() => columnReader(), []);
  const columns = useMemo(
    () => readColumns(stages, board.shots, new Set(shown), board.deleted),
    [readColumns, stages, board.shots, board.deleted, shown],
  );
  const lines = useMemo(() => linesOf(columns), [columns]);
  const { abreast, columns: perStage } = layoutFor(width - 2 * GUTTER, stages.length, view.size);
  const narrow = width > 0 && width < 560;
  const oneStage = narrow && view.show === 'grid' && stages.length > 1;
  const open = columns.find(({ stage }) => stage.id === chosenStage) ?? columns[0];
  const visible = useMemo(
    () => (oneStage && open !== undefined ? [open] : columns),
    [oneStage, open, columns],
  );

  useShownOrder(session, visible);
  useAnnounce(session);
  useSayShot(session, board.byId);
  useAskedFor(session, board.byId, shown, setChosenStage, openDetails);
  useFollowedAt(
    'shot',
    useCallback((id) => setChosenStage((before) => board.byId.get(id)?.place.stage ?? before), [board.byId]),
  );
  useOpenThreads(shotOf, session.openThreads.set);
  usePageCommand('board.history', openHistory);
  usePageCommand('board.add', session.writable ? () => addShotHere(session, board.shots, stages) : null);
  const gestures = useGestures(session);
  const addPictures = useAddPictures(session);
  const drop = usePictureDrop(scroller, session, addPictures);
  useEditedAfterDeleting(session, board);
  useTakenAway(session, board);
  useBoardKeys({
    session,
    columns: visible,
    perStage,
    grid: view.show === 'grid',
    clearFilter: () => {
      if (!isFiltering(session.filter.get())) return false;
      session.filter.set(EVERYTHING);
      return true;
    },
    ...gestures,
  });

  return (
    <BoardProvider value={session}>
      <UnreadCountsLazy keyOf={shotOf} tell={session.unread.set} />
      <div
        className={classes['page']}
        data-details={view.details || undefined}
        data-guides={view.guides || undefined}
        style={{ '--clapper-frame-aspect': ratioOf(board.settings.aspect) } as CSSProperties}
      >
        <VisuallyHidden component="h1">{t('title')}</VisuallyHidden>
        <div className={classes['main']} ref={measured}>
          <BoardHead
            board={calm}
            shown={shown.length}
            stages={stages}
            members={project.members}
            view={view}
            setView={setView}
            narrow={narrow}
            onHistory={openHistory}
          />
          <div className={classes['notices']}>
            <AskToEditBar state={state} />
            <DamagedLine board={board} />
          </div>
          {oneStage && (
            <StageSwitch columns={columns} open={open?.stage.id ?? null} onOpen={setChosenStage} />
          )}
          <div
            ref={scroller}
            className={classes['scroll']}
            data-view={view.show}
            data-drop={drop === null ? undefined : drop.shot === null ? 'board' : 'shot'}
          >
            {drop !== null && <DropNote shot={drop.shot} />}
            {board.shots.length === 0 ? (
              <EmptyBoard stages={stages} />
            ) : view.show === 'table' ? (
              <Suspense fallback={null}>
                <ShotTable
                  shots={shown}
                  lines={lines}
                  stages={stages}
                  members={project.members}
                  people={people}
                  scroller={scroller}
                />
              </Suspense>
            ) : (
              width > 0 && (
                <Grid
                  columns={visible}
                  abreast={oneStage ? 1 : abreast}
                  perStage={perStage}
                  fields={view.fields}
                  people={people}
                  names={names}
                  scroller={scroller}
                />
              )
            )}
          </div>
          <SelectionBar
            board={calm}
            members={project.members}
            gestures={gestures}
            onDetails={openDetails}
            narrow={narrow}
          />
        </div>
        {view.details && (
          <DetailsPanel
            board={board}
            members={project.members}
            narrow={narrow}
            onClose={() => setView({ details: false })}
          />
        )}
        <PictureViewerLazy
          board={board}
          names={names}
          guides={view.guides}
          onGuides={(guides) => setView({ guides })}
        />
        <ImportPicturesLazy board={board} />
        {historyShown && (
          <History
            kind="board"
            project={session.project}
            doc={session.doc}
            stages={stages}
            writable={session.writable}
            about={session.selection.get().focus}
            step={(write) => session.undo.step(() => write(BOARD_ORIGIN))}
            undo={() => session.undo.undo()}
            onClose={() => showHistory(false)}
          />
        )}
        <VisuallyHidden role="status" aria-live="polite">
          {gestures.said}
        </VisuallyHidden>
      </div>
    </BoardProvider>
  );
}

/** Left and right of the cards. */
const GUTTER = 20;

/** The session learns what is on the screen; shots that left it leave the selection. */
function useShownOrder(session: ReturnType<typeof useSession>['session'], columns: readonly Column[]): void {
  useLayoutEffect(() => {
    const was = session.shown.get();
    const order = columns.flatMap(({ shots }) => shots.map(({ id }) => id));
    session.shown.set(order);
    const before = session.selection.get();
    const after = reconcile(before, was, order);
    session.selection.set(after);
    // The focus does not fall out of the page with its card.
    if (after.focus !== before.focus && after.focus !== null && document.activeElement === document.body) {
      focusShot(after.focus);
    }
  }, [session, columns]);
}
