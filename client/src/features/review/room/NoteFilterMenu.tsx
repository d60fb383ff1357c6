import { ActionIcon, Button, Checkbox, Popover, Select } from '@mantine/core';
import { addDays } from '@clapper/documents/calendar';
import { NOTE_PRIORITIES, type NoteFilter } from '@clapper/documents/review';
import { IconFilter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RoomSession } from './room-session.ts';
import classes from './Notes.module.css';

/** Behind every day there is: whatever has a day at all. */
const LAST_DAY = '9999-12-31';

interface NoteFilterMenuProps {
  session: RoomSession;
  filter: NoteFilter;
  onFilter: (filter: NoteFilter) => void;
}

/** Narrows the notes down: whose they are, who sees to them and by when, a tag, how much they matter, what is in them. */
export function NoteFilterMenu({ session, filter, onFilter }: NoteFilterMenuProps) {
  const { t } = useTranslation('review');
  const { notes, me, members } = session;
  const authors = new Map(notes.map(({ note }) => [note.authorId, note.authorName]));
  const assignees = members.filter(({ id }) => notes.some(({ note }) => note.assignee === id));
  const tags = [...new Set(notes.flatMap(({ note }) => note.tags))].toSorted();
  const narrows = Object.values(filter).some((value) => value !== undefined);
  const set = (part: { [Key in keyof NoteFilter]: NoteFilter[Key] | undefined }) => {
    const next = Object.entries({ ...filter, ...part }).filter(([, value]) => value !== undefined);
    onFilter(Object.fromEntries(next) as NoteFilter);
  };
  const one = (
    label: string,
    value: string | undefined,
    data: { value: string; label: string }[],
    onChange: (value: string | undefined) => void,
  ) => (
    <Select
      size="xs"
      label={label}
      placeholder={t('filter.any')}
      clearable
      clearButtonProps={{ 'aria-label': t('filter.any') }}
      // Chosen inside the panel, which a press elsewhere closes.
      comboboxProps={{ withinPortal: false }}
      data={data}
      value={value ?? null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
    />
  );
  return (
    <Popover position="bottom-end" width={316} withinPortal trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon
          aria-label={t(narrows ? 'filter.narrowed' : 'filter.title')}
          variant={narrows ? 'light' : 'subtle'}
        >
          <IconFilter size={18} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={classes['filter'] ?? ''}>
        {one(
          t('filter.author'),
          filter.author,
          [...authors].map(([value, label]) => ({ value, label })),
          (author) => set({ author }),
        )}
        {one(
          t('details.assignee'),
          filter.assignee,
          assignees.map(({ id, name }) => ({ value: id, label: name })),
          (assignee) => set({ assignee }),
        )}
        {one(
          t('filter.tag'),
          filter.tag,
          tags.map((tag) => ({ value: tag, label: `#${tag}` })),
          (tag) => set({ tag }),
        )}
        <div className={classes['pair']}>
          {one(
            t('note.priority'),
            filter.priority,
            NOTE_PRIORITIES.map((value) => ({ value, label: t(`priority.${value}`) })),
            (value) => set({ priority: NOTE_PRIORITIES.find((each) => each === value) }),
          )}
          {one(
            t('filter.due'),
            filter.dueBy,
            [
              { value: addDays(session.today, -1), label: t('filter.overdue') },
              { value: session.today, label: t('filter.today') },
              { value: addDays(session.today, 7), label: t('filter.week') },
              { value: LAST_DAY, label: t('filter.dated') },
            ],
            (dueBy) => set({ dueBy }),
          )}
        </div>
        <Checkbox
          label={t('filter.mentions')}
          checked={filter.mentions !== undefined}
          onChange={(event) => set({ mentions: event.currentTarget.checked ? me.id : undefined })}
        />
        <Checkbox
          label={t('filter.drawn')}
          checked={filter.drawn === true}
          onChange={(event) => set({ drawn: event.currentTarget.checked ? true : undefined })}
        />
        {/* Never disabled: who pressed it by keyboard would stand nowhere. */}
        <Button size="xs" onClick={() => onFilter({})}>
          {t('filter.clear')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
