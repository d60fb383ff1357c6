import { readBoard, type Chip, type Shot } from '@clapper/documents';
import type { Editor } from '@tiptap/core';
import { IconCalendarEvent } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type * as Y from 'yjs';
import { useRead } from '../../../app/device-context.tsx';
import { useProject } from '../../../app/project-context.tsx';
import { useStore } from '../../../app/store.ts';
import { useFormat } from '../../../ui/format.ts';
import { Avatar } from '../../presence/index.ts';
import { usePlan } from '../page/plan-session.ts';
import { InsertMenu, type MenuEntry, type MenuGroup } from '../slash/InsertMenu.tsx';
import type { OpenSlash, SlashSession } from '../slash/slash-menu.ts';
import { useStages } from '../stage/use-stages.ts';
import type { Day } from './days.ts';
import { insertChip } from './insert-chip.ts';
import { offeredDays, offeredPeople, offeredShots, personChip, shotChip } from './offers.ts';
import { useDays } from './use-days.ts';
import classes from './ChipMenu.module.css';

interface ChipMenuProps {
  stage: string;
  editor: Editor;
  session: SlashSession;
}

type Entry = MenuEntry & { chip: Chip };
type Group = MenuGroup<Entry>;

/** A board has hundreds of shots; whoever wants one of them types on. */
const MOST_SHOTS = 50;

/** Behind `#` the shots, behind `@` people and days. */
export function ChipMenu({ session, ...props }: ChipMenuProps) {
  const open = useStore(session.open);
  if (open === null || open.sign === '/') return null;
  const Offered = open.sign === '#' ? Shots : PeopleAndDays;
  return <Offered key={open.from} {...props} session={session} open={open} />;
}

interface OfferedProps extends ChipMenuProps {
  open: OpenSlash;
}

const NO_SHOTS: readonly Shot[] = [];

function Shots({ stage, ...props }: OfferedProps) {
  const { t } = useTranslation('insert');
  const { board } = useProject();
  const { doc } = usePlan();
  const stages = useStages(doc);
  const read = useCallback((from: Y.Doc) => readBoard(from, stages).shots, [stages]);
  const shots = useRead(board, read) ?? NO_SHOTS;
  const { query } = props.open;
  const groups = useMemo((): Group[] => {
    const numbers = new Map(stages.map(({ id, number }) => [id, number]));
    const entries = offeredShots(shots, query, stage)
      .slice(0, MOST_SHOTS)
      .map(({ of: shot, typed }): Entry => ({
        id: shot.id,
        lead: <span className={classes['number']}>{shot.number}</span>,
        label: shot.title || t('chips.untitled'),
        typed: shot.title === '' ? null : typed,
        aside: t('chips.stage', { number: numbers.get(shot.place.stage) ?? '' }),
        chip: shotChip(shot),
      }));
    return [{ id: 'shots', title: t('chips.shots'), entries }];
  }, [stages, shots, query, stage, t]);
  return <Offers {...props} groups={groups} label={t('chips.shots')} />;
}

function PeopleAndDays({ stage: _, ...props }: OfferedProps) {
  const { t } = useTranslation('insert');
  const { members } = useProject();
  const format = useFormat();
  const { today, days } = useDays();
  const { query, days: daysAlone } = props.open;
  const groups = useMemo((): Group[] => {
    const nameOf = (day: Day) =>
      day.is === 'shootDay' ? t('chips.shootDay', { day: day.day, of: day.of }) : t(`chips.${day.is}`);
    const people = offeredPeople(members, query).map(({ of: { id, name }, typed }): Entry => ({
      id,
      lead: <Avatar id={id} name={name} size={20} quiet />,
      label: name,
      typed,
      aside: null,
      chip: personChip({ id, name }),
    }));
    const dates = offeredDays(days, query, today, nameOf).map(({ of: day, typed }): Entry => ({
      id: `${day.is}-${day.date}`,
      lead: <IconCalendarEvent size={17} aria-hidden />,
      label: nameOf(day),
      typed,
      aside: format.date(day.date),
      chip: { type: 'date', date: day.date },
    }));
    return [
      ...(daysAlone ? [] : [{ id: 'people', title: t('chips.people'), entries: people }]),
      { id: 'dates', title: t('chips.dates'), entries: dates },
    ];
  }, [t, format, members, today, days, query, daysAlone]);
  return (
    <Offers
      {...props}
      groups={groups}
      label={daysAlone ? t('chips.dates') : `${t('chips.people')}, ${t('chips.dates')}`}
    />
  );
}

interface OffersProps extends Omit<OfferedProps, 'stage'> {
  groups: readonly Group[];
  label: string;
}

function Offers({ editor, session, open, groups, label }: OffersProps) {
  const { undo } = usePlan();
  const pick = ({ chip }: Entry) => {
    const now = session.open.get();
    if (now === null) return;
    // Taken back by itself: what was typed to find it stands there again.
    undo.pause();
    insertChip(editor, chip, now);
    undo.pause();
  };
  return (
    <InsertMenu
      editor={editor}
      session={session}
      open={open}
      groups={groups.filter(({ entries }) => entries.length > 0)}
      label={label}
      // Most of what stands behind such a sign is just words.
      none={null}
      onPick={pick}
    />
  );
}
