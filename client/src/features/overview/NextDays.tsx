import type { CalendarEvent } from '@clapper/documents';
import { occurrencesIn, wallOf } from '@clapper/documents/calendar';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useDevice } from '../../app/device-context.tsx';
import { useProject } from '../../app/project-context.tsx';
import { EventIcon } from '../../ui/EventLabel.tsx';
import { useFormat } from '../../ui/format.ts';
import classes from './Sheet.module.css';

const SHOWN = 5;
/** Two weeks: what is further away is planned, not prepared. */
const AHEAD_MS = 14 * 24 * 60 * 60 * 1000;

/** What takes place now and in the next days, in the project's time. */
export function NextDays({ events, zone }: { events: readonly CalendarEvent[]; zone: string }) {
  const { t } = useTranslation('overview');
  const { date } = useFormat();
  const { id: project } = useProject();
  const now = useDevice().serverTime();
  const next = occurrencesIn(events, { from: now, to: now + AHEAD_MS, zone });
  return (
    <>
      <h2 className={classes['name']}>{t('next.title')}</h2>
      {next.length === 0 ? (
        <p className={classes['nothing']}>
          {t('next.nothing')}{' '}
          <Link to="/p/$project/calendar" params={{ project }} className={classes['go']}>
            {t('next.open')}
          </Link>
        </p>
      ) : (
        <ul className={classes['sheet']}>
          {next.slice(0, SHOWN).map(({ key, event, when, start }) => {
            const wall = when.allDay ? when.start : wallOf(start, zone);
            return (
              <li key={key} className={classes['row']}>
                <span className={classes['icon']}>
                  <EventIcon type={event.type} />
                </span>
                <Link
                  to="/p/$project/calendar"
                  params={{ project }}
                  search={{ event: event.id }}
                  className={classes['link']}
                >
                  {event.title || t('event.untitled')}
                </Link>
                <time className={classes['when']} dateTime={wall}>
                  {when.allDay ? date(wall) : `${date(wall)} ${wall.slice(11, 16)}`}
                </time>
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}
