import { useElementSize } from '@mantine/hooks';
import { useCallback, useSyncExternalStore, type KeyboardEvent, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { lazyPart } from '../../../app/lazy-part.tsx';
import type { Player } from '../player/player.ts';
import { shotAtFrame, stepFrom, type ShotInCut } from './shots-in-cut.ts';
import classes from './ShotStrip.module.css';

const FramePhoto = lazyPart(() => import('../../files/FramePhoto.tsx'), {});

/** A number in narrower pieces than this would be cut off, a picture beside it in those. */
const NUMBERED_PX = 22;
const PICTURED_PX = 64;

interface ShotStripProps {
  player: Player;
  shots: readonly ShotInCut[];
  /** What a frame is called. */
  timeOf: (frame: number) => string;
}

/**
 * The board under the film: each shot where it should stand, the one that is shown marked. One slider, since a piece
 * of a long film is narrower than a finger.
 */
export function ShotStrip({ player, shots, timeOf }: ShotStripProps) {
  const { t } = useTranslation('review');
  const { ref, width } = useElementSize();
  const { frames } = player.clock;
  // Drawn again from shot to shot, not from frame to frame.
  const current = useSyncExternalStore(
    player.subscribe,
    useCallback(() => shotAtFrame(shots, player.get().frame), [player, shots]),
  );
  // The film's own first frame comes before all of these.
  const ready = useSyncExternalStore(
    player.subscribe,
    useCallback(() => player.get().ready, [player]),
  );
  const shown = shots[current];
  const seek = (event: MouseEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const shot = shots[shotAtFrame(shots, Math.floor(((event.clientX - box.left) / box.width) * frames))];
    if (shot !== undefined) player.show(shot.frame);
  };
  const step = (event: KeyboardEvent<HTMLElement>) => {
    const way = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : null;
    if (way === null) return;
    event.preventDefault();
    const shot = stepFrom(shots, player.get().frame, way);
    if (shot !== null) player.show(shot.frame);
  };
  return (
    <div
      ref={ref}
      className={classes['strip']}
      role="slider"
      tabIndex={0}
      aria-label={t('shots.strip')}
      aria-valuemin={0}
      aria-valuemax={shots.length}
      aria-valuenow={current + 1}
      aria-valuetext={shown === undefined ? t('shots.none') : nameOf(shown, t)}
      onClick={seek}
      onKeyDown={step}
      data-testid="shot-strip"
    >
      {shots.map((shot, index) => {
        const share = (shot.endFrame - shot.frame) / frames;
        return (
          <span
            key={shot.id}
            className={classes['shot']}
            style={{ insetInlineStart: `${(shot.frame / frames) * 100}%`, width: `${share * 100}%` }}
            title={`${nameOf(shot, t)} · ${timeOf(shot.frame)}`}
            data-current={index === current || undefined}
          >
            {ready && shot.take !== null && share * width >= PICTURED_PX && (
              <span className={classes['picture']}>
                <FramePhoto take={shot.take} />
              </span>
            )}
            {share * width >= NUMBERED_PX && <span className={classes['number']}>{shot.number}</span>}
          </span>
        );
      })}
    </div>
  );
}

type Words = ReturnType<typeof useTranslation<'review'>>['t'];

function nameOf({ number, title }: ShotInCut, t: Words): string {
  return title === '' ? t('shots.shot', { number }) : t('shots.titled', { number, title });
}
