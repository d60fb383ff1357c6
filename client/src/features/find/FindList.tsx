import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../../ui/Kbd.tsx';
import type { Row, Section } from './rows.ts';
import type { Piece } from './search/snippet.ts';
import classes from './FindList.module.css';

interface FindListProps {
  id: string;
  sections: readonly Section[];
  active: Row | null;
  onPoint: (row: string) => void;
  onChoose: (row: Row) => void;
}

/** Sections of rows; the focus stays in the field, whose `aria-activedescendant` says which row is active. */
export function FindList({ id, sections, active, onPoint, onChoose }: FindListProps) {
  const { t } = useTranslation('find');
  const list = useRef<HTMLDivElement>(null);
  const activeId = active?.id ?? null;
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [activeId, sections]);
  return (
    <div ref={list} id={id} role="listbox" aria-label={t('results')} className={classes['list']}>
      {sections.map((section) => (
        <div key={section.id} role="group" aria-labelledby={`${id}-${section.id}`}>
          <div id={`${id}-${section.id}`} role="presentation" className={classes['section']}>
            {section.title}
            {section.count !== null && (
              <span className={classes['count']}>
                {t('more', { shown: section.rows.length, count: section.count })}
              </span>
            )}
          </div>
          {section.rows.map((row) => (
            <Option
              key={row.id}
              id={optionId(id, row.id)}
              row={row}
              active={row.id === activeId}
              onPoint={onPoint}
              onChoose={onChoose}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

export function optionId(list: string, row: string): string {
  return `${list}-${row}`;
}

interface OptionProps {
  id: string;
  row: Row;
  active: boolean;
  onPoint: (row: string) => void;
  onChoose: (row: Row) => void;
}

function Option({ id, row, active, onPoint, onChoose }: OptionProps) {
  const { icon: Icon, text, detail, aside, keys } = row;
  return (
    // Keys reach it through the field, which keeps the focus.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={id}
      role="option"
      aria-selected={active}
      className={classes['row']}
      // Moved, not entered: rows that come in under a pointer at rest do not take the choice.
      onPointerMove={() => {
        if (!active) onPoint(row.id);
      }}
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => onChoose(row)}
    >
      <Icon size={18} className={classes['icon']} aria-hidden />
      <span className={classes['words']}>
        <span className={classes['text']}>
          <Pieces pieces={text} />
        </span>
        {detail !== null && (
          <span className={classes['detail']}>
            <Pieces pieces={detail} />
          </span>
        )}
      </span>
      {aside !== null && <span className={classes['aside']}>{aside}</span>}
      {keys.length > 0 && (
        <span className={classes['keys']} aria-hidden>
          {keys.map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
        </span>
      )}
    </div>
  );
}

function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  // Runs of one text: where a run stands is what it is.
  return pieces.map(({ text, marked }, index) => (marked ? <mark key={index}>{text}</mark> : text));
}
