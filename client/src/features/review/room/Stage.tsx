import type { Cut } from '@clapper/documents/review';
import { useRef, useState, type ReactNode, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Player } from '../player/player.ts';
import { useCutUpload, type CutSource } from './use-cut-source.ts';
import { useSourceWords } from './use-source-words.ts';
import { isLost } from './use-film-again.ts';
import classes from './Room.module.css';

/** Two taps within this long are one double tap. */
const DOUBLE_TAP_MS = 300;

interface StageProps {
  ref: Ref<HTMLDivElement>;
  source: CutSource;
  cut: Cut | null;
  player: Player | null;
  /** The link one came through lets nobody in any more. */
  ended: boolean;
  /** Another cut has the other half. */
  halved: boolean;
  onVideo: (video: HTMLVideoElement | null) => void;
  /** It does not come any more. */
  onLost: () => void;
  /** Its width by its height, once that is known. */
  onAspect: (aspect: number) => void;
  /** Null: may not add a cut. */
  onDrop: ((file: File) => void) | null;
  /** What lies over the picture. */
  children: ReactNode;
}

/** The picture, or in words why there is none. */
export function Stage(props: StageProps) {
  const { ref, source, cut, player, ended, halved, onVideo, onLost, onAspect, onDrop, children } = props;
  const { t } = useTranslation('review');
  const { t: errors } = useTranslation('errors');
  const wordsOf = useSourceWords();
  const upload = useCutUpload(cut);
  const [failed, setFailed] = useState<{ url: string; gone: boolean } | null>(null);
  const [over, setOver] = useState(false);
  const tapped = useRef(Number.NEGATIVE_INFINITY);
  const url = source.state === 'there' ? source.url : null;
  const says = (() => {
    if (over) return t('cut.drop');
    if (cut === null) return t('cut.none');
    // Whatever else there is to say of it: nobody gives it to them any more.
    if (source.state !== 'there') return ended ? t('stage.ended') : wordsOf(source, cut);
    if (failed?.url !== source.url) return null;
    if (ended) return t('stage.ended');
    return t(failed.gone ? 'stage.away' : 'stage.unplayable');
  })();
  /** How far the server is with it, while it plays as it was sent. */
  const serverSays = (one: Cut | null) => {
    if (ended || one === null || one.state === null || one.state === 'ready') return null;
    return one.state === 'failed' ? null : t(`stage.${one.state}`);
  };
  const goes = (() => {
    switch (upload?.state) {
      case undefined:
        return serverSays(cut);
      case 'uploading':
        return t('stage.uploading', { percent: upload.percent });
      case 'waiting':
        return t('stage.waiting');
      case 'refused':
        return `${t('stage.refused')} ${errors(upload.code)}`;
      default:
        return upload satisfies never;
    }
  })();
  return (
    // Files are dropped on it; the button above does the same.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      ref={ref}
      className={classes['stage']}
      aria-label={t('stage.label')}
      data-over={over || undefined}
      data-halved={halved || undefined}
      onDragOver={(event) => {
        if (onDrop === null || !event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        const [file] = event.dataTransfer.files;
        if (onDrop === null || file === undefined) return;
        event.preventDefault();
        onDrop(file);
      }}
    >
      {url !== null && (
        // What is said in it stands in nobody's hands here: cuts come without captions.
        // oxlint-disable-next-line jsx-a11y/media-has-caption
        <video
          key={url}
          ref={onVideo}
          className={classes['video']}
          src={url}
          playsInline
          preload="auto"
          data-testid="video-canvas"
          onLoadedMetadata={({ currentTarget: { videoWidth, videoHeight } }) =>
            videoHeight > 0 && onAspect(videoWidth / videoHeight)
          }
          onError={({ currentTarget }) => {
            void isLost(currentTarget).then((gone) => {
              if (!currentTarget.isConnected) return;
              setFailed({ url, gone });
              if (gone) onLost();
            });
          }}
          onClick={(event) => {
            // A finger steps frames by tapping twice at a side; a mouse plays.
            const touch = (event.nativeEvent as unknown as { pointerType?: string }).pointerType === 'touch';
            if (!touch) {
              player?.toggle();
              return;
            }
            const twice = event.timeStamp - tapped.current < DOUBLE_TAP_MS;
            tapped.current = twice ? Number.NEGATIVE_INFINITY : event.timeStamp;
            const box = event.currentTarget.getBoundingClientRect();
            if (twice) player?.step(event.clientX < box.left + box.width / 2 ? -1 : 1);
          }}
        />
      )}
      {url !== null && children}
      {says !== null && (
        <p className={classes['says']} role="status">
          {says}
        </p>
      )}
      {goes !== null && (
        <p className={classes['goes']} role="status">
          {goes}
        </p>
      )}
    </section>
  );
}
