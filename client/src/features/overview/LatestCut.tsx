import { timecodeOf } from '@clapper/documents/timecode';
import { projectDocument } from '@clapper/protocol';
import { IconMovie, IconPlayerPlayFilled } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useProject } from '../../app/project-context.tsx';
import { useFormat } from '../../ui/format.ts';
import { usePicture } from '../files/use-picture.ts';
import type { Latest } from './latest-cut.ts';
import classes from './LatestCut.module.css';
import sheet from './Sheet.module.css';

/** What there is to be seen of the film, with a press to watch it. */
export function LatestCut({ latest: { video, cut, notes } }: { latest: Latest }) {
  const { t } = useTranslation('overview');
  const { when } = useFormat();
  const { id: project, members } = useProject();
  const poster = usePicture(projectDocument(project, 'review', video.id), cut.file.hash, 'poster');
  const name = members.find(({ id }) => id === cut.createdBy)?.name ?? t('somebody');
  const clip = cut.video;
  return (
    <>
      <h2 className={sheet['name']}>{t('cut.title')}</h2>
      <article className={classes['card']}>
        <div className={classes['film']} aria-hidden>
          {poster.state === 'here' ? (
            <img src={poster.url} alt="" decoding="async" draggable={false} />
          ) : (
            <IconMovie size={32} />
          )}
          <span className={classes['play']}>
            <IconPlayerPlayFilled size={18} />
          </span>
          {clip !== null && !clip.variable && (
            <span className={classes['length']}>{timecodeOf(clip.frames, { ...clip, startFrame: 0 })}</span>
          )}
        </div>
        <div className={classes['foot']}>
          <div className={classes['words']}>
            <Link
              to="/p/$project/review/$video"
              params={{ project, video: video.id }}
              className={classes['open']}
            >
              {t('cut.of', { title: video.title, number: cut.number })}
            </Link>
            <span className={classes['who']}>{[name, when(cut.createdAt)].join(' · ')}</span>
          </div>
          <span className={classes['notes']}>
            {notes.all === 0 ? t('cut.noNotes') : t('cut.notes', { open: notes.open, count: notes.all })}
          </span>
        </div>
      </article>
    </>
  );
}
