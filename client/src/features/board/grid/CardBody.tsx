import { formatDuration, type Shot } from '@clapper/documents';
import { VisuallyHidden } from '@mantine/core';
import { IconMessage, IconNotes, IconRefreshAlert } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { StatusIcon } from '../../../ui/StatusIcon.tsx';
import { Avatar } from '../../presence/index.ts';
import type { CardField as CardFieldName, EditField } from '../session/fields.ts';
import { useLanguage } from '../session/use-language.ts';
import type { SourceNews } from '../source/use-source-states.ts';
import { CardField } from './CardField.tsx';
import classes from './ShotCard.module.css';

interface CardBodyProps {
  shot: Shot;
  fields: readonly CardFieldName[];
  editing: EditField | null;
  /** The name that belongs to `shot.assignee`; null: nobody, or nobody known. */
  assignee: string | null;
  /** How many are open. */
  threads: number;
  /** Notes of others in them that were not seen yet. */
  unread: number;
  /** Of the words in the plan it was made of; null: none, or they are the same. */
  news: SourceNews | null;
}

/** Below the picture: number, title and seconds; then status, framing, notes and who has it. */
export function CardBody({ shot, fields, editing, assignee, threads, unread, news }: CardBodyProps) {
  const { t } = useTranslation(['board', 'common']);
  const language = useLanguage();
  const shows = (field: CardFieldName) => fields.includes(field);
  const framing = [
    shows('size') && shot.size !== null ? shot.size : null,
    shows('angle') && shot.angle !== null ? t(`angle.${shot.angle}`) : null,
    shows('movement') && shot.movement !== null ? t(`movement.${shot.movement}`) : null,
    shows('lens') && shot.lens ? shot.lens : null,
  ].filter((part) => part !== null);
  const notes = shows('notes') ? countLines(shot.notes) : 0;

  return (
    <div className={classes['body']}>
      <div className={classes['line']}>
        <span className={classes['number']}>{shot.number}</span>
        {editing === 'title' ? (
          <CardField shot={shot} field="title" />
        ) : (
          <span className={classes['title']} data-edit="title" data-empty={shot.title === '' || undefined}>
            {shot.title === '' ? t('shot.untitled') : shot.title}
          </span>
        )}
        {editing === 'duration' ? (
          <CardField shot={shot} field="duration" />
        ) : (
          shows('duration') && (
            <span className={classes['seconds']} data-edit="duration">
              {shot.duration === null ? '–' : formatDuration(shot.duration, language)}
            </span>
          )
        )}
      </div>
      {shows('dialogue') && shot.dialogue !== '' && <p className={classes['dialogue']}>{shot.dialogue}</p>}
      <div className={classes['line']}>
        <span className={classes['facts']}>
          {shows('status') && (
            <span className={classes['status']}>
              <StatusIcon status={shot.status} size={14} />
              {t(`common:status.${shot.status}`)}
            </span>
          )}
          {shows('status') && framing.length > 0 && <span aria-hidden> · </span>}
          {framing.length > 0 && <span className={classes['framing']}>{framing.join(' · ')}</span>}
        </span>
        {news !== null && (
          <span className={classes['stale']} title={t(`shot.source.${news}`)}>
            <IconRefreshAlert size={14} aria-hidden />
            <VisuallyHidden>{t(`shot.source.${news}`)}</VisuallyHidden>
          </span>
        )}
        {notes > 0 && (
          <span className={classes['notes']} title={shot.notes}>
            <IconNotes size={14} aria-hidden />
            <span aria-hidden>{notes}</span>
            <VisuallyHidden>{t('shot.notes', { count: notes })}</VisuallyHidden>
          </span>
        )}
        {threads + unread > 0 && (
          <span className={classes['notes']} data-unread={unread > 0 || undefined}>
            <IconMessage size={14} aria-hidden />
            <span aria-hidden>{threads}</span>
            <VisuallyHidden>{t('shot.threads', { count: threads })}</VisuallyHidden>
            {unread > 0 && <VisuallyHidden>{t('shot.unread', { count: unread })}</VisuallyHidden>}
          </span>
        )}
        {shows('assignee') && shot.assignee !== null && assignee !== null && (
          <span className={classes['assignee']} title={assignee}>
            <Avatar id={shot.assignee} name={assignee} size={18} quiet />
            <VisuallyHidden>{t('shot.assignee', { name: assignee })}</VisuallyHidden>
          </span>
        )}
      </div>
    </div>
  );
}

function countLines(notes: string): number {
  return notes.split('\n').filter((line) => line.trim() !== '').length;
}
