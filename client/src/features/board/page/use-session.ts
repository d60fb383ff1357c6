import type { HandleState } from '@clapper/device';
import type { Shot, TakeLayer } from '@clapper/documents';
import { useEffect, useMemo, useRef } from 'react';
import { useDevice, useMe } from '../../../app/device-context.tsx';
import type { Project } from '../../../app/project-here.ts';
import { createStore } from '../../../app/store.ts';
import { EVERYTHING, type Filter } from '../session/filter.ts';
import { boardActions } from '../session/actions.ts';
import type { BoardSession, Dragging, Editing } from '../session/board-session.ts';
import { boardStore, type BoardRead } from '../session/board-store.ts';
import { useBoardRead } from './use-board-read.ts';
import type { FieldName } from '../session/fields.ts';
import { NOTHING, select, type Selection } from '../session/selection.ts';
import { useSourceStates, type SourceNews } from '../source/use-source-states.ts';
import { stagesOfShots, useBoardStages, type BoardStage } from '../session/stages.ts';
import { takesStore } from '../session/takes-store.ts';
import { boardUndo } from '../session/undo.ts';

type Ready = Extract<HandleState, { phase: 'ready' }>;

/** The page's one session with its document, and the board as it is now. */
export function useSession(
  project: Project,
  state: Ready,
): { session: BoardSession; board: BoardRead; stages: readonly BoardStage[] } {
  const device = useDevice();
  const me = useMe();
  const { doc, awareness, access, schema } = state;
  const writable = access.write && schema === 'fits';
  const planned = useBoardStages(project.plan);
  const store = useMemo(() => boardStore(doc, planned ?? []), [doc, planned]);
  useEffect(() => store.start(), [store]);
  const parts = useMemo(
    () => ({
      selection: createStore<Selection>(NOTHING),
      editing: createStore<Editing | null>(null),
      writing: createStore<{ id: string; field: FieldName } | null>(null),
      dragging: createStore<Dragging | null>(null),
      order: createStore<readonly string[]>([]),
      filter: createStore<Filter>(EVERYTHING),
      openThreads: createStore<ReadonlyMap<string, number>>(new Map()),
      unread: createStore<ReadonlyMap<string, number>>(new Map()),
      sourceNews: createStore<ReadonlyMap<string, SourceNews>>(new Map()),
      layer: createStore<TakeLayer | null>(null),
      viewing: createStore<string | null>(null),
      importing: createStore<{ pictures: readonly File[]; from: string | null } | null>(null),
      arriving: createStore<ReadonlyMap<string, number>>(new Map()),
      taken: createStore<readonly Shot[]>([]),
    }),
    // They belong to one document.
    // oxlint-disable-next-line react/exhaustive-deps
    [doc],
  );

  const hand = useMemo(() => handOf(me.id, parts), [me.id, parts]);
  const board = useBoardRead(store, parts.writing, hand);
  const stages = useMemo(
    () => planned ?? stagesOfShots(project.id, board.shots),
    [planned, project.id, board.shots],
  );
  const latest = useRef({ stages, store });
  latest.current = { stages, store };

  const takes = useMemo(() => takesStore(doc), [doc]);

  const session = useMemo<BoardSession>(() => {
    const { order, ...shared } = parts;
    const { selection, editing, filter } = shared;
    const undo = boardUndo(doc);
    const actions = boardActions({
      doc,
      undo,
      writable,
      user: me.id,
      now: () => device.serverTime(),
      stages: () => latest.current.stages,
    });
    const choose: BoardSession['select'] = (id, mode) => {
      selection.set(select(selection.get(), id, mode, order.get()));
      if (editing.get() !== null && editing.get()?.id !== id) editing.set(null);
    };
    const edit: BoardSession['edit'] = (id, field) => {
      if (!writable) return;
      if (selection.get().focus !== id) choose(id, 'only');
      editing.set({ id, field });
    };
    return {
      project: project.id,
      doc,
      awareness,
      me,
      writable,
      undo,
      board: () => latest.current.store.get(),
      ...shared,
      takes,
      shown: order,
      actions,
      order: order.get,
      select: choose,
      edit,
      addAt: (spot) => {
        const id = actions.add(spot);
        if (id === null) return;
        // A new shot fits no filter yet.
        filter.set(EVERYTHING);
        choose(id, 'only');
        edit(id, 'title');
      },
    };
  }, [parts, takes, doc, writable, me, device, project.id, awareness]);
  useEffect(() => takes.start(), [takes]);
  useSourceStates(session, project.plan, board.shots);
  return { session, board, stages };
}

type Parts = Pick<BoardSession, 'selection' | 'editing' | 'writing' | 'dragging' | 'viewing' | 'taken'>;

/** What this person is at: what is open on a card, dragged or looked at, or typed into about what is selected. */
function handOf(me: string, { selection, editing, writing, dragging, viewing, taken }: Parts) {
  const holds = (id: string) => selection.get().ids.includes(id) || selection.get().focus === id;
  return {
    me,
    holds,
    grips: (id: string) =>
      editing.get()?.id === id ||
      writing.get()?.id === id ||
      viewing.get() === id ||
      dragging.get()?.ids.includes(id) === true ||
      (holds(id) && document.activeElement?.closest('input, textarea, [contenteditable]') != null),
    told: taken.set,
    parts: [selection, editing, dragging, viewing],
  };
}
