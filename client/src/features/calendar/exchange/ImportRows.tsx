import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCalendar } from '../session/calendar-session.ts';
import { useWords } from '../views/use-words.ts';
import { whenInZone } from '../views/when-in-zone.ts';
import type { Changing } from './chosen-rows.ts';
import classes from '../../../ui/exchange/Exchange.module.css';

/** Nobody takes out more one by one, and each is a line to draw. */
const MOST_SHOWN = 100;

interface Props {
  what: Changing['what'];
  rows: readonly Changing[];
  without: ReadonlySet<string>;
  onToggle: (rows: readonly Changing[]) => void;
}

/** Events that would be new, or changed; each may be left out, or all. */
export function ImportRows({ what, rows, without, onToggle }: Props) {
  const { t } = useTranslation('calendar-exchange');
  const words = useWords();
  const { zone } = useCalendar();
  if (rows.length === 0) return null;
  const taken = rows.filter(({ event }) => !without.has(event.uid)).length;
  return (
    <section className={classes['group']}>
      <Checkbox
        classNames={{ body: classes['tick'] ?? '' }}
        label={t(`import.${what}`, { count: rows.length })}
        checked={taken === rows.length}
        indeterminate={taken > 0 && taken < rows.length}
        onChange={() => onToggle(rows)}
      />
      <ul className={classes['rows']}>
        {rows.slice(0, MOST_SHOWN).map((row) => (
          <li key={row.event.uid}>
            <Checkbox
              classNames={{ body: classes['tick'] ?? '' }}
              label={
                <span className={classes['row']}>
                  <span className={classes['what']}>{row.event.title || t('import.untitled')}</span>
                  <span className={classes['note']}>
                    {words.when(whenInZone(row.event.when, zone()))}
                    {row.event.repeats !== null && ` · ${t('import.repeats')}`}
                    {row.what === 'changed' && ` · ${changesOf(row)}`}
                  </span>
                </span>
              }
              checked={!without.has(row.event.uid)}
              onChange={() => onToggle([row])}
            />
          </li>
        ))}
      </ul>
      {rows.length > MOST_SHOWN && (
        <p className={classes['note']}>{t('import.more', { count: rows.length - MOST_SHOWN })}</p>
      )}
    </section>
  );

  function changesOf(row: Extract<Changing, { what: 'changed' }>): string {
    const fields = row.fields.map((field) => t(`field.${field}`));
    return [...(row.deleted ? [t('field.deleted')] : []), ...fields].join(', ');
  }
}
