import { SHOT_ANGLES, SHOT_MOVEMENTS, SHOT_SIZES, SHOT_STATUSES, type Shot } from '@clapper/documents';
import { Select } from '@mantine/core';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { DurationInput } from '../details/DurationInput.tsx';
import { LensInput } from '../details/LensInput.tsx';
import { useBoard } from '../session/board-session.ts';
import { isTextField, type FieldName } from '../session/fields.ts';
import { SharedText } from '../shared-text/SharedText.tsx';
import { stepCell, type Cell } from './cell-range.ts';
import { cellText, readCell, type CellWords } from './cell-values.ts';
import { TABLE_FIELDS } from './fields.ts';
import classes from './ShotTable.module.css';

interface CellEditorProps {
  shot: Shot;
  field: FieldName;
  words: CellWords;
  order: readonly string[];
  /** Null: stay in this cell. */
  onDone: (next: Cell | null) => void;
}

/** A cell that is written in. Enter keeps and goes down, Tab keeps and goes on, Escape takes it back. */
export function CellEditor({ shot, field, words, order, onDone }: CellEditorProps) {
  const { t } = useTranslation('board');
  const { undo, actions, writing } = useBoard();
  const depth = useRef<number | null>(null);
  useEffect(() => {
    undo.pause();
    depth.current = undo.depth();
    writing.set({ id: shot.id, field });
    return () => writing.set(null);
  }, [undo, writing, shot.id, field]);

  const cell = { id: shot.id, field };
  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    const longer = isTextField(field) && field !== 'title';
    switch (event.key) {
      case 'Escape':
        if (depth.current !== null) undo.backTo(depth.current);
        event.preventDefault();
        return onDone(null);
      case 'Enter':
        if (longer && event.shiftKey) return;
        event.preventDefault();
        return onDone(stepCell(cell, 'down', order, TABLE_FIELDS));
      case 'Tab':
        event.preventDefault();
        return onDone(stepCell(cell, event.shiftKey ? 'before' : 'next', order, TABLE_FIELDS));
      default:
    }
  };
  const label = t('edit.label', { field: t(`field.${field}`), number: shot.number });

  if (isTextField(field)) {
    return (
      <SharedText
        takesFocus
        shot={shot.id}
        field={field}
        label={label}
        className={field === 'title' ? classes['editor'] : classes['longEditor']}
        onKey={onKey}
        onBlur={() => onDone(null)}
      />
    );
  }
  switch (field) {
    case 'duration':
      return (
        <DurationInput
          takesFocus
          className={classes['editor']}
          label={label}
          value={shot.duration}
          onCommit={(duration) => actions.set([shot.id], { duration })}
          onKey={onKey}
          onBlur={() => onDone(null)}
        />
      );
    case 'lens':
      return (
        <LensInput
          takesFocus
          className={classes['editor']}
          label={label}
          value={shot.lens}
          onCommit={(lens) => actions.set([shot.id], { lens })}
          onKey={onKey}
          onBlur={() => onDone(null)}
        />
      );
    case 'size':
    case 'angle':
    case 'movement':
    case 'status':
    case 'assignee':
      return (
        <Select
          // A cell that was just opened to be written in.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          defaultDropdownOpened
          aria-label={label}
          className={classes['select']}
          classNames={{ input: classes['editor'] }}
          data={choices(field, words)}
          value={shot[field]}
          clearable={field !== 'status'}
          clearButtonProps={{ 'aria-label': t('details.clear', { field: t(`field.${field}`) }) }}
          comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
          onChange={(value) => {
            const read = readCell(field, value ?? '', words);
            if ('change' in read) actions.set([shot.id], read.change);
            onDone(null);
          }}
          onBlur={() => onDone(null)}
          onKeyDown={(event) => {
            event.stopPropagation();
            // Enter chooses in the list.
            if (event.key !== 'Enter') onKey(event);
          }}
        />
      );
    default:
      return field satisfies never;
  }

  function choices(of: 'size' | 'angle' | 'movement' | 'status' | 'assignee', said: CellWords) {
    if (of === 'assignee') {
      const known = said.members.map(({ id, name }) => ({ value: id, label: name }));
      const gone = shot.assignee !== null && !known.some(({ value }) => value === shot.assignee);
      return gone ? [...known, { value: shot.assignee ?? '', label: cellText(shot, of, said) }] : known;
    }
    const values = { size: SHOT_SIZES, angle: SHOT_ANGLES, movement: SHOT_MOVEMENTS, status: SHOT_STATUSES }[
      of
    ];
    return values.map((value) => ({ value, label: said.say(of, value) }));
  }
}
