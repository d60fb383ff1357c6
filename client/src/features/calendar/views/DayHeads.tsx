import { formatDate } from '@clapper/documents/calendar';
import { useCalendar } from '../session/calendar-session.ts';
import { DayFacts } from './DayFacts.tsx';
import classes from './DayHeads.module.css';
import type { Facts } from './facts.ts';
import type { CalendarWords } from './use-words.ts';

/** The days over their columns: each opens, and says what it is by itself. */
export function DayHeads({
  days,
  facts,
  words,
}: {
  days: readonly number[];
  facts: Facts;
  words: CalendarWords;
}) {
  const session = useCalendar();
  return days.map((day) => {
    const weekday = words.weekday(day, 'short');
    const number = Number(formatDate(day).slice(8));
    return (
      <div key={day} className={classes['dayHead']}>
        <button
          type="button"
          className={classes['dayName']}
          data-today={day === facts.today || undefined}
          aria-current={day === facts.today ? 'date' : undefined}
          aria-label={words.openDay(`${weekday} ${number}`, day)}
          onClick={() => session.place.set({ view: 'day', day })}
        >
          {weekday} <b>{number}</b>
        </button>
        <DayFacts day={day} facts={facts} cell />
      </div>
    );
  });
}
