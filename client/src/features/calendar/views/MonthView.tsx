import { formatDate } from '@clapper/documents/calendar';
import { useElementSize } from '@mantine/hooks';
import { useMemo, useRef, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { useDrag } from '../drag/use-drag.ts';
import type { Spot } from '../drag/dragged-when.ts';
import { useCalendar, type Draft } from '../session/calendar-session.ts';
import { DayFacts } from './DayFacts.tsx';
import { EventButton } from './EventButton.tsx';
import type { Facts } from './facts.ts';
import { HandBox } from './HandBox.tsx';
import { useHands } from './hands.ts';
import type { Item } from './item.ts';
import { layOutWeek } from './lay-out-week.ts';
import classes from './MonthView.module.css';
import { daysIn, isInMonth, type Span } from './span.ts';
import type { CalendarWords } from './use-words.ts';

/** A line of events, and what stands above them in a day. */
const LANE_PX = 25;
const HEAD_PX = 30;
/** In a narrower day there is no room for “+2 more”. */
const CRAMPED_PX = 90;

interface MonthViewProps {
  items: readonly Item[];
  span: Span;
  month: number;
  facts: Facts;
  words: CalendarWords;
  drop: (draft: Draft) => void;
}

export function MonthView({ items, span, month, facts, words, drop }: MonthViewProps) {
  const session = useCalendar();
  const grid = useRef<HTMLDivElement>(null);
  const { ref: measured, width, height } = useElementSize<HTMLDivElement>();
  const weeks = (span.to - span.from) / 7;
  const rowHeight = Math.max(height / weeks, 104);
  const most = Math.max(2, Math.floor((rowHeight - HEAD_PX) / LANE_PX));
  const spotAt = (x: number, y: number): Spot | null => {
    const box = grid.current?.getBoundingClientRect();
    if (box === undefined || x < box.left || x >= box.right || y < box.top || y >= box.bottom) return null;
    const week = Math.floor(((y - box.top) / box.height) * weeks);
    return { day: span.from + week * 7 + Math.floor(((x - box.left) / box.width) * 7), minute: null };
  };
  const drag = useDrag({ session, spotAt, drop, scroller: () => grid.current?.parentElement ?? null });
  return (
    <div className={classes['month']}>
      <div className={classes['weekdays']} aria-hidden>
        {daysIn({ from: span.from, to: span.from + 7 }).map((day) => (
          <span key={day} data-sunday={isSunday(day) || undefined}>
            {words.weekday(day, 'short')}
          </span>
        ))}
      </div>
      <div ref={measured} className={classes['scroll']}>
        <div
          ref={grid}
          className={classes['weeks']}
          style={{ gridTemplateRows: `repeat(${weeks}, minmax(104px, 1fr))` }}
          {...drag}
        >
          {Array.from({ length: weeks }, (_, week) => (
            <Week
              key={span.from + week * 7}
              from={span.from + week * 7}
              {...{ items, month, facts, words, most }}
              cramped={width > 0 && width / 7 < CRAMPED_PX}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

interface WeekProps {
  from: number;
  items: readonly Item[];
  month: number;
  facts: Facts;
  words: CalendarWords;
  most: number;
  cramped: boolean;
}

function Week({ from, items, month, facts, words, most, cramped }: WeekProps) {
  const { t } = useTranslation('calendar');
  const { place } = useCalendar();
  const hands = useHands();
  const { bars, hidden } = useMemo(() => layOutWeek(items, from, 7, most), [items, from, most]);
  const at = (column: number, columns: number, lane: number): CSSProperties => ({
    position: 'absolute',
    top: HEAD_PX + lane * LANE_PX,
    insetInlineStart: `calc(${(column / 7) * 100}% + 4px)`,
    width: `calc(${(columns / 7) * 100}% - 9px)`,
  });
  const inHand = hands.flatMap((hand) => {
    const [first, last] = [Math.max(hand.item.first, from), Math.min(hand.item.last, from + 6)];
    return first > last ? [] : [{ hand, column: first - from, columns: last - first + 1 }];
  });
  return (
    <div className={classes['week']}>
      {daysIn({ from, to: from + 7 }).map((day, column) => {
        const written =
          isFirst(day) && !isInMonth(day, month)
            ? words.monthDay(day)
            : formatDate(day).slice(8).replace(/^0/, '');
        const target = inHand.find(
          (one) => !one.hand.apart && column >= one.column && column < one.column + one.columns,
        );
        return (
          <div
            key={day}
            className={classes['day']}
            data-day={formatDate(day)}
            data-presence-id={`day:${formatDate(day)}`}
            data-outside={!isInMonth(day, month) || undefined}
            data-weekend={isWeekend(day) || undefined}
            data-target={target !== undefined || undefined}
            style={target?.hand.style}
          >
            <button
              type="button"
              className={classes['number']}
              data-today={day === facts.today || undefined}
              data-holiday={facts.holidayOf(day) !== null || undefined}
              aria-current={day === facts.today ? 'date' : undefined}
              aria-label={words.openDay(written, day)}
              onClick={() => place.set({ view: 'day', day })}
            >
              {written}
            </button>
            <DayFacts day={day} facts={facts} cell />
          </div>
        );
      })}
      {bars.map(({ item, column, columns, lane, begins, ends }) => (
        <EventButton
          key={item.key}
          {...{ item, facts, words, begins, ends }}
          shape="bar"
          stretch={item.bar ? 'days' : null}
          style={at(column, columns, lane)}
        />
      ))}
      {hidden.map(
        (count, column) =>
          count > 0 && (
            <button
              key={`more ${column}`}
              type="button"
              className={classes['more']}
              aria-label={t('more', { count })}
              style={at(column, 1, most - 1)}
              onClick={() => place.set({ view: 'day', day: from + column })}
            >
              {cramped ? `+${count}` : t('more', { count })}
            </button>
          ),
      )}
      {inHand.map(({ hand, column, columns }) => {
        const lane = Math.min(
          Math.max(
            0,
            ...bars
              .filter((bar) => bar.column < column + columns && bar.column + bar.columns > column)
              .map((bar) => bar.lane + 1),
          ),
          most - 1,
        );
        return (
          <HandBox key={hand.id} hand={hand} className={classes['hand']} at={at(column, columns, lane)}>
            {!hand.item.bar && (
              <span className={classes['handTime']}>{words.clock(hand.item.startMinute)}</span>
            )}
            <span className={classes['handTitle']}>{words.title(hand)}</span>
          </HandBox>
        );
      })}
    </div>
  );
}

const isSunday = (day: number) => (day + 4) % 7 === 0;
const isWeekend = (day: number) => isSunday(day) || (day + 5) % 7 === 0;
const isFirst = (day: number) => formatDate(day).endsWith('-01');
