import { isChange, type RecordChange } from '@clapper/documents';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldValue } from './FieldValue.tsx';
import { PageBlocks } from './PageBlocks.tsx';
import { Pieces } from './Pieces.tsx';
import type { RecordName } from './use-record-name.ts';
import { useFieldLabel } from './use-field-label.ts';
import classes from './History.module.css';

interface RecordSectionProps {
  kind: 'plan' | 'board';
  change: RecordChange;
  name: RecordName;
  onRestore?: () => void;
  /** The question, where it is asked. */
  children: ReactNode;
}

/** A stage or a shot: what would change in it. */
export function RecordSection({ kind, change, name, onRestore, children }: RecordSectionProps) {
  const { t } = useTranslation('history');
  const labelOf = useFieldLabel();
  const { what } = change;
  const restore = kind === 'plan' ? 'restore.stage' : what === 'back' ? 'restore.bringBack' : 'restore.shot';
  // Of a shot that stays only what differs; one that comes or goes is shown whole.
  const fields = change.fields.filter((field) => field.holds === 'page' || isChange(field));
  return (
    <section
      className={classes['record']}
      data-what={what}
      aria-label={`${name.number} ${name.title}`.trim()}
    >
      <header className={classes['recordHead']}>
        <h4 className={classes['recordName']}>
          <span className={classes['recordNumber']}>{name.number}</span>{' '}
          {name.title === '' && kind === 'board' ? t('untitled') : name.title}
        </h4>
        {what !== 'same' && (
          <span className={classes['what']} data-what={what}>
            {t(`what.${what}`)}
          </span>
        )}
        <span className={classes['space']} />
        {onRestore !== undefined && children === null && (
          <Button size="xs" onClick={onRestore}>
            {t(restore)}
          </Button>
        )}
      </header>
      {children}
      {fields.map((field) => {
        switch (field.holds) {
          case 'page':
            return <PageBlocks key={field.field} blocks={field.blocks} />;
          case 'text':
            return (
              <div key={field.field} className={classes['field']}>
                <span className={classes['fieldLabel']}>{labelOf(field.field)}</span>
                <p className={classes['fieldText']}>
                  <Pieces pieces={field.pieces} />
                </p>
              </div>
            );
          case 'value':
            return (
              <div key={field.field} className={classes['field']}>
                <span className={classes['fieldLabel']}>{labelOf(field.field)}</span>
                <p className={classes['fieldText']}>
                  <del className={classes['away']}>
                    <FieldValue field={field.field} value={field.is} when="now" />
                  </del>{' '}
                  <ins className={classes['back']}>
                    <FieldValue field={field.field} value={field.was} when="then" />
                  </ins>
                </p>
              </div>
            );
          default:
            return field satisfies never;
        }
      })}
    </section>
  );
}
