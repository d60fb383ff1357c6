import type { InfoFacts, Shot } from '@clapper/documents';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShotPerson } from '../people/shot-people.ts';
import { useBoard, useSelectedIds } from '../session/board-session.ts';
import type { BoardStage } from '../session/stages.ts';
import { useStageName } from '../session/use-stage-name.ts';
import { extentOf, type Cell, type CellRange, type Extent } from './cell-range.ts';
import { HEAD_HEIGHT, NUMBER_WIDTH, ROW_HEIGHT, STAGE_WIDTH, TABLE_COLUMNS, TABLE_FIELDS } from './fields.ts';
import { OmittedLine } from './OmittedLine.tsx';
import { TableRow } from './TableRow.tsx';
import { useCellWords } from './use-cell-words.ts';
import { useTableClipboard } from './use-table-clipboard.ts';
import { useTableKeys } from './use-table-keys.ts';
import classes from './ShotTable.module.css';

const COLUMNS = [NUMBER_WIDTH, STAGE_WIDTH, ...TABLE_COLUMNS.map(({ width }) => width)];
const WIDTH = COLUMNS.reduce((sum, width) => sum + width, 0);
/** Rows drawn above and below what is seen, so that a quick scroll finds them there. */
const OVERSCAN = 12;

interface ShotTableProps {
  shots: readonly Shot[];
  /** The same with the omitted ones, where they stood: each a line of the table, and no cells. */
  lines: readonly Shot[];
  stages: readonly BoardStage[];
  members: InfoFacts['members'];
  people: ReadonlyMap<string, ShotPerson>;
  scroller: RefObject<HTMLDivElement | null>;
}

/** The same shots as a table: cells are walked, selected, copied and pasted as in a spreadsheet. */
export default function ShotTable({ shots, lines, stages, members, people, scroller }: ShotTableProps) {
  const { t } = useTranslation('board');
  const session = useBoard();
  const stageName = useStageName();
  const words = useCellWords(members);
  const selected = useSelectedIds();
  const table = useRef<HTMLDivElement>(null);
  const [range, setRange] = useState<CellRange | null>(null);
  const [editing, setEditing] = useState<Cell | null>(null);
  const rows = useMemo(() => new Map(shots.map(({ id }, index) => [id, index])), [shots]);
  const order = useMemo(() => shots.map(({ id }) => id), [shots]);
  const lineIds = useMemo(() => lines.map(({ id }) => id), [lines]);
  const names = useMemo(
    () => new Map(stages.map((stage) => [stage.id, stage.label || stageName(stage)])),
    [stages, stageName],
  );
  const extent = range === null ? null : extentOf(range, rows, TABLE_FIELDS);
  const focus = range !== null && rows.has(range.focus.id) ? range.focus : null;

  // Its functions are called while drawing and never handed down.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => lineIds[index] ?? index,
    overscan: OVERSCAN,
    scrollPaddingStart: HEAD_HEIGHT,
    scrollPaddingEnd: 72,
  });
  useRowAnchor(scroller, lineIds, focus?.id ?? null);

  const goTo = (cell: Cell, extend: boolean) => {
    setEditing(null);
    setRange((before) => ({ anchor: extend && before !== null ? before.anchor : cell, focus: cell }));
    const now = session.selection.get();
    if (now.ids.length > 0 || now.focus !== cell.id)
      session.selection.set({ ids: [], anchor: cell.id, focus: cell.id });
    const line = lineIds.indexOf(cell.id);
    if (line >= 0) virtual.scrollToIndex(line, { align: 'auto' });
    scrollToColumn(scroller.current, TABLE_FIELDS.indexOf(cell.field));
  };
  const select = ({ top, bottom, left, right }: Extent) => {
    const from = order[top];
    const to = order[bottom];
    const first = TABLE_FIELDS[left];
    const last = TABLE_FIELDS[right];
    if (from === undefined || to === undefined || first === undefined || last === undefined) return;
    setRange({ anchor: { id: from, field: first }, focus: { id: to, field: last } });
  };
  const clipboard = useTableClipboard({ shots, stages, words, extent, select });
  const stopEditing = (next: Cell | null) => {
    setEditing(null);
    table.current?.focus({ preventScroll: true });
    if (next !== null) goTo(next, false);
  };
  const onKeyDown = useTableKeys({
    focus,
    order,
    goTo,
    edit: (cell) => {
      if (session.writable) setEditing(cell);
    },
    collapse: () =>
      setRange((before) => (before === null ? null : { anchor: before.focus, focus: before.focus })),
    all: () => select({ top: 0, bottom: order.length - 1, left: 0, right: TABLE_FIELDS.length - 1 }),
    clear: clipboard.clear,
  });

  const template = COLUMNS.map((width) => `${width}px`).join(' ');
  return (
    <div
      ref={table}
      data-table
      role="grid"
      tabIndex={0}
      aria-label={t('table.label')}
      aria-rowcount={lines.length + 1}
      aria-colcount={COLUMNS.length}
      aria-multiselectable
      aria-readonly={!session.writable}
      aria-activedescendant={focus === null ? undefined : cellId(focus)}
      className={classes['table']}
      style={{ width: WIDTH }}
      onKeyDown={onKeyDown}
      onCopy={clipboard.copy}
      onPaste={clipboard.paste}
      onFocus={(event) => {
        const first = order[0];
        if (event.target === table.current && focus === null && first !== undefined)
          setRange({ anchor: { id: first, field: 'title' }, focus: { id: first, field: 'title' } });
      }}
    >
      <div role="row" aria-rowindex={1} className={classes['head']} style={{ gridTemplateColumns: template }}>
        <span role="columnheader" aria-colindex={1} className={classes['number']}>
          {t('field.number')}
        </span>
        <span role="columnheader" aria-colindex={2}>
          {t('field.stage')}
        </span>
        {TABLE_FIELDS.map((field, index) => (
          <span key={field} role="columnheader" aria-colindex={index + 3} data-field={field}>
            {t(`field.${field}`)}
          </span>
        ))}
      </div>
      <div role="rowgroup" className={classes['rows']} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start, key }) => {
          const shot = lines[index];
          if (shot === undefined) return null;
          const stage = names.get(shot.place.stage) ?? '';
          const row = rows.get(shot.id);
          if (row === undefined)
            return <OmittedLine key={key} shot={shot} index={index} top={start} stage={stage} />;
          const inside = extent !== null && row >= extent.top && row <= extent.bottom;
          return (
            <TableRow
              key={key}
              shot={shot}
              index={index}
              top={start}
              template={template}
              stage={stage}
              words={words}
              left={inside ? extent.left : -1}
              right={inside ? extent.right : -1}
              focused={focus?.id === shot.id ? focus.field : null}
              editing={editing?.id === shot.id ? editing.field : null}
              selected={selected.has(shot.id)}
              person={people.get(shot.id) ?? null}
              onCell={goTo}
              onEdit={(cell) => {
                if (session.writable) setEditing(cell);
              }}
              onDone={stopEditing}
              order={order}
            />
          );
        })}
      </div>
    </div>
  );
}

export function cellId({ id, field }: Cell): string {
  return `cell-${id}-${field}`;
}

/** The row in use keeps its place on the screen while others insert and move rows. */
function useRowAnchor(
  scroller: RefObject<HTMLDivElement | null>,
  order: readonly string[],
  focus: string | null,
): void {
  const session = useBoard();
  const before = useRef(order);
  useLayoutEffect(() => {
    const was = before.current;
    before.current = order;
    const element = scroller.current;
    if (element === null || was === order || session.board().changedBy === 'me') return;
    const id = focus ?? was[Math.ceil(element.scrollTop / ROW_HEIGHT)];
    if (id === undefined) return;
    const from = was.indexOf(id);
    const to = order.indexOf(id);
    if (from >= 0 && to >= 0 && from !== to)
      element.scrollBy({ top: (to - from) * ROW_HEIGHT, behavior: 'instant' });
  }, [order, focus, scroller, session]);
  // Leaving the table gives the keys back to the grid.
  useEffect(() => () => session.writing.set(null), [session]);
}

/** Columns that stay at the left while the others scroll under them. */
const STICKY_WIDTH = NUMBER_WIDTH;

function scrollToColumn(element: HTMLElement | null, column: number): void {
  if (element === null || column < 0) return;
  const left = COLUMNS.slice(0, column + 2).reduce((sum, width) => sum + width, 0);
  const right = left + (COLUMNS[column + 2] ?? 0);
  if (left - STICKY_WIDTH < element.scrollLeft) element.scrollLeft = left - STICKY_WIDTH;
  else if (right > element.scrollLeft + element.clientWidth) element.scrollLeft = right - element.clientWidth;
}
