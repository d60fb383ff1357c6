import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import {
  IconChevronLeft,
  IconChevronRight,
  IconPlus,
  IconSearch,
  IconUsers,
  IconWorld,
} from '@tabler/icons-react';
import type { InfoFacts } from '@clapper/documents';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { usePart } from '../../../app/store.ts';
import { CalendarMenu } from '../exchange/CalendarMenu.tsx';
import { focusEvent } from '../form/EventPanel.tsx';
import { useCalendar } from '../session/calendar-session.ts';
import { myZone } from '../session/use-session.ts';
import type { Facts } from '../views/facts.ts';
import { itemOf } from '../views/item.ts';
import { turned, type Span } from '../views/span.ts';
import type { CalendarWords } from '../views/use-words.ts';
import { zoneName } from '../views/zone-name.ts';
import { SearchField } from './SearchField.tsx';
import classes from './Toolbar.module.css';
import { useTightness } from './use-tightness.ts';
import { Views } from './Views.tsx';

/** What becomes shorter when the bar is too narrow for all, in this order. */
const GIVES_WAY = ['search', 'subscribe', 'overlaps', 'views', 'add'] as const;

interface ToolbarProps {
  span: Span;
  facts: Facts;
  words: CalendarWords;
  members: InfoFacts['members'];
  search: RefObject<HTMLInputElement | null>;
  /** The field for words is open although there is no room for it in the bar. */
  searching: boolean;
  onSearching: (searching: boolean) => void;
  narrow: boolean;
  onAdd: () => void;
}

export function Toolbar(props: ToolbarProps) {
  const { span, facts, words, members, search, searching, onSearching, narrow, onAdd } = props;
  const { t } = useTranslation('calendar');
  const session = useCalendar();
  const { place, filter } = session;
  const { view, day } = usePart(place, (value) => value);
  const found = usePart(filter, (value) => value.words);
  const turn = (by: 1 | -1) => place.set({ view, day: turned(view, day, by, narrow) });
  const title =
    view === 'month'
      ? words.month(day)
      : view === 'day'
        ? (narrow ? words.shortDay : words.fullDay)(day)
        : words.days(span.from, span.to - 1, narrow);
  const [bar, tightness] = useTightness(GIVES_WAY.length, `${title} ${view} ${facts.bookings.length}`);
  const isShort = (part: (typeof GIVES_WAY)[number]) => narrow || GIVES_WAY.indexOf(part) < tightness;
  const add = session.writable && (
    <Button
      variant="filled"
      className={classes['add']}
      aria-label={t('add')}
      data-short={isShort('add') || undefined}
      leftSection={isShort('add') ? null : <IconPlus size={16} aria-hidden />}
      onClick={onAdd}
    >
      {isShort('add') ? <IconPlus size={16} aria-hidden /> : t('add')}
    </Button>
  );
  return (
    <>
      <div ref={bar} className={classes['bar']}>
        <h1 className={classes['title']}>{title}</h1>
        <Button variant="default" onClick={() => place.set({ view, day: facts.today })}>
          {t('today')}
        </Button>
        <ActionIcon aria-label={t('previous')} onClick={() => turn(-1)} size={30}>
          <IconChevronLeft size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon aria-label={t('next')} onClick={() => turn(1)} size={30}>
          <IconChevronRight size={18} aria-hidden />
        </ActionIcon>
        <span className={classes['space']} />
        {narrow && add}
        {narrow && <span className={classes['break']} />}
        {narrow && <Views tight={false} phone />}
        {narrow && <span className={classes['space']} />}
        <Zone short={isShort('overlaps')} />
        <Bookings {...{ facts, words, members }} short={isShort('overlaps')} />
        {isShort('search') ? (
          <ActionIcon
            size={32}
            aria-label={t('search')}
            aria-expanded={searching || found !== ''}
            onClick={() => onSearching(!searching)}
          >
            <IconSearch size={16} aria-hidden />
          </ActionIcon>
        ) : (
          <SearchField ref={search} className={classes['search']} />
        )}
        {!narrow && <Views tight={isShort('views')} />}
        <CalendarMenu narrow={isShort('subscribe')} />
        {!narrow && add}
      </div>
      {isShort('search') && (searching || found !== '') && (
        <div className={classes['searching']}>
          <SearchField
            ref={(field) => {
              search.current = field;
              // Whoever opened it is about to type.
              if (found === '') field?.focus();
              return () => {
                search.current = null;
              };
            }}
            onLeave={() => onSearching(false)}
          />
        </div>
      )}
    </>
  );
}

/** Whose hours the page shows, when those are not the clocks on this wall. */
function Zone({ short }: { short: boolean }) {
  const { t } = useTranslation('calendar');
  const session = useCalendar();
  const [zone, mine] = [session.zone(), myZone()];
  if (zone === mine) return null;
  const label = t('zone.both', { zone: zoneName(zone), mine: zoneName(mine) });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          aria-label={label}
          leftSection={short ? null : <IconWorld size={16} aria-hidden />}
        >
          {short ? <IconWorld size={16} aria-hidden /> : label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('zone.project', { zone })}</Menu.Label>
        <Menu.Item disabled={!session.writable} onClick={() => session.actions.setZone(mine)}>
          {t('zone.change', { zone: zoneName(mine) })}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Overlaps are one amber count. */
function Bookings({
  facts,
  words,
  members,
  short,
}: Pick<ToolbarProps, 'facts' | 'words' | 'members'> & { short: boolean }) {
  const { t } = useTranslation('calendar');
  const session = useCalendar();
  const { bookings } = facts;
  if (bookings.length === 0) return null;
  const count = t('bookings.count', { count: bookings.length });
  return (
    <Menu position="bottom-end" width={300}>
      <Menu.Target>
        <Tooltip label={t('bookings.title')}>
          <Button
            className={classes['bookings']}
            variant="subtle"
            aria-label={count}
            leftSection={<IconUsers size={16} aria-hidden />}
          >
            {short ? bookings.length : count}
          </Button>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {bookings.map(({ of, key, name, occurrences, certain }) => (
          <div key={`${of} ${key} ${occurrences[0]?.key}`}>
            <Menu.Label>
              {[members.find(({ id }) => id === key)?.name ?? name, certain ? null : t('bookings.unsure')]
                .filter(Boolean)
                .join(' · ')}
            </Menu.Label>
            {occurrences.map((occurrence) => (
              <Menu.Item
                key={occurrence.key}
                onClick={() => {
                  session.opened.set({ show: 'event', key: occurrence.key });
                  focusEvent(occurrence.key);
                }}
              >
                {`${words.title(occurrence.event)}, ${words.time(itemOf(occurrence, session.zone()))}`}
              </Menu.Item>
            ))}
          </div>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
