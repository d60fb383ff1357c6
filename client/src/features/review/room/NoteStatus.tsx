import { Menu, UnstyledButton } from '@mantine/core';
import { NOTE_STATUSES, type VideoNote } from '@clapper/documents/review';
import { useTranslation } from 'react-i18next';
import classes from './Notes.module.css';

interface NoteStatusProps {
  note: VideoNote;
  mayResolve: boolean;
  onStatus: (status: VideoNote['status']) => void;
  /** Opens what else there is to set. */
  onDetails: () => void;
}

/** How far a note is; whoever may say so finds the other states behind it. */
export function NoteStatus({ note, mayResolve, onStatus, onDetails }: NoteStatusProps) {
  const { t } = useTranslation('review');
  if (!mayResolve)
    return (
      <span className={classes['status']} data-status={note.status}>
        {t(`status.${note.status}`)}
      </span>
    );
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <UnstyledButton
          className={classes['status']}
          data-status={note.status}
          aria-label={`${t(`status.${note.status}`)}, ${t('note.status')}`}
        >
          {t(`status.${note.status}`)}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('note.status')}</Menu.Label>
        {NOTE_STATUSES.map((status) => (
          <Menu.Item key={status} onClick={() => onStatus(status)}>
            {t(`status.${status}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={onDetails}>{t('details.open')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
