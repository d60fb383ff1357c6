import { ActionIcon, Menu, SegmentedControl } from '@mantine/core';
import {
  countNotes,
  NOTE_ORDERS,
  sortNotes,
  type NoteFilter,
  type NoteInCut,
  type NoteOrder,
} from '@clapper/documents/review';
import { IconArrowsSort, IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NoteFilterMenu } from './NoteFilterMenu.tsx';
import { NoteItem } from './NoteItem.tsx';
import type { RoomSession } from './room-session.ts';
import classes from './Notes.module.css';

const SHOWS = ['open', 'all', 'mine'] as const;
export type Shows = (typeof SHOWS)[number];

/** More than a screen of them. */
const SEEN_FIRST = 12;

interface NotesPanelProps {
  session: RoomSession;
  /** Those that the filter lets through. */
  notes: readonly NoteInCut[];
  shows: Shows;
  onShows: (shows: Shows) => void;
  filter: NoteFilter;
  onFilter: (filter: NoteFilter) => void;
  order: NoteOrder;
  onOrder: (order: NoteOrder) => void;
  children: ReactNode;
}

/** What was said of the cut, and below it where one says more. */
export function NotesPanel(props: NotesPanelProps) {
  const { session, notes, shows, onShows, filter, onFilter, order, onOrder, children } = props;
  const { t } = useTranslation('review');
  const { open, all } = countNotes(session.notes);
  const labels = {
    open: t('notes.open', { count: open }),
    all: t('notes.all', { count: all }),
    mine: t('notes.mine'),
  };
  return (
    <aside className={classes['panel']} aria-label={t('notes.title')} data-testid="feedback-panel">
      <div className={classes['top']}>
        <h2>{t('notes.title')}</h2>
        <SegmentedControl
          size="xs"
          aria-label={t('notes.filter')}
          value={shows}
          onChange={(value) => onShows(value)}
          data={SHOWS.map((value) => ({ value, label: labels[value] }))}
        />
        <span className={classes['space']} />
        <NoteFilterMenu session={session} filter={filter} onFilter={onFilter} />
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={`${t('notes.sort')}: ${t(`order.${order}`)}`}>
              <IconArrowsSort size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {NOTE_ORDERS.map((one) => (
              <Menu.RadioItem
                key={one}
                value={one}
                checked={one === order}
                checkIcon={<IconCheck size={14} aria-hidden />}
                closeMenuOnClick
                onChange={() => onOrder(one)}
              >
                {t(`order.${one}`)}
              </Menu.RadioItem>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
      <ul
        className={classes['list']}
        aria-label={t('notes.list')}
        data-testid="comment-list"
        // It scrolls: whoever has no pointer reaches what is below.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        {sortNotes(notes, order).map((item, index) => (
          <NoteItem key={item.note.id} session={session} item={item} first={index < SEEN_FIRST} />
        ))}
        {notes.length === 0 && (
          <li className={classes['none']}>{t(all === 0 ? 'notes.none' : 'notes.noneFiltered')}</li>
        )}
      </ul>
      {children}
    </aside>
  );
}
