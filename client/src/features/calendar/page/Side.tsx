import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconEyeOff } from '@tabler/icons-react';
import type { InfoFacts } from '@clapper/documents';
import { formatDate, type Occurrence } from '@clapper/documents/calendar';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePart } from '../../../app/store.ts';
import { Avatar } from '../../presence/Avatar.tsx';
import { useCalendar } from '../session/calendar-session.ts';
import { LEGEND, legendOf } from '../session/filter.ts';
import { peopleOf } from '../session/people-of.ts';
import type { Facts } from '../views/facts.ts';
import { daysIn, isInMonth, spanOf, turned } from '../views/span.ts';
import type { CalendarWords } from '../views/use-words.ts';
import classes from './Side.module.css';

interface SideProps {
  /** Of what the page shows, whatever is filtered. */
  occurrences: readonly Occurrence[];
  /** Days of the shoot. */
  shootDays: ReadonlySet<number>;
  facts: Facts;
  words: CalendarWords;
  members: InfoFacts['members'];
  weekStart: number;
}

/** A month to find one's way in, and the legend, which is the filter. */
export function Side({ occurrences, shootDays, facts, words, members, weekStart }: SideProps) {
  const { t } = useTranslation('calendar');
  const { filter } = useCalendar();
  const { hiddenTypes, hiddenPeople } = usePart(filter, (value) => value);
  const types = Map.groupBy(occurrences, ({ event }) => legendOf(event.type));
  const people = useMemo(() => peopleOf(occurrences, members), [occurrences, members]);
  const without = <T,>(list: readonly T[], one: T) =>
    list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
  return (
    <div className={classes['side']}>
      <MiniMonth {...{ shootDays, facts, words, weekStart }} />
      <section aria-label={t('legend.title')}>
        <h2 className={classes['name']}>{t('legend.title')}</h2>
        {LEGEND.map(({ name }) => (
          <button
            key={name}
            type="button"
            className={classes['row']}
            aria-pressed={!hiddenTypes.includes(name)}
            onClick={() => filter.set({ ...filter.get(), hiddenTypes: without(hiddenTypes, name) })}
          >
            <span className={classes['swatch']} data-type={name} />
            <span className={classes['word']}>{t(`legend.${name}`)}</span>
            <span className={classes['count']}>{types.get(name)?.length ?? 0}</span>
          </button>
        ))}
      </section>
      <section aria-label={t('people')}>
        <h2 className={classes['name']}>{t('people')}</h2>
        {people.length === 0 && <p className={classes['none']}>{t('people.none')}</p>}
        {people.map(({ key, name, count }) => {
          const hidden = hiddenPeople.includes(key);
          return (
            <button
              key={key}
              type="button"
              className={classes['row']}
              aria-pressed={!hidden}
              onClick={() => filter.set({ ...filter.get(), hiddenPeople: without(hiddenPeople, key) })}
            >
              <Avatar id={key} name={name} size={20} state={hidden ? 'lastSeen' : 'here'} quiet />
              <span className={classes['word']}>{name}</span>
              <span className={classes['count']}>
                {hidden ? <IconEyeOff size={14} aria-hidden /> : count}
              </span>
            </button>
          );
        })}
      </section>
    </div>
  );
}

function MiniMonth({
  shootDays,
  facts,
  words,
  weekStart,
}: Pick<SideProps, 'shootDays' | 'facts' | 'words' | 'weekStart'>) {
  const { t } = useTranslation('calendar');
  const { place } = useCalendar();
  const { view, day } = usePart(place, (value) => value);
  const span = spanOf('month', day, weekStart);
  const turn = (by: 1 | -1) => place.set({ view, day: turned('month', day, by) });
  return (
    <section className={classes['mini']} aria-label={words.month(day)}>
      <header className={classes['miniHead']}>
        <h2>{words.month(day)}</h2>
        <ActionIcon size={24} aria-label={t('previous')} onClick={() => turn(-1)}>
          <IconChevronLeft size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon size={24} aria-label={t('next')} onClick={() => turn(1)}>
          <IconChevronRight size={16} aria-hidden />
        </ActionIcon>
      </header>
      <div className={classes['days']}>
        {daysIn({ from: span.from, to: span.from + 7 }).map((one) => (
          <span key={`name ${one}`} aria-hidden>
            {words.weekday(one, 'narrow')}
          </span>
        ))}
        {daysIn(span).map((one) => (
          <button
            key={one}
            type="button"
            aria-label={words.fullDay(one)}
            aria-current={one === facts.today ? 'date' : undefined}
            data-outside={!isInMonth(one, day) || undefined}
            data-shoot={shootDays.has(one) || undefined}
            data-chosen={(one === day && view !== 'month') || undefined}
            onClick={() => place.set({ view, day: one })}
          >
            {Number(formatDate(one).slice(8))}
          </button>
        ))}
      </div>
    </section>
  );
}
