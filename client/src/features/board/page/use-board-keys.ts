import { useEffect, useRef } from 'react';
import { focusShot } from '../grid/focus-shot.ts';
import { spotBeside } from '../session/actions.ts';
import type { BoardSession } from '../session/board-session.ts';
import type { Column } from '../session/columns.ts';
import { nudge } from '../session/nudge.ts';
import { selectAll, selectNone } from '../session/selection.ts';
import { walk } from '../session/walk.ts';
import { boardKey, type BoardKey } from './board-key.ts';

interface BoardKeysOptions {
  session: BoardSession;
  columns: readonly Column[];
  perStage: number;
  /** The table has keys of its own. */
  grid: boolean;
  /** Esc first takes the filter away. */
  clearFilter: () => boolean;
  remove: (ids: readonly string[]) => void;
  duplicate: (ids: readonly string[]) => void;
  announceMove: (ids: readonly string[]) => void;
}

/** The keys of the page, wherever on it the focus is. None fires while somebody types or composes. */
export function useBoardKeys(options: BoardKeysOptions): void {
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const key = boardKey(event);
      if (key === null || !allowed(event, key, latest.current.grid)) return;
      if (run(key, latest.current)) event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}

function allowed(event: KeyboardEvent, key: BoardKey, grid: boolean): boolean {
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return false;
  const target = event.target instanceof Element ? event.target : null;
  const typing = target?.closest(
    'input:not([type="range"], [type="radio"], [type="checkbox"]), textarea, select, [contenteditable]',
  );
  if (typing != null || target?.closest('[role="dialog"], [role="menu"], [role="listbox"]') != null)
    return false;
  if (key.do === 'undo' || key.do === 'redo' || key.do === 'none') return true;
  // Buttons, sliders and the table answer to arrows and Enter themselves.
  const free = target === null || target === document.body || target.closest('[data-shot], main') !== null;
  const control = target?.closest('button, a, [role="slider"], [role="radiogroup"], [data-table]') ?? null;
  return grid && free && control === null;
}

/** Whether the key did something. */
function run(key: BoardKey, options: BoardKeysOptions): boolean {
  const { session, columns, perStage } = options;
  const { selection, actions, undo } = session;
  if (session.dragging.get() !== null) return false;
  const now = selection.get();
  const order = session.order();
  const chosen = now.ids.length > 0 ? now.ids : now.focus === null ? [] : [now.focus];
  const rows = columns.map(({ stage, shots }) => ({ stage: stage.id, shots: shots.map(({ id }) => id) }));
  switch (key.do) {
    case 'walk': {
      const to = walk(rows, now.focus, key.direction, perStage);
      if (to === null) return false;
      session.select(to, key.extend ? 'range' : 'only');
      focusShot(to);
      return true;
    }
    case 'all':
      selection.set(selectAll(now, order));
      return true;
    case 'none':
      if (now.ids.length > 0) {
        selection.set(selectNone(now));
        return true;
      }
      return options.clearFilter();
    case 'undo':
      return session.writable && undo.undo();
    case 'redo':
      return session.writable && undo.redo();
    case 'edit':
      if (!session.writable || now.focus === null) return false;
      session.edit(now.focus, 'title');
      return true;
    case 'look':
      if (now.focus === null) return false;
      session.viewing.set(now.focus);
      return true;
    case 'add': {
      if (!session.writable) return false;
      const beside = now.focus ?? order.at(-1);
      const shots = session.board().shots;
      const stage = columns[0]?.stage.id;
      const spot =
        (beside === undefined ? null : spotBeside(shots, beside, key.side)) ??
        (stage === undefined ? null : { stage, before: null });
      if (spot === null) return false;
      session.addAt(spot);
      return true;
    }
    case 'duplicate':
      if (!session.writable || chosen.length === 0) return false;
      options.duplicate(chosen);
      return true;
    case 'remove':
      if (!session.writable || chosen.length === 0) return false;
      options.remove(chosen);
      return true;
    case 'move': {
      if (!session.writable || chosen.length === 0) return false;
      const spot = nudge(rows, new Set(chosen), key.rows ? key.by * perStage : key.by);
      if (spot === null) return true;
      actions.move(chosen, spot);
      if (now.focus !== null) focusShot(now.focus);
      options.announceMove(chosen);
      return true;
    }
    default:
      return key satisfies never;
  }
}
