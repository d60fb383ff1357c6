import type { ApiInsights } from '@clapper/protocol';
import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/format.ts';
import classes from './DayChart.module.css';

const SERIES = ['edits', 'comments', 'people'] as const;
/** What is there at all is seen, however much more there was on another day. */
const LEAST_PERCENT = 4;

type Day = ApiInsights['days'][number];

/**
 * Three rows of bars over the same days, each measured by its own highest: no colour has to tell them apart. One day is
 * marked, by pointing or with the arrow keys, and told in words.
 */
export function DayChart({ days }: { days: readonly Day[] }) {
  const { t } = useTranslation('insights');
  const { date, number } = useFormat();
  const last = days.length - 1;
  const [marked, setMarked] = useState(last);
  const day = days[marked];
  if (day === undefined) return null;
  const words = t('day', {
    date: date(day.date),
    edits: number(day.edits),
    comments: number(day.comments),
    resolved: number(day.resolved),
    people: number(day.people),
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const next = dayOfKey(event.key, marked, last);
    if (next === null) return;
    event.preventDefault();
    setMarked(next);
  };
  const onPointer = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - left) / width;
    setMarked(Math.min(last, Math.max(0, Math.floor(share * days.length))));
  };

  return (
    <div className={classes['sheet']}>
      <p className={classes['words']}>{words}</p>
      <div
        className={classes['chart']}
        role="slider"
        tabIndex={0}
        aria-label={t('day.choose')}
        aria-valuemin={1}
        aria-valuemax={days.length}
        aria-valuenow={marked + 1}
        aria-valuetext={words}
        onKeyDown={onKeyDown}
        onPointerDown={onPointer}
        onPointerMove={onPointer}
      >
        {SERIES.map((name) => (
          <Bars key={name} days={days} of={name} marked={marked} />
        ))}
      </div>
      <div className={classes['axis']} aria-hidden>
        {[0, last >> 1, last].map((index) => (
          <span key={index}>{date(days[index]?.date ?? '')}</span>
        ))}
      </div>
    </div>
  );
}

interface BarsProps {
  days: readonly Day[];
  of: (typeof SERIES)[number];
  marked: number;
}

function Bars({ days, of, marked }: BarsProps) {
  const { t } = useTranslation('insights');
  const { number } = useFormat();
  const most = Math.max(...days.map((day) => day[of]));
  return (
    <div className={classes['series']}>
      <span>{t(of)}</span>
      <span className={classes['most']}>{number(most)}</span>
      <div className={classes['bars']}>
        {days.map((day, index) => (
          <span key={day.date} className={classes['slot']} data-marked={index === marked || undefined}>
            {day[of] > 0 && (
              <span
                className={classes['bar']}
                style={{ height: `${Math.max(LEAST_PERCENT, (day[of] / most) * 100)}%` }}
              />
            )}
          </span>
        ))}
      </div>
    </div>
  );
}

function dayOfKey(key: string, marked: number, last: number): number | null {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return Math.max(0, marked - 1);
    case 'ArrowRight':
    case 'ArrowUp':
      return Math.min(last, marked + 1);
    case 'PageDown':
      return Math.max(0, marked - 7);
    case 'PageUp':
      return Math.min(last, marked + 7);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
