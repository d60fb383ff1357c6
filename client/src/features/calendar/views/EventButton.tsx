import { IconArrowsSplit2, IconMessage, IconRepeat, IconUsers } from '@tabler/icons-react';
import type { CSSProperties } from 'react';
import { usePart } from '../../../app/store.ts';
import { EventLabel } from '../../../ui/EventLabel.tsx';
import { atEvent } from '../session/at-event.ts';
import { useCalendar } from '../session/calendar-session.ts';
import classes from './EventButton.module.css';
import type { Facts } from './facts.ts';
import type { Item } from './item.ts';
import type { CalendarWords } from './use-words.ts';

interface EventButtonProps {
  item: Item;
  facts: Facts;
  words: CalendarWords;
  style?: CSSProperties;
  /** A block among the hours has room for more than a line; beside a row its time is said already. */
  shape: 'bar' | 'row' | 'block';
  begins: boolean;
  ends: boolean;
  /** Along which its ends can be drawn out. */
  stretch: 'days' | 'hours' | null;
}

/** An event on the page: opened by a click, moved by a drag or by keys. */
export function EventButton({ item, facts, words, style, shape, begins, ends, stretch }: EventButtonProps) {
  const { draft, opened, openThreads, unread, writable } = useCalendar();
  const { key, occurrence } = item;
  const { event } = occurrence;
  const inHand = usePart(
    draft,
    (value) => value?.key === key && value.doing !== 'edit' && value.doing !== 'copy',
  );
  const open = usePart(opened, (value) => value?.show === 'event' && value.key === key);
  const threads = usePart(openThreads, (value) => value.get(event.series) ?? 0);
  const news = usePart(unread, (value) => value.get(event.series) ?? 0);
  const shootDay = words.shootDay(item, facts);
  const { type, id } = atEvent(key, '');
  const place = `${type}:${id}`;
  const block = shape === 'block';
  const booked = facts.bookingsOf(key).length > 0;
  return (
    <button
      type="button"
      className={classes['event']}
      style={style}
      data-event={key}
      data-presence-id={place}
      data-presence-outline={place}
      data-in-hand={inHand || undefined}
      data-open={open || undefined}
      data-shape={shape}
      data-timed={!item.bar || undefined}
      data-begins={begins || undefined}
      data-ends={ends || undefined}
      aria-label={words.spoken(item, facts, { open: threads, unread: news })}
      onClick={() => opened.set({ show: 'event', key })}
    >
      <EventLabel type={event.type} tentative={event.status === 'tentative'} className={classes['face']}>
        {!item.bar && shape !== 'row' && (
          <span className={classes['time']}>{words.clock(item.startMinute)}</span>
        )}{' '}
        <span className={classes['title']}>{words.title(event)}</span>{' '}
        {shootDay !== null && <span className={classes['fact']}>{shootDay}</span>}{' '}
        {event.callTime !== null && <span className={classes['fact']}>{words.call(event.callTime)}</span>}{' '}
        {block && event.location !== '' && <span className={classes['place']}>{event.location}</span>}
        <span className={classes['marks']}>
          {event.proposals.length > 0 && <IconArrowsSplit2 size={14} aria-hidden data-mark="conflict" />}
          {booked && <IconUsers size={14} aria-hidden data-mark="booked" />}
          {threads + news > 0 && (
            <span className={classes['threads']} data-count={threads} data-unread={news > 0 || undefined}>
              <IconMessage size={14} aria-hidden />
            </span>
          )}
          {block && occurrence.date !== null && <IconRepeat size={14} aria-hidden />}
        </span>
      </EventLabel>
      {writable && stretch === 'days' && begins && <span className={classes['start']} data-edge="start" />}
      {writable && stretch !== null && ends && (
        <span className={classes[stretch === 'days' ? 'end' : 'foot']} data-edge="end" />
      )}
    </button>
  );
}
