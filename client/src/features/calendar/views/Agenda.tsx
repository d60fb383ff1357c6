import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePart } from '../../../app/store.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FramePicture } from '../../../ui/FramePicture.tsx';
import { Avatar } from '../../presence/Avatar.tsx';
import { useCalendar } from '../session/calendar-session.ts';
import { EVERYTHING, isFiltering } from '../session/filter.ts';
import classes from './Agenda.module.css';
import { DayFacts } from './DayFacts.tsx';
import { EventButton } from './EventButton.tsx';
import type { Facts } from './facts.ts';
import type { Item } from './item.ts';
import { daysIn, type Span } from './span.ts';
import type { CalendarWords } from './use-words.ts';

interface AgendaProps {
  items: readonly Item[];
  span: Span;
  facts: Facts;
  words: CalendarWords;
  onAdd: () => void;
  names: ReadonlyMap<string, string>;
}

/** Day after day in one column: what a phone shows first. */
export function Agenda({ items, span, facts, words, onAdd, names }: AgendaProps) {
  const { t } = useTranslation('calendar');
  const session = useCalendar();
  const filter = usePart(session.filter, (value) => value);
  const days = useMemo(
    () =>
      daysIn(span).flatMap((day) => {
        const here = items.filter(({ first, last }) => first <= day && last >= day);
        const kept = here.length > 0 || facts.holidayOf(day) !== null || facts.deadline === day;
        return kept ? [{ day, here }] : [];
      }),
    [items, span, facts],
  );
  if (items.length === 0) {
    const filtered = isFiltering(filter);
    return (
      <div className={classes['empty']}>
        <EmptyState
          picture={<FramePicture picture="empty" />}
          action={
            filtered ? (
              <Button variant="default" onClick={() => session.filter.set(EVERYTHING)}>
                {t('filter.clear')}
              </Button>
            ) : session.writable ? (
              <Button variant="filled" onClick={onAdd}>
                {t('form.new')}
              </Button>
            ) : null
          }
        >
          {t(filtered ? 'agenda.emptyFiltered' : 'agenda.empty')}
        </EmptyState>
      </div>
    );
  }
  return (
    <div className={classes['agenda']}>
      {days.map(({ day, here }) => (
        <section key={day} className={classes['day']} aria-label={words.fullDay(day)}>
          <h2 className={classes['date']} data-today={day === facts.today || undefined}>
            {words.monthDay(day)} <span>{words.weekday(day, 'short')}</span>
            <DayFacts day={day} facts={facts} />
          </h2>
          <ul className={classes['list']}>
            {here.map((item) => {
              const { event } = item.occurrence;
              return (
                <li key={item.key} className={classes['row']}>
                  <span className={classes['time']} aria-hidden>
                    {item.bar
                      ? t('agenda.allDay')
                      : `${words.clock(item.startMinute)} – ${words.clock(item.endMinute)}`}
                  </span>
                  <EventButton
                    {...{ item, facts, words }}
                    begins={item.first === day}
                    ends={item.last === day}
                    shape="row"
                    stretch={null}
                    style={{ width: '100%' }}
                  />
                  <span className={classes['more']}>
                    {event.location}
                    <span className={classes['people']}>
                      {event.people.slice(0, 4).map(({ user, name }) => (
                        <Avatar
                          key={user ?? name}
                          id={user ?? name}
                          name={name || (names.get(user ?? '') ?? '')}
                          size={20}
                        />
                      ))}
                    </span>
                  </span>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </div>
  );
}
