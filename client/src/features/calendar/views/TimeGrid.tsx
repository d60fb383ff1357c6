import { formatDate, instantOf, wallOf } from '@clapper/documents/calendar';
import { useElementSize, useInterval, useMergedRef } from '@mantine/hooks';
import { useLayoutEffect, useMemo, useRef, useState, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { Spot } from '../drag/dragged-when.ts';
import { useDrag } from '../drag/use-drag.ts';
import { useCalendar, type Draft } from '../session/calendar-session.ts';
import { myZone } from '../session/use-session.ts';
import { DayHeads } from './DayHeads.tsx';
import { EventButton } from './EventButton.tsx';
import type { Facts } from './facts.ts';
import { HandBox } from './HandBox.tsx';
import { useHands } from './hands.ts';
import type { Item } from './item.ts';
import { layOutDay, type Block } from './lay-out-day.ts';
import { layOutWeek } from './lay-out-week.ts';
import { daysIn, type Span } from './span.ts';
import classes from './TimeGrid.module.css';
import type { CalendarWords } from './use-words.ts';
import { zoneName } from './zone-name.ts';

const HOUR_PX = 48;
const LANE_PX = 25;
/** Where a day begins for most: what is earlier is a scroll away. */
const FIRST_HOUR = 7;
const MOST_BARS = 6;
/** Narrower than that with the gap beside it, an event could not be hit. */
const LEAST_LANE_PX = 28;
/** What is shorter has room for one line. */
const ROOMY_MINUTES = 45;

interface TimeGridProps {
  items: readonly Item[];
  span: Span;
  facts: Facts;
  words: CalendarWords;
  drop: (draft: Draft) => void;
}

/** A week or a day by the hour; what is no matter of hours stands above. */
export function TimeGrid({ items, span, facts, words, drop }: TimeGridProps) {
  const { t } = useTranslation('calendar');
  const session = useCalendar();
  const hands = useHands();
  const days = useMemo(() => daysIn(span), [span]);
  const zone = session.zone();
  const mine = myZone();
  const scroller = useRef<HTMLDivElement>(null);
  const hours = useRef<HTMLDivElement>(null);
  const { ref: measured, width } = useElementSize<HTMLDivElement>();
  const hoursRef = useMergedRef(hours, measured);
  const whole = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const early = Math.min(
      FIRST_HOUR * 60,
      ...items.filter(({ bar }) => !bar).map((item) => item.startMinute),
    );
    scroller.current?.scrollTo({ top: (Math.max(early, 0) / 60) * HOUR_PX - 8 });
    // Only when another week or day is turned to.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [span.from, span.to]);

  const spotAt = (x: number, y: number): Spot | null => {
    const above = whole.current?.getBoundingClientRect();
    const body = hours.current?.getBoundingClientRect();
    const view = scroller.current?.getBoundingClientRect();
    if (above === undefined || body === undefined || view === undefined) return null;
    const column = Math.floor(((x - body.left) / body.width) * days.length);
    const day = days[column];
    if (day === undefined) return null;
    if (y >= above.top && y < above.bottom) return { day, minute: null };
    if (y < view.top || y >= view.bottom) return null;
    return { day, minute: Math.round(((y - body.top) / HOUR_PX) * 60) };
  };
  const drag = useDrag({ session, spotAt, drop, scroller: () => scroller.current });
  const { bars, lanes } = useMemo(
    () =>
      layOutWeek(
        items.filter(({ bar }) => bar),
        span.from,
        span.to - span.from,
        MOST_BARS,
      ),
    [items, span],
  );
  const part = (column: number, columns: number): CSSProperties => ({
    position: 'absolute',
    insetInlineStart: `calc(${(column / days.length) * 100}% + 2px)`,
    width: `calc(${(columns / days.length) * 100}% - 5px)`,
  });
  const handsAbove = hands.filter(({ item }) => item.bar);
  const twoZones = mine !== zone;
  // Until it is measured all are there.
  const most = width === 0 ? Infinity : Math.floor(width / days.length / LEAST_LANE_PX);
  const byDay = useMemo(() => days.map((day) => layOutDay(items, day, most)), [items, days, most]);
  return (
    <div className={classes['grid']} data-zones={twoZones || undefined} {...drag}>
      <div className={classes['head']}>
        <span className={classes['zones']}>
          {twoZones && <span>{zoneName(mine)}</span>}
          <span>{twoZones ? zoneName(zone) : ''}</span>
        </span>
        <div className={classes['days']}>
          <DayHeads days={days} facts={facts} words={words} />
        </div>
      </div>
      <div className={classes['above']}>
        <span className={classes['zones']} />
        <div
          ref={whole}
          className={classes['whole']}
          style={{ height: (Math.max(lanes, 1) + 0.25) * LANE_PX }}
        >
          {bars.map(({ item, column, columns, lane, begins, ends }) => (
            <EventButton
              key={item.key}
              {...{ item, facts, words, begins, ends }}
              shape="bar"
              stretch="days"
              style={{ ...part(column, columns), top: 2 + lane * LANE_PX }}
            />
          ))}
          {handsAbove.map((hand) => {
            const { item } = hand;
            const [first, last] = [Math.max(item.first, span.from), Math.min(item.last, span.to - 1)];
            if (first > last) return null;
            return (
              <HandBox
                key={hand.id}
                hand={hand}
                className={classes['hand']}
                at={{ ...part(first - span.from, last - first + 1), top: 2, height: 22 }}
              >
                {words.title(hand)}
              </HandBox>
            );
          })}
        </div>
      </div>
      {/* Who has no pointer scrolls by keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div ref={scroller} className={classes['scroll']} tabIndex={0} role="group" aria-label={t('title')}>
        <div className={classes['body']}>
          <div className={classes['clocks']} aria-hidden>
            {Array.from({ length: 24 }, (_, hour) => (
              <span key={hour} className={classes['clock']}>
                {twoZones && <span>{hour === 0 ? '' : clockIn(mine, span.from, hour, zone)}</span>}
                <span>{hour === 0 ? '' : words.clock(hour * 60)}</span>
              </span>
            ))}
          </div>
          <div ref={hoursRef} className={classes['hours']}>
            {days.map((day, column) => (
              <div
                key={day}
                className={classes['column']}
                data-day={formatDate(day)}
                data-presence-id={`day:${formatDate(day)}`}
                style={{
                  insetInlineStart: `${(column / days.length) * 100}%`,
                  width: `${100 / days.length}%`,
                }}
              >
                {byDay[column]!.blocks.map(({ item, from, to, lane, lanes, begins, ends }) => (
                  <EventButton
                    key={item.key}
                    {...{ item, facts, words, begins, ends }}
                    shape={to - from < ROOMY_MINUTES ? 'bar' : 'block'}
                    stretch="hours"
                    style={within({ from, to, lane, lanes })}
                  />
                ))}
                {byDay[column]!.crowds.map(({ count, ...box }) => (
                  <button
                    key={`more ${box.from}`}
                    type="button"
                    className={classes['more']}
                    aria-label={t('more', { count })}
                    style={within(box)}
                    // Where a day is not wide enough either, a list is long enough.
                    onClick={() => session.place.set({ view: days.length > 1 ? 'day' : 'agenda', day })}
                  >
                    {`+${count}`}
                  </button>
                ))}
                {hands
                  .filter(({ item }) => !item.bar && item.first <= day && item.last >= day)
                  .map((hand) => {
                    const { item } = hand;
                    const from = item.first === day ? item.startMinute : 0;
                    const to = Math.max(item.last === day ? item.endMinute : 1_440, from + 30);
                    return (
                      <HandBox
                        key={hand.id}
                        hand={hand}
                        className={classes['hand']}
                        faceClass={classes['handFace']}
                        at={{ top: (from / 60) * HOUR_PX, height: ((to - from) / 60) * HOUR_PX }}
                      >
                        {`${words.clock(item.startMinute)} ${words.title(hand)}`}
                      </HandBox>
                    );
                  })}
                {day === facts.today && <NowLine zone={zone} now={session.now} />}
              </div>
            ))}
          </div>
        </div>
      </div>
    </div>
  );
}

/** Where something stands in the column of its day. */
function within({ from, to, lane, lanes }: Pick<Block, 'from' | 'to' | 'lane' | 'lanes'>): CSSProperties {
  return {
    position: 'absolute',
    top: (from / 60) * HOUR_PX,
    height: ((to - from) / 60) * HOUR_PX,
    insetInlineStart: `${(lane / lanes) * 100}%`,
    width: `calc(${100 / lanes}% - 4px)`,
  };
}

function NowLine({ zone, now }: { zone: string; now: () => number }) {
  const [at, setAt] = useState(now);
  useInterval(() => setAt(now()), 30_000, { autoInvoke: true });
  const clock = wallOf(at, zone).slice(11);
  const minute = Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
  return <span className={classes['now']} style={{ top: (minute / 60) * HOUR_PX }} aria-hidden />;
}

/** What the clocks of one zone show when those of another show a full hour. */
function clockIn(mine: string, day: number, hour: number, zone: string): string {
  return wallOf(instantOf(`${formatDate(day)}T${`${hour}`.padStart(2, '0')}:00`, zone), mine).slice(11);
}
