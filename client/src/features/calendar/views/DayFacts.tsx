import { IconFlag3 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './DayFacts.module.css';
import type { Facts } from './facts.ts';

/** What a day is by itself: a holiday, the day the project is due. */
export function DayFacts({ day, facts, cell = false }: { day: number; facts: Facts; cell?: boolean }) {
  const { t } = useTranslation('calendar');
  const holiday = facts.holidayOf(day);
  if (holiday === null && facts.deadline !== day) return null;
  return (
    <span className={classes['facts']} data-in={cell ? 'cell' : undefined}>
      {facts.deadline === day && (
        <span className={classes['deadline']}>
          <IconFlag3 size={14} aria-hidden />
          <span>{t('project.deadline')}</span>
        </span>
      )}
      {holiday !== null && <span className={classes['holiday']}>{t(`holiday.${holiday}`)}</span>}
    </span>
  );
}
