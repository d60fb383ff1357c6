import {
  DndContext,
  DragOverlay,
  type Announcements,
  type DragMoveEvent,
  type DragStartEvent,
  type KeyboardCoordinateGetter,
  type Modifier,
} from '@dnd-kit/core';
import { useCallback, useEffect, useMemo, useRef, type ReactNode, type RefObject } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { usePart } from '../../../app/store.ts';
import { focusShot, shotElement } from '../grid/focus-shot.ts';
import { useBoard } from '../session/board-session.ts';
import type { Column } from '../session/columns.ts';
import type { Spot } from '../session/nudge.ts';
import { DragStack } from './DragStack.tsx';
import { pointOf } from './point-of.ts';
import { useDragSensors } from './use-drag-sensors.ts';
import { columnAt, slotAt, slotOf, slotsOf, type Box } from './slot-at.ts';

interface DragAreaProps {
  columns: readonly Column[];
  perStage: number;
  area: RefObject<HTMLElement | null>;
  children: ReactNode;
}

/**
 * Picking up shots and putting them down somewhere else: by mouse, by a long press, by Space and arrows.
 * Nothing is written before the drop, and then each shot's place once.
 */
export function DragArea({ columns, perStage, area, children }: DragAreaProps) {
  const { t } = useTranslation('board');
  const session = useBoard();
  const { dragging } = session;
  const pointer = useRef<{ x: number; y: number } | null>(null);
  const stop = useRef<() => void>(() => undefined);
  const rows = useMemo(
    () => columns.map(({ stage, shots }) => ({ stage: stage.id, shots: shots.map(({ id }) => id) })),
    [columns],
  );
  const latest = useRef(rows);
  useEffect(() => {
    latest.current = rows;
  });

  const stepByKey = useCallback<KeyboardCoordinateGetter>(
    (event, { currentCoordinates }) => {
      const drag = dragging.get();
      const by = keyStep(event.code, perStage);
      if (drag === null || by === null) return undefined;
      event.preventDefault();
      const moving = new Set(drag.ids);
      const slots = slotsOf(latest.current, moving);
      const at = slots.findIndex(
        ({ stage, before }) => stage === drag.to?.stage && before === drag.to.before,
      );
      const to = slots[Math.min(Math.max(at + by, 0), slots.length - 1)] ?? null;
      dragging.set({ ...drag, to });
      const card = to?.before == null ? null : shotElement(to.before);
      card?.scrollIntoView({ block: 'nearest' });
      const box = card?.getBoundingClientRect();
      return box === undefined ? currentCoordinates : { x: box.left, y: box.top };
    },
    [dragging, perStage],
  );
  const sensors = useDragSensors(stepByKey);

  const look = () => {
    const drag = dragging.get();
    if (drag === null || pointer.current === null || area.current === null) return;
    const to = spotUnder(area.current, pointer.current, perStage);
    if (to?.stage !== drag.to?.stage || to?.before !== drag.to?.before) dragging.set({ ...drag, to });
  };
  const start = ({ active, activatorEvent }: DragStartEvent) => {
    const id = String(active.id);
    const { ids } = session.selection.get();
    if (!ids.includes(id)) session.select(id, 'only');
    const moving = ids.includes(id) ? ids : [id];
    pointer.current = pointOf(activatorEvent);
    dragging.set({ ids: moving, to: slotOf(latest.current, new Set(moving), id) });
    // Escape puts the cards back; that is all it does then, they stay selected.
    const keepEscape = (event: KeyboardEvent) => {
      if (event.code === 'Escape') event.preventDefault();
    };
    window.addEventListener('keydown', keepEscape, true);
    const follow = (event: Event) => {
      pointer.current = pointOf(event) ?? pointer.current;
      look();
    };
    if (pointer.current !== null) {
      window.addEventListener('mousemove', follow);
      window.addEventListener('touchmove', follow, { passive: true });
    }
    stop.current = () => {
      window.removeEventListener('keydown', keepEscape, true);
      window.removeEventListener('mousemove', follow);
      window.removeEventListener('touchmove', follow);
    };
  };
  const move = ({ activatorEvent }: DragMoveEvent) => {
    // Also when only the page moved under the pointer.
    if (pointOf(activatorEvent) !== null) look();
  };
  const finish = (drop: boolean) => {
    stop.current();
    const drag = dragging.get();
    dragging.set(null);
    if (drag === null) return;
    if (drop && drag.to !== null) session.actions.move(drag.ids, drag.to);
    const focus = session.selection.get().focus;
    if (focus !== null) focusShot(focus);
  };

  const announcements = useAnnouncements(columns);
  return (
    <DndContext
      sensors={sensors}
      onDragStart={start}
      onDragMove={move}
      onDragEnd={() => finish(true)}
      onDragCancel={() => finish(false)}
      accessibility={{
        announcements,
        screenReaderInstructions: { draggable: t('drag.instructions') },
        restoreFocus: false,
      }}
    >
      {children}
      {createPortal(
        <DragOverlay dropAnimation={null} modifiers={[underPointer]} zIndex={80}>
          <Stack columns={columns} />
        </DragOverlay>,
        document.body,
      )}
    </DndContext>
  );
}

function Stack({ columns }: { columns: readonly Column[] }) {
  const drag = usePart(useBoard().dragging, (value) => value);
  const front = columns.flatMap(({ shots }) => shots).find(({ id }) => drag?.ids.includes(id));
  if (drag === null || front === undefined) return null;
  return <DragStack shot={front} count={drag.ids.length} />;
}

function spotUnder(area: HTMLElement, point: { x: number; y: number }, perStage: number): Spot | null {
  const stages = Array.from(area.querySelectorAll<HTMLElement>('[data-stage]'), (element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return { element, left, right, top, bottom };
  });
  const stage = columnAt(stages, point);
  const id = stage?.element.dataset['stage'];
  if (stage === null || id === undefined) return null;
  const cards = Array.from(stage.element.querySelectorAll<HTMLElement>('[data-shot]'), (element): Box => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return { id: element.dataset['shot'] ?? '', left, right, top, bottom };
  });
  return { stage: id, before: slotAt(cards, point, perStage) };
}

function keyStep(code: string, perStage: number): number | null {
  switch (code) {
    case 'ArrowRight':
      return 1;
    case 'ArrowLeft':
      return -1;
    case 'ArrowDown':
      return perStage;
    case 'ArrowUp':
      return -perStage;
    default:
      return null;
  }
}

/** The stack is smaller than a card and hangs at the pointer. */
const underPointer: Modifier = ({ activatorEvent, activeNodeRect, transform }) => {
  const point = activatorEvent === null ? null : pointOf(activatorEvent);
  if (point === null || activeNodeRect === null) return transform;
  return {
    ...transform,
    x: transform.x + point.x - activeNodeRect.left - 150,
    y: transform.y + point.y - activeNodeRect.top - 90,
  };
};

function useAnnouncements(columns: readonly Column[]): Announcements {
  const { t } = useTranslation('board');
  const { dragging } = useBoard();
  const where = () => {
    const to = dragging.get()?.to;
    const column = columns.find(({ stage }) => stage.id === to?.stage);
    if (to == null || column === undefined) return '';
    const stage = [column.stage.label, column.stage.title].filter(Boolean).join(' ');
    const before = column.shots.find(({ id }) => id === to.before);
    return before === undefined
      ? t('drag.atEnd', { stage })
      : t('drag.before', { stage, number: before.number });
  };
  return {
    onDragStart: () => t('drag.picked', { count: dragging.get()?.ids.length ?? 1 }),
    onDragMove: () => where(),
    onDragOver: () => where(),
    onDragEnd: () => t('drag.dropped'),
    onDragCancel: () => t('drag.cancelled'),
  };
}
