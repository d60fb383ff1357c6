import type { Shot, Take } from '@clapper/documents';
import { shownTake } from '@clapper/documents';
import { IconCloudUp, IconPhotoPlus } from '@tabler/icons-react';
import { memo, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { usePart } from '../../../app/store.ts';
import { FramePaper } from '../../../ui/FramePaper.tsx';
import { blurOf } from '../../files/blur-of.ts';
import { useUploads } from '../../files/files-context.ts';
import { useNear } from '../../files/use-near.ts';
import { usePicture } from '../../files/use-picture.ts';
import { useBoard } from '../session/board-session.ts';
import { pickPictures } from './pick-pictures.ts';
import { useAddPictures } from './use-add-pictures.ts';
import classes from './ShotPicture.module.css';

interface ShotPictureProps {
  shot: Shot;
  /** What stands on the paper where there is no picture. */
  words: string;
  /** By user id. */
  names: ReadonlyMap<string, string>;
}

/** The frame of a shot: the picture that is shown of it, or paper. */
export const ShotPicture = memo(function ShotPicture({ shot, words, names }: ShotPictureProps) {
  const { t } = useTranslation('board');
  const session = useBoard();
  const takes = usePart(session.takes, (all) => all.get(shot.id));
  const layer = usePart(session.layer, (value) => value);
  const arriving = usePart(session.arriving, (all) => all.has(shot.id));
  const add = useAddPictures(session);
  const take = takes === undefined ? null : shownTake(takes, layer);
  return (
    <div className={classes['frame']} data-picture={take?.id}>
      {take === null ? (
        <FramePaper words={words} size={shot.size} angle={shot.angle} movement={shot.movement} />
      ) : (
        <TakePicture take={take} number={shot.number} names={names} />
      )}
      {arriving && <span className={classes['note']}>{t('picture.arriving')}</span>}
      {take === null && session.writable && (
        <button
          type="button"
          tabIndex={-1}
          className={classes['pick']}
          aria-label={t('picture.addTo', { number: shot.number })}
          title={t('picture.add')}
          onClick={() => pickPictures({ onPick: (pictures) => add(pictures, shot.id) })}
        >
          <IconPhotoPlus size={16} aria-hidden />
        </button>
      )}
    </div>
  );
});

interface TakePictureProps {
  take: Take;
  number: string;
  names: ReadonlyMap<string, string>;
}

function TakePicture({ take, number, names }: TakePictureProps) {
  const { t } = useTranslation('board');
  const session = useBoard();
  const frame = useRef<HTMLDivElement>(null);
  const near = useNear(frame);
  const { picture } = take;
  const shown = usePicture(`${session.project}/board`, near ? picture.hash : null);
  const waits = useUploads().waiting.find(({ hash }) => hash === picture.hash);
  const blur = useMemo(() => blurOf(picture.thumbhash), [picture.thumbhash]);
  const alt = t('picture.alt', { number, take: take.number });
  return (
    <div ref={frame} className={classes['picture']}>
      {shown.state === 'here' ? (
        <img className={classes['image']} src={shown.url} alt={alt} decoding="async" draggable={false} />
      ) : (
        blur !== null && <img className={classes['blur']} src={blur} alt="" draggable={false} />
      )}
      <button
        type="button"
        tabIndex={-1}
        className={classes['badge']}
        aria-label={t('picture.open', { take: take.number, number })}
        onClick={() => session.viewing.set(take.shot)}
      >
        {t('picture.take', { number: take.number })}
      </button>
      {waits !== undefined && (
        <span className={classes['note']}>
          <IconCloudUp size={14} aria-hidden />
          {waits.state === 'uploading'
            ? t('picture.sending', { percent: Math.floor((100 * waits.sent) / Math.max(1, waits.bytes)) })
            : t(waits.state === 'refused' ? 'picture.notTaken' : 'picture.waits')}
        </span>
      )}
      {waits === undefined && shown.state === 'absent' && (
        <span className={classes['note']}>
          {t(shown.percent === null ? 'picture.waitsOn' : 'picture.sentBy', {
            name: names.get(take.createdBy) ?? t('shot.someone'),
            percent: shown.percent,
          })}
        </span>
      )}
      {waits === undefined && shown.state === 'away' && (
        <span className={classes['note']}>{t('picture.away')}</span>
      )}
    </div>
  );
}
