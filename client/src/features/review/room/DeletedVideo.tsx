import { restoreVideo, type Video } from '@clapper/documents/review';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Doc } from 'yjs';
import { useProject } from '../../../app/project-context.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { REVIEW_ORIGIN } from './add-cut.ts';
import classes from './Room.module.css';

/** Over the room of a video that is deleted: it goes on, and what is written in it stays with the video. */
export function DeletedVideo({ video: { id, deleted }, media }: { video: Video; media: Doc | null }) {
  const { t } = useTranslation('review');
  const { members } = useProject();
  const name = members.find((member) => member.id === deleted?.by)?.name ?? t('approve.somebody');
  return (
    <div className={classes['deleted']}>
      <Notice tone="warn">{t('room.deleted', { name })}</Notice>
      {media !== null && (
        <Button size="xs" onClick={() => restoreVideo(media, id, REVIEW_ORIGIN)}>
          {t('room.restore')}
        </Button>
      )}
    </div>
  );
}
