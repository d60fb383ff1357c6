import type { InfoFacts } from '@clapper/documents';
import type { Occurrence } from '@clapper/documents/calendar';
import { useMemo, useRef, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { usePart } from '../../../app/store.ts';
import { Avatar } from '../../presence/Avatar.tsx';
import type { Spot } from '../drag/dragged-when.ts';
import { useDrag } from '../drag/use-drag.ts';
import { useCalendar, type Draft } from '../session/calendar-session.ts';
import { peopleOf } from '../session/people-of.ts';
import { DayHeads } from './DayHeads.tsx';
import { EventButton } from './EventButton.tsx';
import type { Facts } from './facts.ts';
import { HandBox } from './HandBox.tsx';
import { useHands } from './hands.ts';
import type { Item } from './item.ts';
import { layOutPeople, reassigned, type Lane } from './lay-out-people.ts';
import classes from './PeopleView.module.css';
import { daysIn, type Span } from './span.ts';
import type { CalendarWords } from './use-words.ts';

const LINE_PX = 25;

interface PeopleViewProps {
  items: readonly Item[];
  /** Of the days that are shown, whatever is filtered. */
  occurrences: readonly Occurrence[];
  span: Span;
  facts: Facts;
  words: CalendarWords;
  members: InfoFacts['members'];
  drop: (draft: Draft) => void;
}

/** A week with a lane for each person; what is drawn in a lane or dragged into it is for that person. */
export function PeopleView({ items, occurrences, span, facts, words, members, drop }: PeopleViewProps) {
  const { t } = useTranslation('calendar');
  const session = useCalendar();
  const hidden = usePart(session.filter, ({ hiddenPeople }) => hiddenPeople);
  const hands = useHands();
  const scroller = useRef<HTMLDivElement>(null);
  const firstRow = useRef<HTMLDivElement>(null);
  const days = daysIn(span);
  const people = useMemo(
    () => peopleOf(occurrences, members).filter(({ key }) => !hidden.includes(key)),
    [occurrences, members, hidden],
  );
  const lanes = useMemo(() => layOutPeople(items, hands, people, span), [items, hands, people, span]);

  const spotAt = (x: number, y: number): Spot | null => {
    const row = firstRow.current?.getBoundingClientRect();
    const view = scroller.current?.getBoundingClientRect();
    if (row === undefined || view === undefined || y < view.top || y >= view.bottom) return null;
    const day = days[Math.floor(((x - row.left) / row.width) * days.length)];
    return day === undefined ? null : { day, minute: null };
  };
  const laneAt = (y: number): string | undefined =>
    [...(scroller.current?.querySelectorAll<HTMLElement>('[data-lane]') ?? [])].find((lane) => {
      const { top, bottom } = lane.getBoundingClientRect();
      return y >= top && y < bottom;
    })?.dataset['lane'];
  const drag = useDrag({
    session,
    spotAt,
    drop,
    scroller: () => scroller.current,
    peopleAt(item, from, to) {
      const [taken, over] = [laneAt(from.y), laneAt(to.y)];
      const personOf = (lane: string) => people.find(({ key }) => key === lane)?.person ?? null;
      if (taken === undefined) return undefined;
      if (item === null) {
        const person = personOf(taken);
        return person === null ? undefined : [person];
      }
      if (over === undefined) return undefined;
      return reassigned(item.occurrence.event.people, taken, { key: over, person: personOf(over) });
    },
  });

  return (
    <div className={classes['people']}>
      <div className={classes['head']}>
        <span className={classes['corner']} />
        <div className={classes['days']}>
          <DayHeads days={days} facts={facts} words={words} />
        </div>
      </div>
      {/* Who has no pointer scrolls by keys. */}
      <div
        ref={scroller}
        className={classes['scroll']}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="group"
        aria-label={t('view.people')}
        {...drag}
      >
        {lanes.map((lane, index) => (
          <section
            key={lane.key}
            className={classes['lane']}
            data-lane={lane.key}
            aria-label={lane.booked?.name ?? t('lanes.nobody')}
          >
            <div className={classes['name']}>
              {lane.booked === null ? (
                <span className={classes['nobody']}>{t('lanes.nobody')}</span>
              ) : (
                <>
                  <Avatar id={lane.booked.key} name={lane.booked.name} size={24} quiet />
                  <span className={classes['word']}>{lane.booked.name}</span>
                  <span className={classes['count']}>{lane.bars.length}</span>
                </>
              )}
            </div>
            <LaneDays {...{ lane, days, facts, words }} row={index === 0 ? firstRow : null} />
          </section>
        ))}
      </div>
    </div>
  );
}

interface LaneDaysProps {
  lane: Lane;
  days: readonly number[];
  facts: Facts;
  words: CalendarWords;
  row: React.Ref<HTMLDivElement>;
}

function LaneDays({ lane, days, facts, words, row }: LaneDaysProps) {
  const from = days[0] ?? 0;
  const at = (column: number, columns: number, line: number): CSSProperties => ({
    position: 'absolute',
    top: 6 + line * LINE_PX,
    insetInlineStart: `calc(${(column / days.length) * 100}% + 4px)`,
    width: `calc(${(columns / days.length) * 100}% - 9px)`,
  });
  return (
    <div ref={row} className={classes['days']} style={{ height: 10 + lane.lines * LINE_PX }}>
      {days.map((day) => (
        <span key={day} className={classes['day']} data-today={day === facts.today || undefined} />
      ))}
      {lane.bars.map(({ item, column, columns, lane: line, begins, ends }) => (
        <EventButton
          key={item.key}
          {...{ item, facts, words, begins, ends }}
          shape="bar"
          stretch={item.bar ? 'days' : null}
          style={at(column, columns, line)}
        />
      ))}
      {lane.hands.map((hand) => {
        const first = Math.max(hand.item.first - from, 0);
        const last = Math.min(hand.item.last - from, days.length - 1);
        return (
          <HandBox key={hand.id} hand={hand} at={at(first, last - first + 1, lane.lines - 1)}>
            {words.title(hand)}
          </HandBox>
        );
      })}
    </div>
  );
}
