import type { Shot } from '@clapper/documents';
import { useComputedColorScheme } from '@mantine/core';
import { memo, useRef, type CSSProperties, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { StatusLabel } from '../../../ui/StatusIcon.tsx';
import { Avatar, personColor } from '../../presence/index.ts';
import type { ShotPerson } from '../people/shot-people.ts';
import { useBoard } from '../session/board-session.ts';
import type { FieldName } from '../session/fields.ts';
import { CellEditor } from './CellEditor.tsx';
import type { Cell } from './cell-range.ts';
import { cellText, type CellWords } from './cell-values.ts';
import { TABLE_FIELDS } from './fields.ts';
import classes from './ShotTable.module.css';

interface TableRowProps {
  shot: Shot;
  index: number;
  top: number;
  template: string;
  stage: string;
  words: CellWords;
  /** The selected columns in this row; −1: none. */
  left: number;
  right: number;
  focused: FieldName | null;
  editing: FieldName | null;
  selected: boolean;
  person: ShotPerson | null;
  onCell: (cell: Cell, extend: boolean) => void;
  onEdit: (cell: Cell) => void;
  onDone: (next: Cell | null) => void;
  order: readonly string[];
}

export const TableRow = memo(function TableRow(props: TableRowProps) {
  const { shot, index, top, template, stage, words, left, right, focused, editing, selected, person } = props;
  const { t } = useTranslation('board');
  const session = useBoard();
  const color = usePersonStyle(person);
  const { id } = shot;
  /** Where the table's focus was before this press. */
  const wasFocused = useRef<FieldName | null>(null);
  const pick = (event: MouseEvent) =>
    session.select(id, event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'only');
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={classes['row']}
      data-selected={selected || undefined}
      data-presence-id={`shot:${id}`}
      data-person={person === null ? undefined : true}
      style={{ ...color, top, gridTemplateColumns: template }}
    >
      {/* Rows are selected by the pointer here; the keys select cells. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events */}
      <span role="rowheader" tabIndex={-1} aria-colindex={1} className={classes['number']} onClick={pick}>
        {shot.number}
      </span>
      <span role="gridcell" aria-colindex={2} className={classes['stage']}>
        {stage}
      </span>
      {TABLE_FIELDS.map((field, column) => {
        const inside = column >= left && column <= right && left >= 0;
        return (
          // The keys of the table are its own: see useTableKeys.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={field}
            id={`cell-${id}-${field}`}
            role="gridcell"
            tabIndex={-1}
            aria-colindex={column + 3}
            aria-selected={inside}
            className={classes['cell']}
            data-field={field}
            data-inside={inside || undefined}
            data-focus={focused === field || undefined}
            onMouseDown={(event) => {
              wasFocused.current = focused;
              if (event.button !== 0 || editing === field) return;
              // The table keeps the focus: its cells are told by `aria-activedescendant`.
              event.preventDefault();
              event.currentTarget.closest<HTMLElement>('[data-table]')?.focus({ preventScroll: true });
              props.onCell({ id, field }, event.shiftKey);
            }}
            onClick={(event) => {
              // A finger has no F2: the second tap on a cell opens it.
              const { nativeEvent } = event;
              const touched = nativeEvent instanceof PointerEvent && nativeEvent.pointerType === 'touch';
              if (touched && wasFocused.current === field && editing !== field) props.onEdit({ id, field });
            }}
            onDoubleClick={() => props.onEdit({ id, field })}
          >
            {editing === field ? (
              <CellEditor shot={shot} field={field} words={words} order={props.order} onDone={props.onDone} />
            ) : (
              <CellContent shot={shot} field={field} words={words} />
            )}
            {person?.field === field && (
              <span className={classes['flag']}>
                {t('person.writing', { name: person.name, field: t(`writing.${field}`) })}
              </span>
            )}
          </div>
        );
      })}
    </div>
  );
});

function CellContent({ shot, field, words }: { shot: Shot; field: FieldName; words: CellWords }) {
  const text = cellText(shot, field, words);
  if (field === 'status') return <StatusLabel status={shot.status} size={14} />;
  if (field === 'assignee' && shot.assignee !== null) {
    return (
      <span className={classes['assignee']}>
        <Avatar id={shot.assignee} name={text} size={18} quiet />
        <span className={classes['text']}>{text}</span>
      </span>
    );
  }
  return <span className={classes['text']}>{text}</span>;
}

function usePersonStyle(person: ShotPerson | null): CSSProperties | undefined {
  const scheme = useComputedColorScheme('light');
  if (person === null) return undefined;
  const { color, on } = personColor(person.id, scheme);
  return { '--person': color, '--on-person': on } as CSSProperties;
}
