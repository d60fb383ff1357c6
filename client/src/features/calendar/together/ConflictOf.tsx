import { conflictsOf } from '@clapper/documents';
import type { Occurrence } from '@clapper/documents/calendar';
import { IconArrowsSplit2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCalendar } from '../session/calendar-session.ts';
import { ConflictChoices } from './ConflictChoices.tsx';
import classes from './Together.module.css';

/** In the event's panel: what there is to decide about it, for whoever may. */
export function ConflictOf({ occurrence: { event, date } }: { occurrence: Occurrence }) {
  const { t } = useTranslation('calendar-exchange');
  const { calendar } = useCalendar();
  const conflict = conflictsOf(calendar()).find(
    (one) => one.event.id === event.id && (one.date === null || one.date === date),
  );
  if (conflict === undefined) return null;
  return (
    <section className={classes['asked']} aria-label={t('conflict.title')} data-conflict>
      <div className={classes['head']}>
        <IconArrowsSplit2 size={18} aria-hidden className={classes['icon']} />
        <strong className={classes['place']}>{t('conflict.title')}</strong>
      </div>
      <ConflictChoices conflict={conflict} />
    </section>
  );
}
