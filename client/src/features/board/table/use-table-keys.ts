import type { KeyboardEvent } from 'react';
import { useBoard } from '../session/board-session.ts';
import { stepCell, type Cell, type CellStep } from './cell-range.ts';
import { TABLE_FIELDS } from './fields.ts';

const STEPS: Readonly<Record<string, CellStep>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'home',
  End: 'end',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
};

interface TableKeysOptions {
  focus: Cell | null;
  order: readonly string[];
  goTo: (cell: Cell, extend: boolean) => void;
  edit: (cell: Cell) => void;
  collapse: () => void;
  all: () => void;
  clear: () => void;
}

/** The keys of a spreadsheet, while no cell is being written in. */
export function useTableKeys(options: TableKeysOptions): (event: KeyboardEvent<HTMLElement>) => void {
  const { focus, order, goTo, edit, collapse, all, clear } = options;
  const session = useBoard();
  return (event) => {
    if (focus === null || event.target !== event.currentTarget) return;
    if (event.nativeEvent.isComposing || event.keyCode === 229 || event.altKey) return;
    const mod = event.ctrlKey || event.metaKey;
    const step = STEPS[event.code];
    if (step !== undefined && !mod) goTo(stepCell(focus, step, order, TABLE_FIELDS), event.shiftKey);
    else if (step !== undefined) goTo(farCell(focus, step, order), event.shiftKey);
    else if (mod && event.code === 'KeyA') all();
    else if (mod) return;
    else if (event.code === 'Tab') {
      const next = stepCell(focus, event.shiftKey ? 'before' : 'next', order, TABLE_FIELDS);
      // At its ends Tab leaves the table.
      if (next.id === focus.id && next.field === focus.field) return;
      goTo(next, false);
    } else if (event.code === 'Enter' || event.code === 'NumpadEnter' || event.code === 'F2') edit(focus);
    else if (event.code === 'Delete' || event.code === 'Backspace') clear();
    else if (event.code === 'Escape') {
      collapse();
      if (session.selection.get().ids.length === 0) return;
    } else return;
    event.preventDefault();
  };
}

/** Ctrl and an arrow: to the edge. */
function farCell(from: Cell, step: CellStep, order: readonly string[]): Cell {
  const first = order[0] ?? from.id;
  const last = order.at(-1) ?? from.id;
  switch (step) {
    case 'up':
      return { ...from, id: first };
    case 'down':
      return { ...from, id: last };
    case 'home':
      return { id: first, field: TABLE_FIELDS[0] ?? from.field };
    case 'end':
      return { id: last, field: TABLE_FIELDS.at(-1) ?? from.field };
    case 'left':
      return stepCell(from, 'home', order, TABLE_FIELDS);
    case 'right':
      return stepCell(from, 'end', order, TABLE_FIELDS);
    case 'pageUp':
    case 'pageDown':
    case 'next':
    case 'before':
      return stepCell(from, step, order, TABLE_FIELDS);
    default:
      return step satisfies never;
  }
}
