import { UnstyledButton } from '@mantine/core';
import { dueOn, type NoteInCut } from '@clapper/documents/review';
import { IconCalendarDue, IconLock, IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/format.ts';
import { isInternal, type RoomSession } from './room-session.ts';
import classes from './Notes.module.css';

/** Where a note stands in the film, and what it is: internal, carried over, urgent, whose, by when, its tags. */
export function NoteMarks({ session, item }: { session: RoomSession; item: NoteInCut }) {
  const { t } = useTranslation('review');
  const { date } = useFormat();
  const { note, place } = item;
  const due = dueOn(note, session.today);
  const assignee = session.members.find(({ id }) => id === note.assignee);
  return (
    <div className={classes['marks']}>
      <UnstyledButton className={classes['time']} onClick={() => session.show(item)}>
        {place.frame === null ? t('note.whole') : session.timeOf(place.frame)}
        {place.frame !== null && place.endFrame !== null && ` – ${session.timeOf(place.endFrame)}`}
      </UnstyledButton>
      {isInternal(session, note.id) && (
        <span className={classes['mark']} data-tone="internal">
          <IconLock size={12} aria-hidden />
          {t('note.internal')}
        </span>
      )}
      {item.from !== 'here' && (
        <span className={classes['mark']} data-tone={item.from}>
          {t(`note.${item.from}`)}
        </span>
      )}
      {note.priority !== 'medium' && (
        <span className={classes['mark']} data-tone={note.priority}>
          {t(`priority.${note.priority}`)}
        </span>
      )}
      {assignee !== undefined && (
        <span className={classes['mark']} title={t('details.assignee')}>
          <IconUser size={12} aria-hidden />
          {assignee.name}
        </span>
      )}
      {note.due !== null && (
        <span className={classes['mark']} data-tone={due} title={t('details.due')}>
          <IconCalendarDue size={12} aria-hidden />
          {due === 'overdue' || due === 'today' ? t(`due.${due}`, { date: date(note.due) }) : date(note.due)}
        </span>
      )}
      {note.tags.map((tag) => (
        <span key={tag} className={classes['mark']}>
          {`#${tag}`}
        </span>
      ))}
    </div>
  );
}
