import { ActionIcon, Button, Menu, SegmentedControl, TextInput, Tooltip } from '@mantine/core';
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
import { remember } from '../../../app/memory.ts';
import { CalendarMenu } from '../exchange/CalendarMenu.tsx';
import { focusEvent } from '../form/EventPanel.tsx';
import { useCalendar, usePart } from '../session/calendar-session.ts';
import { myZone } from '../session/use-session.ts';
import type { Facts } from '../views/facts.ts';
import { itemOf } from '../views/item.ts';
import { turned, VIEWS, type Span } from '../views/span.ts';
import type { CalendarWords } from '../views/use-words.ts';
import { zoneName } from '../views/zone-name.ts';
import classes from './Toolbar.module.css';

interface ToolbarProps {
  span: Span;
  facts: Facts;
  words: CalendarWords;
  members: InfoFacts['members'];
  search: RefObject<HTMLInputElement | null>;
  narrow: boolean;
  onAdd: () => void;
}

export function Toolbar({ span, facts, words, members, search, narrow, onAdd }: ToolbarProps) {
  const { t } = useTranslation('calendar');
  const session = useCalendar();
  const { place, filter } = session;
  const { view, day } = usePart(place, (value) => value);
  const found = usePart(filter, (value) => value.words);
  const turn = (by: 1 | -1) => place.set({ view, day: turned(view, day, by) });
  const title =
    view === 'month'
      ? words.month(day)
      : view === 'day'
        ? words.fullDay(day)
        : words.days(span.from, span.to - 1);
  return (
    <div className={classes['bar']}>
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
      <Zone />
      <Bookings facts={facts} words={words} members={members} />
      {!narrow && (
        <TextInput
          ref={search}
          className={classes['search']}
          aria-label={t('search')}
          placeholder={t('search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={found}
          onChange={({ currentTarget }) => filter.set({ ...filter.get(), words: currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
            filter.set({ ...filter.get(), words: '' });
            event.currentTarget.blur();
          }}
        />
      )}
      <SegmentedControl
        aria-label={t('views')}
        value={view}
        data={VIEWS.map((value) => ({ value, label: t(`view.${value}`) }))}
        onChange={(value) => {
          const next = VIEWS.find((one) => one === value) ?? 'month';
          remember(`calendar.view.${session.me.id}`, next);
          place.set({ view: next, day });
        }}
      />
      <CalendarMenu narrow={narrow} />
      {session.writable && (
        <Button
          variant="filled"
          className={classes['add']}
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={onAdd}
        >
          {t('add')}
        </Button>
      )}
    </div>
  );
}

/** Whose hours the page shows, when those are not the clocks on this wall. */
function Zone() {
  const { t } = useTranslation('calendar');
  const session = useCalendar();
  const [zone, mine] = [session.zone(), myZone()];
  if (zone === mine) return null;
  const label = t('zone.both', { zone: zoneName(zone), mine: zoneName(mine) });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="subtle" color="gray" leftSection={<IconWorld size={16} aria-hidden />}>
          {label}
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
function Bookings({ facts, words, members }: Pick<ToolbarProps, 'facts' | 'words' | 'members'>) {
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
            leftSection={<IconUsers size={16} aria-hidden />}
          >
            {count}
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
